"""Date: a moment with its zone, from the ways in which exports write it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from wellspent.clean.word_lists import read_words

LONGEST: Final = 64
EARLIEST, LATEST = 1800, 2200
MONTHS: Final = {
    name: int(number) for number, names in read_words("months").items() for name in names
}
ZONES: Final = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours from UTC of the short names that CRM exports write; the American reading where several
countries use one."""

TIME: Final = (
    r"(?:(?:T|,|\s+at|\s)?\s*(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})"
    r"(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?(?:\s*Uhr)?\s*(?P<zone>[A-Za-z]{1,5}|"
    r"(?:UTC|GMT)?[+-]\d{2}:?\d{2})?(?:\s*\([^()]{0,30}\))?)?\Z"
)
NUMBERS: Final = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[/.\-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})(?!\d)"
    + TIME,
    re.IGNORECASE,
)
YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})(?P<mark>[/.\-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)" + TIME,
    re.IGNORECASE,
)
DAY_NAMED: Final = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º)?[\s\-/]*(?:de\s+)?"
    r"(?P<name>[^\W\d]{3,12})\.?,?[\s\-/]*(?:de\s+)?(?P<year>\d{4}|\d{2})(?!\d)" + TIME,
    re.IGNORECASE,
)
NAMED_DAY: Final = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(?P<name>[^\W\d]{3,12})\.?[\s\-/]+(?P<day>\d{1,2})"
    r"(?:st|nd|rd|th)?,?[\s\-/]+(?P<year>\d{4})(?!\d)" + TIME,
    re.IGNORECASE,
)
FORMS: Final = (YEAR_FIRST, NUMBERS, DAY_NAMED, NAMED_DAY)
EPOCH: Final = re.compile(r"\d{13}\Z|\d{10}\Z")


def parse_date(text: str, *, day_first: bool = False, zone: tzinfo = UTC) -> datetime | None:
    """Return the moment that a cell names, or None where it names none.

    Understands ISO 8601, day/month/year and month/day/year (`day_first` decides where both are
    possible), month names in seven languages, and seconds or milliseconds since 1970 as APIs write
    them. A time without a zone is in `zone`; a date without a time is its midnight there.
    """
    text = text.strip()
    if not 6 <= len(text) <= LONGEST:
        return None
    try:
        moment = _parse(text, day_first, zone)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and EARLIEST <= moment.year <= LATEST else None


def _parse(text: str, day_first: bool, zone: tzinfo) -> datetime | None:
    if text[4:5] == "-" or text[8:9] == "T":
        try:
            return _with_zone(datetime.fromisoformat(text), zone)
        except ValueError:
            pass
    if EPOCH.match(text):
        return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
    for form in FORMS:
        if found := form.match(text):
            return _from_parts(found, day_first, zone)
    if len(text) == 8 and text.isdecimal():
        return _with_zone(datetime.fromisoformat(text), zone)
    return None


def _with_zone(moment: datetime, zone: tzinfo) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _from_parts(found: re.Match[str], day_first: bool, zone: tzinfo) -> datetime | None:
    parts = found.groupdict()
    if parts.get("name"):
        month, day = MONTHS.get(parts["name"].casefold()), int(parts["day"])
    elif parts.get("month"):
        month, day = int(parts["month"]), int(parts["day"])
    else:
        month, day = _month_and_day(int(parts["a"]), int(parts["b"]), day_first)
    if month is None:
        return None
    own_zone = find_offset(parts["zone"] or "")
    if parts["zone"] and own_zone is None:
        return None
    hour, minute, second = (int(parts[part] or 0) for part in ("hour", "minute", "second"))
    hour = _hour_of_day(hour, parts["half"])
    return datetime(
        _full_year(parts["year"]), month, day, hour, minute, second, tzinfo=own_zone or zone
    )


def _month_and_day(a: int, b: int, day_first: bool) -> tuple[int, int]:
    if a > 12 or (day_first and b <= 12):
        return b, a
    return a, b


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 69 else 1900)


def _hour_of_day(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("a twelve-hour clock has no such hour")
    return hour % 12 + (12 if half[0] in "pP" else 0)


@lru_cache(maxsize=256)
def find_offset(name: str) -> timezone | None:
    """Return the zone that is written behind a time: `Z`, `+02:00`, `GMT+0200`, `CET`."""
    name = name.casefold()
    if name in ZONES:
        return UTC if ZONES[name] == 0 else timezone(timedelta(hours=ZONES[name]))
    digits = re.sub(r"^(?:utc|gmt)|:", "", name)
    if not re.fullmatch(r"[+-]\d{4}", digits):
        return None
    offset = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return timezone(-offset if digits[0] == "-" else offset) if offset < timedelta(1) else None


@lru_cache(maxsize=64)
def find_zone(name: str) -> tzinfo:
    """Return the zone of that IANA name; `zoneinfo.ZoneInfoNotFoundError` if there is none."""
    return UTC if name == "UTC" else ZoneInfo(name)


def find_day_first(texts: Iterable[str]) -> bool | None:
    """Return whether dates here are written with the day first; None where nothing tells.

    A first number above 12 speaks for it, a second one against; without either, full stops do
    (`31.5.2024` is written where the day comes first).
    """
    day = month = dotted = slashed = 0
    for text in texts:
        found = NUMBERS.match(text.strip()[:LONGEST])
        if found is None:
            continue
        day += int(found["a"]) > 12
        month += int(found["b"]) > 12
        dotted += found["mark"] == "."
        slashed += found["mark"] != "."
    if day != month:
        return day > month
    return True if dotted > slashed else None
