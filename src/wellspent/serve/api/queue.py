"""The queue: who deserves our time today?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.todays_queue import todays_queue
from wellspent.records.queue import Queue
from wellspent.serve.api.lead_model import LARGEST_PAGE
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/queue", tags=["queue"])
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="How many leads.")]


@router.get("", summary="Today's queue")
def get_queue(parts: Parts, limit: Limit = 50) -> Queue:
    """Return the open leads, best fit first, with the verdict that stands behind the order."""
    return todays_queue(parts.store, now=datetime.now(UTC), limit=limit)


@router.post("/qualify", summary="Qualify the open leads anew")
def post_qualify(parts: Parts) -> dict[str, int]:
    """Give every open lead its fit by the current scorecard; returns how many."""
    return {"qualified": qualify_leads(parts.store, now=datetime.now(UTC))}
