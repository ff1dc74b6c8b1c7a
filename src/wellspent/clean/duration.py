"""Duration: minutes, from the ways in which exports write how long something took."""

import re
from typing import Final

from wellspent.clean.number import parse_number

LONGEST: Final = 40
CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?\Z")
WORDS: Final = re.compile(
    r"(?:(?P<hours>\d{1,4}(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|std\.?)\s*)?"
    r"(?:(?P<minutes>\d{1,5}(?:[.,]\d+)?)\s*(?:m|mins?|minutes?|minuten)\.?\s*)?"
    r"(?:(?P<seconds>\d{1,6}(?:[.,]\d+)?)\s*(?:s|secs?|seconds?)\.?)?\Z",
    re.IGNORECASE,
)
PER_MINUTE: Final = {"milliseconds": 60_000.0, "ms": 60_000.0, "seconds": 60.0, "sec": 60.0,
                     "minutes": 1.0, "min": 1.0, "hours": 1 / 60}  # fmt: skip


def parse_minutes(text: str, *, per_minute: float = 1.0) -> float | None:
    """Return minutes: from `00:12:30` (hours first), `1 h 20 min`, or a bare number.

    A bare number counts units of which `per_minute` make a minute (60 for seconds).
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    if clock := CLOCK.match(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 60 + minutes + seconds / 60
    if (number := parse_number(text)) is not None:
        return number / per_minute if number >= 0 else None
    words = WORDS.match(text)
    if words is None:
        return None
    parts = {
        name: float((part or "0").replace(",", ".")) for name, part in words.groupdict().items()
    }
    return parts["hours"] * 60 + parts["minutes"] + parts["seconds"] / 60


def units_per_minute(column_name: str) -> float:
    """Return how many of a column's units make a minute, by its machine name."""
    words = set(column_name.split("_"))
    return next((count for unit, count in PER_MINUTE.items() if unit in words), 1.0)
