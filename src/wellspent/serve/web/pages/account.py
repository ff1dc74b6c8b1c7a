"""An account: its committee as a map, who is missing, the ways in, and where its minutes went."""

from datetime import UTC, datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from wellspent.errors import NotFound
from wellspent.jobs.account_overview import CAN, AccountOverview, PowerMinutes, account_overview
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.deal import Deal, DealOutcome
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.committee_map import committee_map
from wellspent.serve.web.charts.minutes_bars import Bar, minutes_bars
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.wording import capitalised, number, percent

router = APIRouter(prefix="/accounts/{account_id}")
MOST_OWED, MOST_MEETINGS, MOST_DEALS = 6, 5, 6


@router.get("")
def show(wellspent: Parts, account_id: str) -> HTMLResponse:
    """Show an account."""
    seen = _seen(wellspent, account_id)
    return render(
        "account.html",
        seen=seen,
        account=seen.account,
        committee=seen.committee,
        answer=answer(seen),
        map=committee_map(seen.committee, seen.powers, seen.relations),
        minutes=power_bars(seen.minutes),
        owed=seen.history.debts[:MOST_OWED],
        meetings=seen.meetings[:MOST_MEETINGS],
        deals=sorted(seen.history.deals, key=_open_first)[:MOST_DEALS],
        now=datetime.now(UTC),
        sample=holds_sample(wellspent.store),
    )


@router.get("/plots/{name}.{ending}")
def download(wellspent: Parts, account_id: str, name: str, ending: str) -> Response:
    """Download the map or the minutes as a drawing (`svg`) or as numbers (`csv`)."""
    seen = _seen(wellspent, account_id)
    drawn = (committee_map(seen.committee, seen.powers, seen.relations), power_bars(seen.minutes))
    return chart_download({one.name: one for one in drawn if one}.get(name), ending)


def answer(seen: AccountOverview) -> str:
    """Return in a sentence who can say yes, and whether we ever talked to them."""
    members = seen.committee.members
    if not members:
        return "We know nobody there"
    can = [one for one in members if seen.powers[one.contact_id] == CAN]
    if seen.committee.nobody_with_power:
        return "We have never talked to anyone who is likely to be able to say yes"
    if not can:
        return "Nobody whom we know is surely able to say yes"
    names = [one.name or one.contact_id for one in can[:3]]
    more = f" and {len(can) - 3} more" if len(can) > 3 else ""
    return f"Can say yes: {', '.join(names)}{more}"


def power_bars(minutes: tuple[PowerMinutes, ...]) -> Chart | None:
    """Draw the minutes that people gave by whether they can say yes."""
    whole = sum(one.minutes for one in minutes)
    if whole <= 0:
        return None
    share = next(one.minutes for one in minutes if one.power == CAN) / whole
    return minutes_bars(
        "minutes-by-power",
        f"{percent(share)} of their minutes came from people who can likely say yes",
        "Minutes that they gave us in the latest 200 activities, estimated where not measured, by "
        "whether they can say yes as it is known today",
        [
            Bar(capitalised(one.power), one.minutes, one.minutes if one.power == CAN else 0.0)
            for one in minutes
        ],
        ("Power", "Minutes", "People", "Signs of value"),
        tuple(
            (capitalised(one.power), number(one.minutes, 1), str(one.people), str(one.signs))
            for one in minutes
        ),
    )


def _seen(wellspent: Parts, account_id: str) -> AccountOverview:
    if not account_id.startswith("A"):
        raise NotFound(f"there is no account {account_id[:40]!r}", next_step="Search for its name.")
    return account_overview(wellspent.store, account_id, now=datetime.now(UTC))


def _open_first(deal: Deal) -> tuple[bool, float]:
    moment = deal.closed_at or deal.created_at
    return deal.outcome is not DealOutcome.OPEN, -(moment.timestamp() if moment else 0.0)
