"""Quarantine: what no person seems to have written; all of it can be searched and released."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wellspent.serve.web.pages.today import queue_page
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.queue_address import QUARANTINE, view_from

router = APIRouter()


@router.get("/quarantine")
def show_quarantine(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show what lies in quarantine, why, and that it can be released."""
    view = view_from(request.query_params, QUARANTINE)
    return queue_page(wellspent, view, request.query_params)
