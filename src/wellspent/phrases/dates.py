"""Dates as people write them, relative to the day of writing: *yesterday*, *on 3 March*.

What is said may mean more than one day: *last Tuesday* is the latest one or that of last week, *a
few weeks ago* is a month or so. So a date is a set of days. The words are in `dates.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.clean.word_lists import read_words

Days = tuple[date, date]
"""A first and a last day."""

LENGTHS: Final = {
    "minute": 0.0, "hour": 0.05, "day": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": 30.44, "quarter": 91.3, "year": 365.25,
}  # fmt: skip
"""Days in a unit."""

SLACK: Final = {
    "minute": 0, "hour": 0, "day": 0, "week": 4,
    "fortnight": 4, "month": 16, "quarter": 45, "year": 183,
}  # fmt: skip
"""By so many days *two weeks ago* may be off."""

SEASONS: Final = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 3)}
"""The first month, and the month after the last; people are a month off either way."""

EARLIEST_YEAR: Final = 1990
LATEST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class SaidDate:
    """Days that are said in a text, at its characters `start` to `end`.

    Any of `spans` may be meant. `is_ahead` when they can only lie in the future.
    """

    start: int
    end: int
    spans: tuple[Days, ...]
    is_ahead: bool = False

    def holds(self, day: date, *, slack: int = 0) -> bool:
        """Return whether a day may be meant, give or take some days."""
        more = timedelta(days=slack)
        return any(first - more <= day <= last + more for first, last in self.spans)

    def days_from(self, day: date) -> int:
        """Return how many days lie between a day and the nearest that may be meant."""
        return min(_distance(day, span) for span in self.spans)


def _distance(day: date, span: Days) -> int:
    first, last = span
    if day < first:
        return (first - day).days
    return max(0, (day - last).days)


_PIECES = re.compile(r"[^\W\d_]{2,}")
_DATED_DIGITS = re.compile(r"\d[./-]\d|\d(?:st|nd|rd|th)\b")


def _may_hold_date(text: str) -> bool:
    """Return whether a word of days, months or spans stands in a text: most sentences have none."""
    if _DATED_DIGITS.search(text):
        return True
    return not _telling_words().isdisjoint(_PIECES.findall(text.lower()))


@cache
def _telling_words() -> frozenset[str]:
    """Return the words without which no date is written."""
    phrases = [*_days("days_ago"), *_days("days_ahead"), *_words("loosely")]
    words = {max(_PIECES.findall(phrase), key=len) for phrase in phrases}
    more = (_weekdays(), _months(), _by_word("units"), _by_word("seasons"))
    plain = {word for table in more for word in table}
    return frozenset(words | {word.lower() for word in plain})


HERE: Final = "hier"
"""*Yesterday* in French, *here* in German."""


def dates_in(text: str, today: date, *, ahead: bool = False, language: str = "") -> list[SaidDate]:
    """Return the dates that a text names, from left to right.

    A day without a year is the nearest one before `today`, or after it with `ahead`.
    """
    found: list[SaidDate] = []
    if not _may_hold_date(text):
        return found
    for pattern, read in _readers():
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            said = read(match, _Writing(today, ahead))
            if match[0].lower() == HERE and language != "fr":
                continue
            if said is not None:
                spans, is_ahead = said
                found.append(SaidDate(match.start(), match.end(), spans, is_ahead))
    return sorted(found, key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class _Writing:
    """The day of writing, and whether what is meant lies ahead of it."""

    day: date
    ahead: bool


Said = tuple[tuple[Days, ...], bool]
Read = Callable[[re.Match[str], "_Writing"], Said | None]


@cache
def _readers() -> Sequence[tuple[re.Pattern[str], Read]]:
    """Return the ways in which dates are written, the plainest first."""
    nth = r"(?:st|nd|rd|th|\.|er)?"
    month, ending = _one_of(_months()), r"(?:\.|\b)"
    year = r"(?:,?\s+(?:de[l]?\s+)?((?:19|20)\d\d))?"
    number = rf"(\d{{1,3}}|{_one_of(_small_numbers())}|an?|{_one_of(_words('vague'))})"
    before, after = _one_of(_list("ago", "before")), _one_of(_list("ago", "after"))
    unit = _one_of(_by_word("units"))
    past, this, ahead = (_one_of(_list(one, "before")) for one in ("past", "this", "ahead"))
    behind, coming = _one_of(_list("past", "after")), _one_of(_list("ahead", "after"))
    frame = rf"(?:({past})|({this})|({ahead}))\s+"
    rear = rf"(?:\s+(?:({behind})|({coming})))"
    weekday, season = _one_of(_weekdays()), _one_of(_by_word("seasons"))
    spellings: list[tuple[str, Read]] = [
        (r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", _iso),
        (r"\b(\d{1,2})([./])(\d{1,2})[./]((?:19|20)?\d\d)\b", _numeric),
        (rf"\b(\d{{1,2}}){nth}\s+(?:of\s+|de\s+)?({month}){ending}{year}", _day_month),
        (rf"\b({month})\.?\s+(\d{{1,2}}){nth}\b(?!\s*%){year}", _month_day),
        (r"\bon\s+the\s+(\d{1,2})(?:st|nd|rd|th)\b", _day_alone),
        (rf"\b({_one_of(_days('days_ago'))})\b", _days_ago),
        (rf"\b({_one_of(_days('days_ahead'))})\b", _days_ahead),
        (rf"\b({_one_of(_words('loosely'))})\b", _loosely),
        (rf"\b{number}\s+({unit})\s+(?:{after})\b", _ago),
        (rf"\b(?:{before})\s+{number}\s+({unit})\b", _ago),
        (rf"\b{frame}({weekday})\b", _framed_weekday),
        (rf"\b(?:{_ON})?({weekday}){rear}?\b", _weekday),
        (rf"\b{frame}({unit})\b", _framed_unit),
        (rf"\b(?:la\s+|le\s+|el\s+)?({unit}){rear}\b", _unit_behind),
        (rf"\b{frame}({month})\b", _framed_month),
        (rf"\b(?:{_IN})\s+({month})\b{year}", _in_month),
        (rf"\b(?:(?:{frame})|in\s+(?:the\s+)?|im\s+|en\s+)({season})\b", _season),
    ]  # fmt: skip
    return [(re.compile(pattern, re.IGNORECASE), read) for pattern, read in spellings]


_IN: Final = "in|im|en|of|back in|since|seit|depuis|from|ab|bis|until|till|by|jusqu'en"
_ON: Final = r"(?:on|am|le|el|vom|from|du|del|for)\s+"


def _iso(match: re.Match[str], _on: _Writing) -> Said | None:
    return _one_day(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], _on: _Writing) -> Said | None:
    """Read *3/4/2026*: with slashes it may be April or March."""
    year = int(match[4])
    year += 2000 if year < 100 else 0
    first, second = int(match[1]), int(match[3])
    ways = [(second, first)] if match[2] == "." else [(second, first), (first, second)]
    days = [day for month, number in ways if (day := _day(year, month, number))]
    return (tuple((day, day) for day in dict.fromkeys(days)), False) if days else None


def _day_month(match: re.Match[str], on: _Writing) -> Said | None:
    return _dated(int(match[1]), _months()[_bare(match[2])], match[3], on.day, on.ahead)


def _month_day(match: re.Match[str], on: _Writing) -> Said | None:
    return _dated(int(match[2]), _months()[_bare(match[1])], match[3], on.day, on.ahead)


def _dated(number: int, month: int, year: str | None, today: date, ahead: bool) -> Said | None:
    if year:
        return _one_day(int(year), month, number)
    years = [today.year, today.year + 1] if ahead else [today.year, today.year - 1]
    days = [day for one in years if (day := _day(one, month, number))]
    fitting = [day for day in days if (day >= today if ahead else day <= today)]
    chosen = (fitting or days)[:1]
    return (tuple((day, day) for day in chosen), False) if chosen else None


def _day_alone(match: re.Match[str], on: _Writing) -> Said | None:
    """Read *on the 12th*: of this month, or of the one before or after."""
    middle = on.day.replace(day=15)
    months = [middle + timedelta(days=30 * way) for way in ((0, 1) if on.ahead else (0, -1))]
    days = [day for one in months if (day := _day(one.year, one.month, int(match[1])))]
    fitting = [day for day in days if (day >= on.day if on.ahead else day <= on.day)]
    return (((fitting[0], fitting[0]),), False) if fitting else None


def _one_day(year: int, month: int, number: int) -> Said | None:
    day = _day(year, month, number)
    return (((day, day),), False) if day else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def _days_ago(match: re.Match[str], on: _Writing) -> Said:
    day = on.day - timedelta(days=_days("days_ago")[_plain(match[1])])
    return ((day, day),), False


def _days_ahead(match: re.Match[str], on: _Writing) -> Said:
    day = on.day + timedelta(days=_days("days_ahead")[_plain(match[1])])
    return ((day, day),), True


def _loosely(match: re.Match[str], on: _Writing) -> Said:
    least, most = _table()["loosely"][_plain(match[1])]
    return ((on.day - timedelta(days=most), on.day - timedelta(days=least)),), False


def _ago(match: re.Match[str], on: _Writing) -> Said:
    unit = _by_word("units")[_plain(match[2])]
    least, most = _amount(_plain(match[1]))
    slack = SLACK[unit] if least * LENGTHS[unit] >= 5 else 0
    first = on.day - timedelta(days=min(round(most * LENGTHS[unit]) + slack, 20_000))
    last = on.day - timedelta(days=max(0, min(round(least * LENGTHS[unit]), 20_000) - slack))
    return ((first, last),), False


def _amount(word: str) -> tuple[float, float]:
    if word.isdigit():
        return float(word), float(word)
    vague = _table()["vague"].get(word)
    if vague is not None:
        return float(vague[0]), float(vague[1])
    number = float(_small_numbers().get(word, 1))
    return number, number


def _framed_weekday(match: re.Match[str], on: _Writing) -> Said:
    weekday = _weekdays()[_bare(match[4])]
    if match[3]:
        return _coming(weekday, on.day), True
    if match[1]:
        return _gone(weekday, on.day), False
    monday = on.day - timedelta(days=on.day.weekday())
    day = monday + timedelta(days=weekday)
    return ((day, day),), day > on.day


def _weekday(match: re.Match[str], on: _Writing) -> Said:
    weekday = _weekdays()[_bare(match[1])]
    if match[3] or (on.ahead and not match[2]):
        return _coming(weekday, on.day), True
    if match[2]:
        return _gone(weekday, on.day), False
    latest = on.day - timedelta(days=(on.day.weekday() - weekday) % 7)
    days = [latest, latest - timedelta(days=7)] if latest == on.day else [latest]
    return tuple((day, day) for day in days), False


def _gone(weekday: int, today: date) -> tuple[Days, ...]:
    """Return *last Tuesday*: the latest before today, or that of last week."""
    latest = today - timedelta(days=((today.weekday() - weekday - 1) % 7) + 1)
    of_last_week = today - timedelta(days=today.weekday() + 7 - weekday)
    return tuple((day, day) for day in dict.fromkeys((latest, of_last_week)))


def _coming(weekday: int, today: date) -> tuple[Days, ...]:
    soonest = today + timedelta(days=((weekday - today.weekday() - 1) % 7) + 1)
    after = soonest + timedelta(days=7)
    return ((soonest, soonest), (after, after))


def _framed_unit(match: re.Match[str], on: _Writing) -> Said | None:
    unit = _by_word("units")[_plain(match[4])]
    if match[3]:
        return _unit_ahead(unit, on.day), True
    return (_unit_gone(unit, on.day), False) if match[1] else _unit_now(unit, on.day)


def _unit_behind(match: re.Match[str], on: _Writing) -> Said:
    unit = _by_word("units")[_plain(match[1])]
    return (_unit_ahead(unit, on.day), True) if match[3] else (_unit_gone(unit, on.day), False)


def _unit_gone(unit: str, today: date) -> tuple[Days, ...]:
    """Return *last week* and the like: that of the calendar, or so long ago."""
    length = round(LENGTHS[unit])
    rolling = (today - timedelta(days=round(1.5 * length)), today - timedelta(days=length // 2))
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7)
        return ((monday, monday + timedelta(days=6)),)
    if unit == "month":
        last = today.replace(day=1) - timedelta(days=1)
        return ((last.replace(day=1), last),)
    if unit == "year":
        return ((date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),)
    return (rolling,)


def _unit_ahead(unit: str, today: date) -> tuple[Days, ...]:
    length = max(1, round(LENGTHS[unit]))
    return ((today + timedelta(days=1), today + timedelta(days=2 * length)),)


def _unit_now(unit: str, today: date) -> Said | None:
    if unit == "week":
        return ((today - timedelta(days=today.weekday()), today),), False
    if unit == "month":
        return ((today.replace(day=1), today),), False
    if unit == "year":
        return ((date(today.year, 1, 1), today),), False
    if unit == "quarter":
        return ((date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), today),), False
    return None


def _framed_month(match: re.Match[str], on: _Writing) -> Said:
    return _month(_months()[_bare(match[4])], "", on.day, bool(match[3])), bool(match[3])


def _in_month(match: re.Match[str], on: _Writing) -> Said:
    return _month(_months()[_bare(match[1])], match[2] or "", on.day, on.ahead), False


def _month(month: int, year: str, today: date, ahead: bool) -> tuple[Days, ...]:
    if year:
        return (_whole_month(int(year), month),)
    if ahead:
        return (_whole_month(today.year + (month < today.month), month),)
    return (_whole_month(today.year - (month > today.month), month),)


def _whole_month(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _season(match: re.Match[str], on: _Writing) -> Said:
    first, after = SEASONS[_by_word("seasons")[_plain(match[4])]]
    spans = [
        _season_of(year, first, after) for year in (on.day.year - 1, on.day.year, on.day.year + 1)
    ]
    if match[3] or on.ahead:
        return tuple(span for span in spans if span[1] > on.day)[:1], bool(match[3])
    begun = [span for span in spans if span[0] <= on.day]
    return tuple(begun[-2:] if match[1] else begun[-1:]), False


def _season_of(year: int, first: int, after: int) -> Days:
    begin = date(year, first, 1) - timedelta(days=20)
    end = date(year + (after < first), after, 1) + timedelta(days=20)
    return begin, end


def day_of(moment: datetime, like: datetime) -> date:
    """Return the day of a moment in the zone of another one, as its writer would call it."""
    if moment.tzinfo is None or like.tzinfo is None:
        return moment.date()
    return moment.astimezone(like.tzinfo).date()


def _one_of(words: Iterable[str]) -> str:
    """Return a pattern for one of these words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("’", "'").split())


