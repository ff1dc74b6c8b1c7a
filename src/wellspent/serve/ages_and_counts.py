"""How every door says ages, counts and rates: pages and command line alike. Pure functions."""

from datetime import UTC, datetime

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR = 60, 3_600, 86_400, 604_800, 2_629_800, 31_557_600
MOST_WAITING = 1_000
"""So far those that wait are counted (`RouteQueue.counts`)."""

AGE_STEPS = (
    (YEAR * 2, YEAR, "year"),
    (MONTH * 3, MONTH, "month"),
    (WEEK * 2, WEEK, "week"),
    (DAY, DAY, "day"),
    (HOUR, HOUR, "hour"),
    (MINUTE, MINUTE, "minute"),
)


def age(then: datetime | None, now: datetime) -> str:
    """Return how long ago `then` was, in its largest whole unit: `3 hours`, `2 days`."""
    if then is None:
        return "not known"
    seconds = (now - with_zone(then)).total_seconds()
    if seconds < 0:
        return "in the future"
    for least, unit, word in AGE_STEPS:
        if seconds >= least:
            return counted(int(seconds // unit), word)
    return "under a minute"


def with_zone(moment: datetime) -> datetime:
    """Return the moment with its zone; one without counts as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def waiting_count(count: int) -> str:
    """Return how many wait; a count that stopped at its limit says so."""
    return f"{count:,}" if count < MOST_WAITING else f"{MOST_WAITING:,} or more"


def counted(count: int, word: str, plural: str = "") -> str:
    """Return a count with its noun: `1 row`, `1,500 rows`."""
    return f"{count:,} {word if count == 1 else plural or word + 's'}"
