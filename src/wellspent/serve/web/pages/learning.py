"""Learn again: starts in the background, shows that it goes on, ends at the profile."""

from datetime import UTC, datetime

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.learn_profile import learn_profile
from wellspent.serve.background import Task
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render

router = APIRouter()
LEARNING = "learning"


@router.post("/profile/learn")
def start_learning(wellspent: Parts, work: LongWork) -> Response:
    """Start to learn, unless it is going on already."""

    def learn(_task: Task) -> object:
        return learn_profile(wellspent.store, now=datetime.now(UTC))

    work.start(LEARNING, learn)
    return RedirectResponse("/profile/learning", 303)


@router.get("/profile/learning")
def show_learning(wellspent: Parts, work: LongWork) -> Response:
    """Show that it goes on; once done, lead to the profile."""
    task = work.find(LEARNING)
    if task is None or task.done:
        return RedirectResponse("/profile", 303)
    return render("learning.html", seconds=task.seconds(), sample=holds_sample(wellspent.store))
