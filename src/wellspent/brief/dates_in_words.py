"""Dates as a brief says them: *13 November*, *9 days ago*, in the language of the sentence."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from wellspent.brief.toml_file import check_keys, toml_of

FILE: Final = "dates.toml"
NAMES: Final = (
    "day", "day_and_year", "months", "today", "yesterday", "days", "weeks", "months_ago", "years",
    "weekdays", "numbers",
)  # fmt: skip
LANGUAGES: Final = ("en", "de", "fr", "es")
WITHOUT_YEAR: Final = 300
"""Days from today within which a date is told without its year."""


def in_words(moment: date, now: datetime, language: str = "en") -> str:
    """Return a day in words, with the year once it isn't plain any more which one it is."""
    day = _day(moment, now)
    is_near = abs((now.date() - day).days) <= WITHOUT_YEAR
    return _written(day, "day" if is_near else "day_and_year", language)


def weekday_in_words(moment: date, now: datetime, language: str = "en") -> str:
    """Return a day with its weekday: *Thursday 26 November*."""
    day = _day(moment, now)
    return f"{_words(language)['weekdays'][day.weekday()]} {in_words(day, now, language)}"


def month_in_words(moment: date, now: datetime) -> str:
    """Return the month and the year: *June 2024*."""
    day = _day(moment, now)
    return f"{_words('en')['months'][day.month - 1]} {day.year}"


def ago(moment: date, now: datetime, language: str = "en") -> str:
    """Return how long ago a day was: *yesterday*, *9 days ago*, *3 weeks ago*; ahead: the day."""
    days = (now.date() - _day(moment, now)).days
    words = _words(language)
    if days < 0:
        return in_words(moment, now, language)
    if days < 2:
        return words["yesterday" if days else "today"]
    for name, length, from_days in (
        ("years", 365, 730),
        ("months_ago", 30.4, 61),
        ("weeks", 7, 21),
    ):
        if days >= from_days:
            return words[name].format(n=_number(int(days / length), language))
    return words["days"].format(n=_number(days, language))


def capital(text: str) -> str:
    """Return a text with a capital letter, as a sentence begins."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return a text as it stands within a sentence: *Meat processing* without its capital.

    Names in capitals (*EPDM seals*, *IT*) stay.
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _number(number: int, language: str) -> str:
    words = _words(language)["numbers"]
    return words[number - 2] if 2 <= number < 2 + len(words) else str(number)


def all_wordings(moment: date, now: datetime) -> Iterator[str]:
    """Yield all ways in which a brief of that moment may tell a day."""
    day = _day(moment, now)
    for language in LANGUAGES:
        yield ago(day, now, language)
        yield in_words(day, now, language)
        yield weekday_in_words(day, now, language)
        yield _written(day, "day_and_year", language)
    yield month_in_words(day, now)
    yield str(day.year)


def _day(moment: date, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date() if isinstance(moment, datetime) else moment


def _written(day: date, how: str, language: str) -> str:
    words = _words(language)
    return words[how].format(day=day.day, month=words["months"][day.month - 1], year=day.year)


@cache
def _words(language: str) -> Mapping[str, Any]:
    table = toml_of(FILE)
    words = table.get(language) or table["en"]
    check_keys(FILE, language, words, NAMES)
    return words
