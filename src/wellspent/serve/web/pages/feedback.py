"""One-tap feedback: what customers answered, and how many of those who were asked did."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wellspent.errors import InputError
from wellspent.jobs.feedback_results import CUTS, feedback_results
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.feedback import FeedbackResults, Worth
from wellspent.records.heard import Complaint
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render

router = APIRouter()
CUT_WORDS = {"rep": "Rep", "account": "Account", "channel": "Channel", "period": "Month"}


@router.get("/feedback-results")
def show_results(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show the answers as a whole, by a cut, and in the customers' words."""
    cut = request.query_params.get("by", "channel")
    if cut not in CUTS:
        raise InputError("Feedback can't be shown so.", next_step=f"Use by={'|'.join(CUT_WORDS)}.")
    results = feedback_results(wellspent.store, cut=cut)
    return render(
        "feedback.html",
        results=results,
        headline=headline(results),
        cut=cut,
        cuts=CUT_WORDS,
        worths=list(Worth),
        complaints=list(Complaint),
        sample=holds_sample(wellspent.store),
    )


def headline(results: FeedbackResults) -> str:
    """Return the answer in a sentence."""
    total = results.total
    if not total.asked:
        return "Nobody was asked yet"
    if not total.answered.count:
        return "Nobody has answered yet, which says neither yes nor no"
    yes = total.worth[Worth.YES]
    return f"{yes.count} of {total.answered.count} who answered say it was worth their time"
