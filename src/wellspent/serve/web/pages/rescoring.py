"""Rescore open enquiries after a correction, beside the pages; with progress where it is long."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from wellspent.jobs.holds_sample import holds_sample
from wellspent.serve.background import Background
from wellspent.serve.long_work import RESCORING, start_rescoring
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render
from wellspent.wiring import Wellspent

router = APIRouter()
WORTH_WAITING = 0.5
"""Seconds in which a small store is rescored, so that nobody is shown a progress bar for it."""


def rescore(wellspent: Wellspent, work: Background, *, back: str) -> Response:
    """Rescore, and lead back to a page; by way of the progress where it takes longer."""
    done = start_rescoring(wellspent, work).wait(WORTH_WAITING)
    return RedirectResponse(back if done else "/profile/rescoring", 303)


@router.get("/profile/rescoring")
def show_rescoring(wellspent: Parts, work: LongWork) -> Response:
    """Show how far it is; once done, lead to the profile."""
    task = work.find(RESCORING)
    if task is None or task.done:
        return RedirectResponse("/profile", 303)
    return render("rescoring.html", progress=task.progress, sample=holds_sample(wellspent.store))
