"""Time: where our minutes and the customers' went, and where the next hour is worth most."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query

from wellspent.errors import InputError
from wellspent.jobs.next_hour import LARGEST_LIMIT, next_hour
from wellspent.jobs.time_spent import ChangedInWon, time_spent, what_changed_in_won_deals
from wellspent.records.time_spent import HourSuggestion, TimeSpent
from wellspent.serve.api.lead_model import Moment, Short, zoned
from wellspent.serve.api.parts import Parts
from wellspent.serve.time_cuts import TimeBy
from wellspent.wiring import Wellspent

router = APIRouter(tags=["time"])
By = Annotated[TimeBy, Query(description="By what it is divided.")]
Since = Annotated[Moment | None, Query(description="ISO 8601; this moment counts.")]
Until = Annotated[Moment | None, Query(description="ISO 8601; this moment doesn't count.")]
Rep = Annotated[Short, Query(description="Only this rep's own time.")]
Whose = Annotated[Short, Query(description="Whose hour it is: a rep's name; left out: anybody's.")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_LIMIT, description="So many suggestions at most.")]


@router.get("/time", summary="Where time went")
def get_time(
    parts: Parts, by: By = TimeBy.POWER, since: Since = None, until: Until = None, rep: Rep = ""
) -> TimeSpent:
    """Return our minutes and the customers', and how many with nobody who can say yes.

    Both `without_power` and `power_unknown` are part of `our_minutes`. Reps come in the order of
    their names: never a ranking of people. `notes` say how minutes were reckoned.
    """
    start, end = _times(parts, since, until)
    return time_spent(
        parts.store, cut=by.cut, now=datetime.now(UTC), since=start, until=end, rep=rep
    )


@router.get("/time/won", summary="What changed in won deals")
def get_won(parts: Parts, since: Since = None, until: Until = None) -> ChangedInWon:
    """Return how the first and the second half of won and of lost deals differ.

    It is what went together with winning, not what caused it.
    """
    start, end = _times(parts, since, until)
    return what_changed_in_won_deals(parts.store, now=datetime.now(UTC), since=start, until=end)


@router.get("/next-hour", summary="Where the next hour is worth most")
def get_next_hour(parts: Parts, rep: Whose = "", limit: Limit = 5) -> list[HourSuggestion]:
    """Return what an hour could go to, the best first, the others as its alternatives.

    What keeps a valuable customer comes before everything else. `worth` is in the team's own money
    for one hour, from `low` to `high`; null where it can't be said.
    """
    return next_hour(parts.store, rep=rep, now=datetime.now(UTC), limit=limit)


def _times(
    parts: Wellspent, since: datetime | None, until: datetime | None
) -> tuple[datetime | None, datetime | None]:
    zone = ZoneInfo(parts.settings.time_zone)
    start, end = zoned(since, zone), zoned(until, zone)
    if start is not None and end is not None and end <= start:
        raise InputError(
            "That time ends before it begins.",
            where="query.until",
            tried=f"from {start.isoformat()} until {end.isoformat()}",
        )
    return start, end
