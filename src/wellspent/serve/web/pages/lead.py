"""Lead: one enquiry, where it goes and why, its fit in full, and what stands behind it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.explain_route import explain_route
from wellspent.records.route import Route
from wellspent.serve.web.charts.authenticity_points import authenticity_points
from wellspent.serve.web.charts.waterfall import waterfall
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.lead_view import AskedOfLead, baseline, lead_page
from wellspent.serve.web.parts import Parts

router = APIRouter()


@router.get("/leads/{lead_id}")
def show_lead(request: Request, wellspent: Parts, lead_id: str) -> HTMLResponse:
    """Show one enquiry; `step` in the address shows the text of another route's next step."""
    params = request.query_params
    step = params.get("step", "")
    step_for = Route(step) if step in set(Route) else None
    return lead_page(wellspent, lead_id, AskedOfLead(step_for=step_for, did=params.get("did", "")))


@router.get("/leads/{lead_id}/points.{ending}")
def download_points(wellspent: Parts, lead_id: str, ending: str) -> Response:
    """Download the fit's points as a drawing (`svg`) or its numbers (`csv`)."""
    explained = explain_lead(wellspent.store, lead_id)
    return chart_download(waterfall(explained.fit, baseline(explained)), ending)


@router.get("/leads/{lead_id}/authenticity.{ending}")
def download_authenticity(wellspent: Parts, lead_id: str, ending: str) -> Response:
    """Download the authenticity's points as a drawing (`svg`) or its numbers (`csv`)."""
    judged = explain_route(wellspent.store, lead_id).authenticity
    return chart_download(authenticity_points(judged), ending)
