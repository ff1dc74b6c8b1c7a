"""Learn again: starts in the background, shows that it goes on, ends at the profile."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from wellspent.jobs.holds_sample import holds_sample
from wellspent.serve import long_work
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render

router = APIRouter()


@router.post("/profile/learn")
def start_learning(wellspent: Parts, work: LongWork) -> Response:
    """Start to learn, unless it is going on already."""
    long_work.start_learning(wellspent, work)
    return RedirectResponse("/profile/learning", 303)


@router.get("/profile/learning")
def show_learning(wellspent: Parts, work: LongWork) -> Response:
    """Show that it goes on; once done, lead to the profile."""
    task = work.find(long_work.LEARNING)
    if task is None or task.done:
        return RedirectResponse("/profile", 303)
    return render("learning.html", seconds=task.seconds(), sample=holds_sample(wellspent.store))
