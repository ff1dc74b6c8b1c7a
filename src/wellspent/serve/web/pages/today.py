"""Today: who deserves our time now, and why."""

from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.todays_queue import todays_queue
from wellspent.records.queue import LeadRow, Queue, StoredFit
from wellspent.records.verdict import Verdict
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.usual import usual_rate
from wellspent.serve.web.wording import worth

router = APIRouter()


@router.get("/")
def show_today(wellspent: Parts) -> HTMLResponse:
    """Show the queue: open enquiries, the best fit first."""
    now = datetime.now(UTC)
    queue = todays_queue(wellspent.store, now=now)
    profile = current_profile(wellspent.store)
    usual = usual_rate(wellspent, profile)
    return render(
        "today.html",
        queue=queue,
        answer=answer(queue, usual),
        usual=usual,
        has_profile=profile is not None,
        sample=queue.sample,
        now=now,
    )


def answer(queue: Queue, usual: float | None) -> str:
    """Say who deserves our time now: how many stand out, and whom to begin with."""
    if not queue.rows:
        return "Today"
    first, open_leads = name_of_row(queue.rows[0]), queue.open_leads
    everyone = counted(open_leads, "open enquiry", "open enquiries")
    if queue.verdict == Verdict.NO_SIGNAL or usual is None:
        return f"{everyone}; nothing known tells them apart yet. The latest: {first}"
    standing_out = sum(1 for row in queue.rows if row.fit and is_worth_it(row.fit, usual))
    if not standing_out:
        return f"Begin with {first}; of {everyone}, none stands clearly above the usual"
    more = " or more" if standing_out == len(queue.rows) < open_leads else ""
    verb = "is" if standing_out == 1 else "are"
    return f"{standing_out}{more} of {everyone} {verb} worth it: begin with {first}"


def is_worth_it(fit: StoredFit, usual: float) -> bool:
    """Return whether a fit's whole interval lies above the usual rate."""
    return worth(fit.low, fit.high, usual) == "worth it"


def name_of_row(row: LeadRow) -> str:
    """Return what to call an enquiry in the queue: the company, else the person."""
    lead = row.lead
    return row.account_name or lead.company or lead.name or lead.email or "one without a name"
