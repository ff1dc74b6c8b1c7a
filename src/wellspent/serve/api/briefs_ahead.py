"""Briefs ahead: the meetings that are coming, with the briefs of whom they are with."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel

from wellspent.errors import InputError
from wellspent.jobs.briefs_ahead import briefs_ahead
from wellspent.jobs.briefs_ahead_json import brief_ahead_json
from wellspent.records.conversation import Presence, Side
from wellspent.serve.api.brief_model import BriefOut
from wellspent.serve.api.lead_model import Moment, Short, zoned
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/briefs-ahead", tags=["contacts"])
DAYS_AHEAD = 7
MOST = 20
Rep = Annotated[Short, Query(description="Only meetings of this rep of ours.")]
Until = Annotated[
    Moment | None,
    Query(description=f"ISO 8601; how far ahead to look. Left out: {DAYS_AHEAD} days."),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="So many meetings at most.")]
WithBriefs = Annotated[
    bool, Query(description="False: only the meetings and who comes, which is quicker.")
]


class ComingOut(BaseModel):
    """Somebody who is asked to a meeting."""

    name: str
    email: str
    side: Side
    contact_id: str | None
    rep: str | None
    presence: Presence


class MeetingAheadOut(BaseModel):
    """A meeting that is coming; `why_none` says why there is no brief for it."""

    title: str
    starts_at: datetime | None
    minutes: float | None
    all_day: bool
    place: str
    moved_from: datetime | None
    people: list[ComingOut]
    contact_ids: list[str]
    why_none: str
    briefs: list[BriefOut]


@router.get("", summary="Meetings with briefs", response_model=list[MeetingAheadOut])
def get_briefs_ahead(
    parts: Parts,
    rep: Rep = "",
    until: Until = None,
    limit: Limit = 10,
    with_briefs: WithBriefs = True,
) -> Any:
    """Return the meetings that are coming, soonest first, with a brief of each customer who comes.

    Who declined has none; nor has a meeting with nobody whom our records know, and it says so.
    """
    now = datetime.now(UTC)
    end = zoned(until, ZoneInfo(parts.settings.time_zone)) or now + timedelta(days=DAYS_AHEAD)
    if end <= now:
        raise InputError("That is over: until says how far ahead to look.", where="query.until")
    found = briefs_ahead(
        parts.store, rep=rep, now=now, until=end, limit=limit, with_briefs=with_briefs
    )
    return [brief_ahead_json(one) for one in found]
