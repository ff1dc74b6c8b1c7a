"""Times in a transcript's JSON: seconds, milliseconds, clocks, durations and moments."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, cast

from wellspent.collect.json_meanings import is_number
from wellspent.collect.written_moment import moment_of, moment_of_number

SLOWEST: Final = 0.1
"""Words a second below which times can't be seconds, and are milliseconds."""

LONG_ENOUGH: Final = 600
"""A smaller number can't tell seconds from milliseconds by how much is said."""

CLOCK: Final = re.compile(r"(?:(\d{1,5}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?Z?\Z")
DURATION: Final = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?\Z")
BARE: Final = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(ms|s)?\Z")
IN_MILLISECONDS: Final = re.compile(r"(?:ms|millis(?:econds)?)\Z", re.IGNORECASE)


def seconds_of(value: object, per_second: float = 1.0) -> float | None:
    """Return seconds from the beginning; None for what isn't such a time, as a moment is not.

    A bare number counts units of which `per_second` make a second.
    """
    if is_number(value):
        seconds = float(cast("float", value)) / per_second
        return seconds if 0 <= seconds < 1e8 else None
    return _from_text(value.strip(), per_second) if isinstance(value, str) else None


def _from_text(text: str, per_second: float) -> float | None:
    if found := CLOCK.match(text):
        hours, minutes, seconds, fraction = found.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        return whole + (float(f"0.{fraction}") if fraction else 0.0)
    if found := DURATION.match(text):
        hours, minutes, rest = (float(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + rest
    if found := BARE.match(text):
        known = {"s": 1.0, "ms": 1000.0}
        return seconds_of(float(found[1]), known.get(found[2], per_second))
    return None


def moment_in(value: object) -> datetime | None:
    """Return the moment that a value names: a date, or seconds or milliseconds since 1970."""
    if is_number(value):
        return moment_of_number(float(cast("float", value)))
    return moment_of(value) if isinstance(value, str) else None


def units_per_second(keys: Iterable[str], starts: Iterable[object], words: int) -> float:
    """Return how many of the times' units make a second: 1, or 1000.

    Milliseconds where a key says so, or where seconds would mean that hardly anything was said.
    """
    if any(IN_MILLISECONDS.search(key) for key in keys):
        return 1000.0
    numbers = [float(cast("float", one)) for one in starts if is_number(one)]
    taken = max(numbers, default=0.0) - min(numbers, default=0.0)
    return 1000.0 if taken > LONG_ENOUGH and words / taken < SLOWEST else 1.0