def _bare(word: str) -> str:
    return _plain(word).removesuffix(".")


@cache
def _table() -> Mapping[str, Any]:
    text = files("wellspent.phrases").joinpath("dates.toml").read_text("utf-8")
    return tomllib.loads(text)


def _list(table: str, place: str) -> Sequence[str]:
    return _table()[table][place]


def _words(table: str) -> Iterable[str]:
    return _table()[table].keys()


@cache
def _days(table: str) -> Mapping[str, int]:
    return {word: int(number) for number, words in _table()[table].items() for word in words}


@cache
def _by_word(table: str) -> Mapping[str, str]:
    return {word: key for key, words in _table()[table].items() for word in words}


@cache
def _weekdays() -> Mapping[str, int]:
    return {word: day for words in _table()["weekdays"].values() for day, word in enumerate(words)}


@cache
def _months() -> Mapping[str, int]:
    """Return the months by name; names of under three letters and *out* would be found in words."""
    return {
        word: int(number)
        for number, words in read_words("months").items()
        for word in words
        if word not in {"out", "set", "mai", "maj", "mag", "mar"} or word in {"mai", "mar"}
    }


@cache
def _small_numbers() -> Mapping[str, int]:
    return dict(_number_words())


def _number_words() -> Iterator[tuple[str, int]]:
    text = files("wellspent.phrases").joinpath("number_words.toml").read_text("utf-8")
    for words in tomllib.loads(text)["numbers"].values():
        for number, word in enumerate(words):
            yield word, number
    for word in ("one", "einer", "einem", "une", "una"):
        yield word, 1
