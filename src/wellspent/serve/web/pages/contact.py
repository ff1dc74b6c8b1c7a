"""A contact: their role in a purchase and why, when they answer, what they gave and got."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import InputError, NotFound, WellspentError
from wellspent.jobs.contact_overview import ContactOverview, contact_overview
from wellspent.jobs.correct_role import correct_role, take_back_role_correction
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.reachability import reachability_of
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import BuyingRole
from wellspent.records.conversation import Conversation
from wellspent.records.ledger import EntryKind, LedgerEntry
from wellspent.records.reachability import Reachability
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.reach_week import reach_week
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.minutes_by_person import in_ledger
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.role_view import main_reasons, points_rows, roles_shown
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/contacts/{contact_id}")
MOST_GOT, MOST_OWED, MOST_TALKS = 5, 8, 6
ROLES = tuple(role for role in BuyingRole if role is not BuyingRole.UNKNOWN)
THE_PAGE = "the page"


@router.get("", response_model=None)
def show(request: Request, wellspent: Parts, contact_id: str) -> HTMLResponse | RedirectResponse:
    """Show a contact; somebody who only enquired has the lead's page."""
    if contact_id.startswith("L"):
        return RedirectResponse(f"/leads/{contact_id}", 303)
    return contact_page(wellspent, contact_id, on=request.query_params.get("on", ""))


@router.post("/role")
def correct(wellspent: Parts, contact_id: str, form: Typed, who: Who) -> Response:
    """Keep what a person says that the role is, or take that back."""
    role, reason = text_of(form, "role", 40), text_of(form, "reason")
    now, by = datetime.now(UTC), who or THE_PAGE
    try:
        if text_of(form, "act") == "take back":
            take_back_role_correction(wellspent.store, contact_id, by=by, reason=reason, now=now)
        else:
            correct_role(wellspent.store, contact_id, _role(role), by=by, reason=reason, now=now)
    except WellspentError as error:
        return contact_page(wellspent, contact_id, error=error, typed=(role, reason))
    return RedirectResponse(f"/contacts/{contact_id}#role", 303)


@router.get("/reach/{name}.{ending}")
def download_week(wellspent: Parts, contact_id: str, name: str, ending: str) -> Response:
    """Download when they answer on a channel, as a drawing (`svg`) or as numbers (`csv`)."""
    reach = reachability_of(wellspent.store, contact_id, now=datetime.now(UTC))
    named = {chart.name: chart for chart in _weeks(reach).values()}
    return chart_download(named.get(name), ending)


def contact_page(
    wellspent: Wellspent,
    contact_id: str,
    *,
    on: str = "",
    error: WellspentError | None = None,
    typed: tuple[str, str] = ("", ""),
) -> HTMLResponse:
    """Render a contact; `error` is what was wrong with what a person `typed` as role and reason."""
    if not contact_id.startswith("C"):
        raise NotFound(
            f"there is no contact {contact_id[:40]!r}", next_step="Search for their name."
        )
    now = datetime.now(UTC)
    seen = contact_overview(wellspent.store, contact_id, now=now)
    weeks, judged = _weeks(seen.reach), seen.judgement
    channel = next((one for one in weeks if one == on), next(iter(weeks), None))
    roles = roles_shown(judged) if judged else []
    return render(
        "contact.html",
        status=error.status if error else 200,
        error=error,
        typed=typed,
        seen=seen,
        contact=seen.contact,
        account=seen.history.account,
        judged=judged,
        reasons=main_reasons(judged) if judged else [],
        roles=roles,
        points=points_rows(judged, roles) if judged else [],
        can_be=ROLES,
        weeks=weeks,
        channel=channel,
        ledger=in_ledger(seen.entries),
        got=_got(seen),
        owed=seen.debts[:MOST_OWED],
        talks=_talks(seen),
        now=now,
        sample=holds_sample(wellspent.store),
    )


def _weeks(reach: Reachability) -> dict[ActivityKind, Chart]:
    """Return a plot for each channel of which something is known, the most tried first."""
    tried = {one.channel: one.answer.sent for one in reach.channels}
    ordered = sorted(reach.slots, key=lambda channel: -tried.get(channel, 0))
    drawn = ((channel, reach_week(reach, channel)) for channel in ordered)
    return {channel: chart for channel, chart in drawn if chart is not None}


def _got(seen: ContactOverview) -> list[LedgerEntry]:
    """Return the latest signs that they got something, those in their own words."""
    told = [one for one in seen.entries if one.kind is EntryKind.CREDIT and one.quote]
    return sorted(told, key=lambda one: one.happened_at, reverse=True)[:MOST_GOT]


def _talks(seen: ContactOverview) -> list[Conversation]:
    """Return the latest conversations that they were in."""
    theirs = [
        one.conversation
        for one in seen.history.conversations
        if any(each.contact_id == seen.contact.id for each in one.conversation.speakers)
    ]
    return list(theirs[:MOST_TALKS])


def _role(words: str) -> BuyingRole:
    try:
        return BuyingRole(words)
    except ValueError as error:
        raise InputError(
            f"“{words}” is no buying role.", where="role", next_step="Choose one of the list."
        ) from error
