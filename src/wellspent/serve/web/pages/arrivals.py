"""Live arrival: tells a page that listens how many enquiries came in since it was made."""

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from wellspent.serve.arrival_hub import ArrivalHub, News

router = APIRouter()
LARGEST_PLACE = 2**63 - 1
RETRY_MILLISECONDS = 3000
HEADERS = {"x-accel-buffering": "no"}


@router.get("/arrivals")
async def tell_arrivals(
    request: Request, since: Annotated[int, Query(ge=0, le=LARGEST_PLACE)] = 0
) -> StreamingResponse:
    """Tell of arrivals after the place `since`, as server-sent events; counts by route, no more."""
    hub = cast("ArrivalHub", request.app.state.arrivals)
    hub.check_room()
    return StreamingResponse(
        events(request, hub, since), media_type="text/event-stream", headers=HEADERS
    )


async def events(request: Request, hub: ArrivalHub, since: int) -> AsyncGenerator[str]:
    """Give the events until the page goes away or the server stops."""
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    async with aclosing(hub.listen(since)) as told:
        async for news in told:
            if await request.is_disconnected():
                return
            yield event(news) if news is not None else ": nothing new\n\n"


def event(news: News) -> str:
    """Return one event as it is sent."""
    return f"event: arrivals\ndata: {json.dumps(asdict(news))}\n\n"
