"""Service levels: by when a route's next step is due, in the team's working hours."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import Lead
from wellspent.records.route import Route, RoutingRules, ServiceLevel

Floats = NDArray[np.float64]
Seconds = NDArray[np.int64]

MOST_DAYS = 40_000
LONGEST_AGO = timedelta(days=3650)
"""An older arrival is overdue by whatever service level; its date is most likely a mistake."""


def is_hand_raise(lead: Lead, kind: EnquiryKind, rules: RoutingRules) -> bool:
    """Return whether somebody asked to be contacted, rather than took something to read."""
    source = lead.source.casefold()
    download = any(word.casefold() in source for word in rules.download_sources)
    return not download and kind is not EnquiryKind.FREE_INFORMATION


def service_level(
    route: Route, hand_raise: bool, levels: Sequence[ServiceLevel]
) -> ServiceLevel | None:
    """Return the level of a route: one for just such enquiries, else one for both; else None."""
    of_route = [level for level in levels if level.route is route]
    for wanted in (hand_raise, None):
        for level in of_route:
            if level.hand_raise is wanted:
                return level
    return None


def due_at(starts_at: datetime, minutes: float, rules: RoutingRules) -> datetime:
    """Return the moment (UTC) at which so many working minutes have passed, to the second.

    Minutes run only within the working hours of working days, in the team's zone; on a day when
    clocks change, by the hours that really pass. What arrives at night starts in the morning.
    """
    starts = np.array([int(starts_at.timestamp())])
    due = due_times(starts, np.array([minutes]), rules)
    return datetime.fromtimestamp(int(due[0]), UTC)


def due_times(starts: Seconds, minutes: Floats, rules: RoutingRules) -> Seconds:
    """Return what `due_at` does, for many: moments as whole seconds since 1970 (UTC)."""
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    needed = np.rint(minutes * 60.0).astype(np.int64)
    opens, closes = _windows(int(starts.min()), int(starts.max()), int(needed.max()), rules)
    worked = np.concatenate([[0], np.cumsum(closes - opens)])
    day = np.searchsorted(closes, starts, side="right")
    until = worked[day] + np.maximum(starts - opens[day], 0) + needed
    # What is due just at closing time is due that day, not on the next morning.
    last = np.maximum(np.searchsorted(worked, until, side="left") - 1, day)
    return opens[last] + (until - worked[last])


def clock_starts(arrived_at: datetime | None, now: datetime) -> datetime:
    """Return from when a service level runs: the arrival, where it makes sense as one."""
    if arrived_at is None:
        return now
    return max(min(arrived_at, now), now - LONGEST_AGO)


def _windows(first: int, last: int, needed: int, rules: RoutingRules) -> tuple[Seconds, Seconds]:
    """Return when work begins and ends, day by day, until so much is worked after the last."""
    hours, zone = rules.working_hours, rules.time_zone
    day = datetime.fromtimestamp(first, ZoneInfo(zone)).date()
    windows: list[tuple[int, int]] = []
    left = needed
    for ahead in range(MOST_DAYS):
        opens, closes = _window(day + timedelta(days=ahead), hours, rules.working_days, zone)
        if closes > opens:
            windows.append((opens, closes))
            left -= max(0, closes - max(opens, last)) if closes > last else 0
        # One more second: somebody may arrive just at closing time.
        if left < 0:
            break
    begins, ends = np.array(windows, dtype=np.int64).T
    return begins, ends


@lru_cache(maxsize=65_536)
def _window(
    day: date, hours: tuple[int, int], working_days: tuple[int, ...], zone: str
) -> tuple[int, int]:
    if day.isoweekday() not in working_days:
        return 0, 0
    return _moment(day, hours[0], zone), _moment(day, hours[1], zone)


def _moment(day: date, hour: int, zone: str) -> int:
    whole = day + timedelta(days=hour // 24)
    return int(datetime.combine(whole, time(hour % 24), ZoneInfo(zone)).timestamp())
