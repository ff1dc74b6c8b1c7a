"""What we owe: questions of customers that nobody answered, and promises of ours still open."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import WellspentError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.what_we_owe import dismiss_debt, settle_debt, what_we_owe
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of
from wellspent.serve.web.who import Who

router = APIRouter()
MOST_SHOWN = 200


@router.get("/owed")
def show_owed(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show what is owed, what is overdue first."""
    return _page(wellspent, rep=request.query_params.get("rep", "")[:200])


@router.post("/owed/{debt}/settle")
def settle(wellspent: Parts, form: Typed, debt: str, who: Who) -> Response:
    """Mark something owed as settled, or as heard wrongly, with the reason that was given."""
    act = dismiss_debt if text_of(form, "wrong") else settle_debt
    try:
        act(
            wellspent.store,
            debt,
            by=who or "the page",
            reason=text_of(form, "reason"),
            now=datetime.now(UTC),
        )
    except WellspentError as error:
        return _page(wellspent, error=error)
    return RedirectResponse("/owed", 303)


def _page(wellspent: Parts, *, rep: str = "", error: WellspentError | None = None) -> HTMLResponse:
    now = datetime.now(UTC)
    everything = what_we_owe(wellspent.store, now=now)
    owed = [one for one in everything if one.rep == rep] if rep else everything
    return render(
        "owed.html",
        status=error.status if error else 200,
        error=error,
        owed=owed[:MOST_SHOWN],
        count=len(owed),
        overdue=sum(one.is_overdue for one in owed),
        reps=sorted({one.rep for one in everything if one.rep}),
        rep=rep,
        now=now,
        sample=holds_sample(wellspent.store),
    )
