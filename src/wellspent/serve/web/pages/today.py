"""Today: who deserves our time now, and why."""

from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.todays_queue import todays_queue
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.usual import usual_rate

router = APIRouter()


@router.get("/")
def show_today(wellspent: Parts) -> HTMLResponse:
    """Show the queue: open enquiries, the best fit first."""
    now = datetime.now(UTC)
    queue = todays_queue(wellspent.store, now=now)
    profile = current_profile(wellspent.store)
    return render(
        "today.html",
        queue=queue,
        usual=usual_rate(wellspent, profile),
        has_profile=profile is not None,
        sample=queue.sample,
        now=now,
    )
