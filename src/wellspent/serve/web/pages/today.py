"""Today: who deserves our time now, by route, and why."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import QueryParams

from wellspent.errors import WellspentError
from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.serve.web.charts.fit_map import fit_map
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.queue_address import QUARANTINE, QueueView, view_from
from wellspent.serve.web.queue_page import queue_context, queue_for
from wellspent.serve.web.templating import render
from wellspent.serve.web.usual import usual_rate
from wellspent.wiring import Wellspent

router = APIRouter()


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
    return render(template, status=error.status if error else 200, error=error, **context)


@router.get("/queue/map.{ending}")
def download_map(request: Request, wellspent: Parts, ending: str) -> Response:
    """Download the map of a page of the queue as a drawing (`svg`) or its numbers (`csv`)."""
    queue, _ = queue_for(wellspent, view_from(request.query_params), datetime.now(UTC))
    usual = usual_rate(wellspent, current_profile(wellspent.store))
    return chart_download(fit_map(queue.rows, usual, linked=False), ending)
