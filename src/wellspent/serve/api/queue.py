"""The queue: who deserves our time today?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from wellspent.jobs.todays_queue import todays_queue
from wellspent.records.queue import Queue
from wellspent.serve.api.job_model import JobOut
from wellspent.serve.api.jobs import accepted
from wellspent.serve.api.lead_model import LARGEST_PAGE
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.long_work import start_rescoring

router = APIRouter(prefix="/queue", tags=["queue"])
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="How many leads.")]


@router.get("", summary="Today's queue")
def get_queue(parts: Parts, limit: Limit = 50) -> Queue:
    """Return the open leads, best fit first, with the verdict that stands behind the order."""
    return todays_queue(parts.store, now=datetime.now(UTC), limit=limit)


@router.post("/qualify", summary="Qualify the open leads anew", status_code=202)
def post_qualify(parts: Parts, work: LongWork, response: Response) -> JobOut:
    """Begin to give every open lead its fit by the current scorecard."""
    return accepted(start_rescoring(parts, work), response)
