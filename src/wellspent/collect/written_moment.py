"""Moments as exports of conversations write them, in the few forms that they have."""

from datetime import UTC, datetime, tzinfo
from typing import Final

from dateutil import parser

LONGEST: Final = 60


def moment_of(text: str, *, day_first: bool = False, zone: tzinfo = UTC) -> datetime | None:
    """Return the moment that a text names, None where it names none; without a zone, in `zone`."""
    text = " ".join(text.replace("\u202f", " ").split())[:LONGEST].strip(" .,")
    if len(text) < 6 or not any(letter.isdigit() for letter in text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parser.parse(text, dayfirst=day_first)
        except (ValueError, OverflowError, TypeError):
            return None
    try:
        return moment if moment.utcoffset() is not None else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def moment_of_number(number: float) -> datetime | None:
    """Return the moment of seconds or milliseconds since 1970, None where it can be neither."""
    seconds = number / 1000 if number > 1e11 else number
    return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 1e10 else None
