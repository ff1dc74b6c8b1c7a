"""Today: who deserves our time now, by route, and why."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import QueryParams

from wellspent.errors import WellspentError
from wellspent.jobs.briefs_ahead import briefs_ahead
from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.next_hour import next_hour
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.records.time_spent import HourSuggestion
from wellspent.serve.web.charts.fit_map import fit_map
from wellspent.serve.web.days_ahead import BRIEFS_AHEAD
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.queue_address import QUARANTINE, QueueView, view_from
from wellspent.serve.web.queue_page import queue_context, queue_for
from wellspent.serve.web.templating import render
from wellspent.serve.web.usual import usual_rate
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

router = APIRouter()
MOST_AHEAD, MOST_NOW, LOOKED_AT = 4, 3, 12
NOW = timedelta(hours=1)


@router.get("/")
def show_today(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show the queue: the route to begin with, or the one that was asked for."""
    return queue_page(wellspent, view_from(request.query_params), request.query_params)


def queue_page(
    wellspent: Wellspent,
    view: QueueView,
    params: QueryParams,
    *,
    error: WellspentError | None = None,
) -> HTMLResponse:
    """Render a page of the queue; `error` is what was wrong with what a person just did."""
    now = datetime.now(UTC)
    queue, chosen = queue_for(wellspent, view, now)
    template = "quarantine.html" if view.path == QUARANTINE else "today.html"
    context = queue_context(wellspent, queue, chosen, params)
    context["overdue_debts"] = sum(one.is_overdue for one in what_we_owe(wellspent.store, now=now))
    context["ahead"] = briefs_ahead(
        wellspent.store, now=now, until=now + BRIEFS_AHEAD, limit=MOST_AHEAD, with_briefs=False
    )
    return render(template, status=error.status if error else 200, error=error, **context)


@router.get("/today/now")
def show_now(wellspent: Parts, who: Who) -> HTMLResponse:
    """Give the piece of Today that says for whom an interruption is worth it now; often nothing."""
    now = datetime.now(UTC)
    suggested = next_hour(wellspent.store, rep=who, now=now, limit=LOOKED_AT)
    return render("today_now.html", suggested=worth_now(suggested, now)[:MOST_NOW], now=now)


def worth_now(suggested: Iterable[HourSuggestion], now: datetime) -> list[HourSuggestion]:
    """Return those whose best time begins within the hour, or has begun."""
    return [one for one in suggested if one.best_at is not None and one.best_at <= now + NOW]


@router.get("/queue/map.{ending}")
def download_map(request: Request, wellspent: Parts, ending: str) -> Response:
    """Download the map of a page of the queue as a drawing (`svg`) or its numbers (`csv`)."""
    queue, _ = queue_for(wellspent, view_from(request.query_params), datetime.now(UTC))
    usual = usual_rate(wellspent, current_profile(wellspent.store))
    return chart_download(fit_map(queue.rows, usual, linked=False), ending)
