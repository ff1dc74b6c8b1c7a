"""Leads: list them, add one, look at one."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Header, Path, Query, Request, Response

from wellspent.jobs import find_leads
from wellspent.jobs.add_lead import add_lead
from wellspent.jobs.explain_lead import explain_lead
from wellspent.records.lead import Lead
from wellspent.records.queue import LeadExplanation, LeadPage, LeadRow
from wellspent.serve.api.lead_model import LeadIn, LeadsAsked
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/leads", tags=["leads"])
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="Any text that is new for each enquiry: sent twice, it is stored once.",
    ),
]


LeadId = Annotated[str, Path(max_length=100, description="The lead's id, such as L42.")]


@router.get("", summary="List leads")
def list_leads(parts: Parts, asked: Annotated[LeadsAsked, Query()]) -> LeadPage:
    """List leads, best fit first unless asked otherwise.

    `next_page` of the answer, given back as `after`, leads to the next page; it is empty at the
    end. `total` is exact up to 10,000, else null.
    """
    return find_leads.find_leads(parts.store, asked.to_record(parts.settings.time_zone))


@router.post(
    "",
    summary="Add a lead",
    status_code=201,
    responses={
        200: {"model": Lead, "description": "It was stored before, under this Idempotency-Key."}
    },
)
def post_lead(
    parts: Parts,
    request: Request,
    given: LeadIn,
    response: Response,
    afterwards: BackgroundTasks,
    idempotency_key: Key = "",
) -> Lead:
    """Store an enquiry; the answer comes after the commit.

    Once this answers 201, the enquiry is kept, whatever happens to the server next. Sent again
    with the same `Idempotency-Key`, it answers 200 with the lead that was stored first.
    """
    record = given.to_record(parts.settings.time_zone, datetime.now(UTC))
    state = request.app.state
    lead, created = add_lead(
        parts.store, record, idempotency_key=idempotency_key, intake=state.intake
    )
    if created:
        afterwards.add_task(state.worker.see_to_arrivals)
    response.status_code = 201 if created else 200
    response.headers["Location"] = f"/api/v1/leads/{lead.id}"
    return lead


@router.get("/{lead_id}", summary="One lead")
def get_lead(parts: Parts, lead_id: LeadId) -> LeadRow:
    """Return a lead with the fit that was last stored with it."""
    return find_leads.get_lead(parts.store, lead_id)


@router.get("/{lead_id}/explanation", summary="One lead in full")
def get_explanation(parts: Parts, lead_id: LeadId) -> LeadExplanation:
    """Return a lead's fit with points that add up, nearest past cases, and the records behind."""
    return explain_lead(parts.store, lead_id)
