"""Recurrence: the moments at which a calendar's event takes place, within a time and bounded.

Wall time repeats, not UTC: a meeting at nine stays at nine when the clocks change. Source:
RFC 5545, 3.3.10 and 3.8.5.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import Final

from dateutil import rrule

EARLIEST: Final = 1970
"""A series that began earlier isn't expanded: no meeting did, and some programs write 1601."""

MOST_INSTANCES: Final = 5_000
"""Of one series; a daily one has them in thirteen years."""

FEWEST_DAYS: Final = frozenset({"YEARLY", "MONTHLY"})
NOT_FOR_MEETINGS: Final = frozenset({"BYWEEKNO", "BYYEARDAY", "BYEASTER"})
LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY: Final = timedelta(days=1)
WEEKS_AND_DAYS: Final = {"WEEKLY": 7 * DAY, "DAILY": DAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """When an event takes place: its first start, its rules as RFC 5545 writes them, exceptions.

    `start` has a zone; `left_out` and `added` are moments with a zone, or whole days.
    """

    start: datetime
    rules: Sequence[str] = ()
    left_out: Sequence[date | datetime] = ()
    added: Sequence[date | datetime] = ()


def starts_within(series: Series, *, since: datetime, until: datetime) -> Iterator[datetime]:
    """Give the starts from `since` to before `until`, in order and each once."""
    zone = series.start.tzinfo or UTC
    days = {one for one in series.left_out if not isinstance(one, datetime)}
    moments = {one.astimezone(UTC) for one in series.left_out if isinstance(one, datetime)}
    found: set[datetime] = set()
    for start in [*_by_rules(series, zone, since, until), *_added(series, zone)]:
        if start.date() in days or start.astimezone(UTC) in moments:
            continue
        if since <= start < until:
            found.add(start)
    yield from sorted(found)


def _added(series: Series, zone: tzinfo) -> Iterator[datetime]:
    at = series.start.timetz().replace(tzinfo=None)
    for one in series.added:
        if isinstance(one, datetime):
            yield one if one.tzinfo else one.replace(tzinfo=zone)
        else:
            yield datetime.combine(one, at, tzinfo=zone)


def _by_rules(series: Series, zone: tzinfo, since: datetime, until: datetime) -> Iterator[datetime]:
    yield series.start
    local = series.start.replace(tzinfo=None)
    last = _local(until, zone)
    for text in series.rules:
        rule = _parsed(text, local, zone, _local(since, zone), last)
        if rule is not None:
            in_time = takewhile(lambda start: start <= last, rule)
            for start in islice(in_time, MOST_INSTANCES):
                yield start.replace(tzinfo=zone)


def _local(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment as a clock there shows it, at the ends of time as it is."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=None)


def _parsed(
    text: str, start: datetime, zone: tzinfo, since: datetime, last: datetime
) -> rrule.rrule | None:
    """Return a rule that ends by `last`; None where it is none that meetings have."""
    parts = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    if start.year < EARLIEST or not may_happen(parts):
        return None
    ends = _until(parts.pop("UNTIL", ""), zone)
    if "COUNT" not in parts:
        start = _nearer(start, since, parts)
    try:
        rule = rrule.rrulestr(";".join(f"{key}={value}" for key, value in parts.items()),
                              dtstart=start)  # fmt: skip
        assert isinstance(rule, rrule.rrule)
        return rule if "COUNT" in parts else rule.replace(until=min(last, ends or last))
    except (ValueError, TypeError, KeyError, OverflowError, AssertionError):
        return None


def may_happen(parts: Mapping[str, str]) -> bool:
    """Return whether a rule is one that a meeting has, and has a next instance before long.

    The thirtieth of February would be looked for until the year 9999. A rule that is left out
    counts as its first instance only.
    """
    frequency = parts.get("FREQ", "")
    if frequency not in {*FEWEST_DAYS, *WEEKS_AND_DAYS} or NOT_FOR_MEETINGS & parts.keys():
        return False
    days = [one for one in parts.get("BYDAY", "").split(",") if one]
    numbered = [one for one in days if len(one) > 2]
    if frequency in WEEKS_AND_DAYS:
        return not numbered and not parts.keys() & {"BYMONTHDAY", "BYMONTH", "BYSETPOS"}
    if any(not one[:-2].lstrip("+-").isdecimal() or abs(int(one[:-2])) > 5 for one in numbered):
        return False
    if "BYSETPOS" in parts and (numbered or not _within(parts["BYSETPOS"], 5 * len(days))):
        return False
    if "BYMONTH" in parts and frequency == "MONTHLY" and parts.get("INTERVAL", "1") != "1":
        return False
    return not (numbered and "BYMONTHDAY" in parts) and _has_such_a_day(parts)


def _within(written: str, most: int) -> bool:
    numbers = [one.strip().lstrip("+-") for one in written.split(",")]
    return all(one.isdecimal() and 1 <= int(one[:9]) <= most for one in numbers)


def _has_such_a_day(parts: Mapping[str, str]) -> bool:
    months = parts.get("BYMONTH", ",".join(map(str, range(1, 13))))
    days = parts.get("BYMONTHDAY", "1")
    if not _within(months, 12) or not _within(days, 31):
        return False
    longest = max(LONGEST_MONTHS[int(month) - 1] for month in months.split(","))
    return any(int(day.strip().lstrip("+-")) <= longest for day in days.split(","))


def _until(text: str, zone: tzinfo) -> datetime | None:
    if not text:
        return None
    try:
        if len(text) == 8:
            return datetime.combine(date.fromisoformat(text), time.max)
        moment = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None
    return _local(moment.replace(tzinfo=UTC), zone) if text.endswith("Z") else moment


def _nearer(start: datetime, since: datetime, parts: dict[str, str]) -> datetime:
    """Return a start as near to `since` as the rule's rhythm allows, to save its instances."""
    step = WEEKS_AND_DAYS.get(parts["FREQ"])
    interval = parts.get("INTERVAL", "1")
    if step is None or not interval.isdecimal() or not 0 < int(interval) < 1000:
        return start
    step *= int(interval)
    ahead = (since - start) // step - 1
    return start + ahead * step if ahead > 0 else start
