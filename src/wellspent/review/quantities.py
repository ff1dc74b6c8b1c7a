"""Quantities: numbers with their units, in digits and in words, and when two of them agree.

*Five years* are *60 months*, *$228 a year* is *$19 a month*, *half a ton* is *500 kg*. The words
and the units are in `quantities.toml`; English, German, French and Spanish.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from wellspent.clean.money import parse_currency

MONEY: Final = "money"
COUNT: Final = "count"
"""The dimension of things that are counted: *500 users*."""

TIME: Final = "time"

EXACT: Final = 0.012
"""Two ways of saying the same may be so far apart: a month isn't exactly 30 days."""

LOOSE: Final = 0.125
"""So far off may be what is said to be about so much."""

NEARLY_ALL: Final = 90.0
"""Of shares above this many percent it's the rest that matters: 99.99 isn't 99.9."""

LONGEST_NUMBER: Final = 15

_TOKEN = re.compile(
    r"\d{1,3}(?: \d{3}){1,3}(?= ?(?:[€£$]|(?i:eur|usd|gbp|chf)))"
    r"|\d+(?:[.,'’\u202f\u00a0]\d+)*|[^\W\d_]+[²³]?|[^\s\w]|[²³]"
)
_MULTIPLIED_SHORT = frozenset({"k", "m", "bn"})


class Bound(StrEnum):
    """How a quantity is limited in what is said."""

    EXACT = "exactly"
    LEAST = "at least"
    MORE = "more than"
    LESS = "less than"
    MOST = "up to"
    ABOUT = "about"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount from `low` to `high` in the base unit of its dimension, at these characters.

    `unit` is the unit's name, a currency's code or what is counted. `period` is the time of a
    *per month* in seconds (0: none), `by` what else it is counted by (*user*). `given` is the
    number as it was said, without its unit's factor. `is_article` for *a week*, which is
    seldom meant as a number.
    """

    start: int
    end: int
    dimension: str
    unit: str
    low: float
    high: float
    given: float
    decimals: int = 0
    bound: Bound = Bound.EXACT
    period: float = 0.0
    by: frozenset[str] = frozenset()
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    dimension: str
    name: str
    factor: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    decimals: int
    after: int
    """The token after it."""


def quantities_in(text: str, *, counted: Iterable[str] = (), language: str = "") -> list[Quantity]:
    """Return the quantities of a text, from left to right.

    `counted` are words for things that may be counted, besides the units that everybody knows:
    *users*, *sensors*.
    """
    tokens = [piece for match in _TOKEN.finditer(text) for piece in _pieces(match)]
    things = {stem(word) for word in counted}
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        read = _quantity(tokens, place, things, language)
        if read is None:
            place += 1
            continue
        quantity, place = read
        found.append(quantity)
    return found


_GERMAN_TERM = re.compile(r"(.{3,25}?)((?:jähr|monat|täg|stünd|wöch|minüt)ig\w{0,2})").fullmatch


def _pieces(match: re.Match[str]) -> Iterable[_Token]:
    """Yield a token; a German *fünfjährig* as its number and its unit."""
    word, low, start = match[0], match[0].lower(), match.start()
    term = _GERMAN_TERM(low) if len(low) > 8 and "ig" in low else None
    if term and term[1] in _number_words():
        middle = len(term[1])
        yield _Token(word[:middle], term[1], start, start + middle)
        yield _Token(word[middle:], term[2], start + middle, match.end())
    else:
        yield _Token(word, low, start, match.end())


def _quantity(
    tokens: Sequence[_Token], place: int, things: set[str], language: str
) -> tuple[Quantity, int] | None:
    at = place
    currency = _currency(tokens, at)
    if currency:
        at += currency[1]
    first = _number(tokens, at, language)
    if first is None:
        return None
    at, last = first.after, first
    second = _second_of_range(tokens, at, bool(currency), language)
    if second is not None:
        last, at = second, second.after
    unit = None
    if not currency and (currency := _currency(tokens, at)):
        at += currency[1]
    if currency:
        at, factor = _short_multiplier(tokens, at)
        unit = _Unit(MONEY, currency[0], factor)
        first, last = _in_thousands(first), _in_thousands(last)
    else:
        unit, at = _unit(tokens, at, things)
    if unit is None:
        return None
    if unit.dimension == TIME and [each.low for each in tokens[at : at + 3]] == _AND_A_HALF:
        first, last, at = _half_more(first), _half_more(last), at + 3
    after_unit = at
    period, by, at = _pers(tokens, at)
    spoken = tokens[first.after - 1].low in _articles() and first.after - place == 1
    spoken = spoken and tokens[place].low != "one" and first.value == int(first.value)
    if spoken and unit.dimension != TIME:
        return None
    sign = _sign(tokens, place) if unit.dimension == "temperature" else 1
    low, high = sorted((_base(sign * first.value, unit), _base(sign * last.value, unit)))
    return Quantity(
        start=tokens[place].start,
        end=tokens[(at if (period or by) else after_unit) - 1].end,
        dimension=unit.dimension,
        unit=unit.name,
        low=low,
        high=high,
        given=first.value,
        decimals=max(first.decimals, last.decimals),
        bound=_bound(tokens, place),
        period=period,
        by=by,
        is_article=spoken,
    ), at


def _in_thousands(number: _Number) -> _Number:
    """Return *12.500 €* as what it must be: nobody writes three decimals of a price."""
    if number.decimals != 3:
        return number
    return _Number(round(number.value * 1000), 0, number.after)


def _sign(tokens: Sequence[_Token], place: int) -> int:
    """Return -1 for *minus 40 degrees*."""
    before = tokens[place - 1] if place else None
    if before is None:
        return 1
    is_tight = before.end == tokens[place].start
    return -1 if before.low in ("minus", "−") or (before.low in "-–" and is_tight) else 1


def _base(value: float, unit: _Unit) -> float:
    return value * unit.factor + unit.offset


def _second_of_range(
    tokens: Sequence[_Token], at: int, is_money: bool, language: str
) -> _Number | None:
    if at + 1 >= len(tokens) or tokens[at].low not in _between():
        return None
    if is_money and (again := _currency(tokens, at + 1)):
        return _number(tokens, at + 1 + again[1], language)
    return _number(tokens, at + 1, language)


def _currency(tokens: Sequence[_Token], at: int) -> tuple[str, int] | None:
    """Return a currency's code and how many tokens it takes."""
    for size in (2, 1):
        if at + size > len(tokens):
            continue
        joined = "".join(token.low for token in tokens[at : at + size])
        if size == 1 and not (joined in "$€£¥" or joined in _currency_words()):
            continue
        if size == 2 and joined[-1] != "$":
            continue
        code = parse_currency(joined) or _currency_words().get(joined)
        if code:
            return code, size
    return None


def _number(tokens: Sequence[_Token], at: int, language: str) -> _Number | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.text[0].isdecimal():
        if len(token.text) > LONGEST_NUMBER:
            return None
        value, decimals = _digits(token.text, language)
        return _multiplied(_Number(value, decimals, at + 1), tokens)
    if token.low in _table()["fractions"]:
        return _half(tokens, at)
    return _spelt(tokens, at)


def _half(tokens: Sequence[_Token], at: int) -> _Number:
    after = at + 1
    while after < len(tokens) and tokens[after].low in ("a", "an", "of", "de"):
        after += 1
    return _Number(_table()["fractions"][tokens[at].low], 1, after)


def _spelt(tokens: Sequence[_Token], at: int) -> _Number | None:
    words = _number_words()
    longest = min(5, len(tokens) - at) if tokens[at].low in _number_beginnings() else 0
    for size in range(longest, 0, -1):
        joined = _joined(tokens, at, size)
        if joined in words:
            value = words[joined]
            after = at + size
            if joined.endswith("couple") and after < len(tokens) and tokens[after].low == "of":
                after += 1
            number = _multiplied(_Number(value, 0, after), tokens)
            return _and_a_half(number, tokens)
    if tokens[at].low in _table()["multipliers"] and tokens[at].low not in _MULTIPLIED_SHORT:
        return _multiplied(_Number(1.0, 0, at), tokens)
    return None


def _joined(tokens: Sequence[_Token], at: int, size: int) -> str:
    """Return words as they are listed: *twenty-five* and *twenty five* as *twenty five*."""
    if size > 1 and (tokens[at].low == "-" or tokens[at + size - 1].low == "-"):
        return ""
    return " ".join(token.low for token in tokens[at : at + size] if token.low != "-")


def _multiplied(number: _Number, tokens: Sequence[_Token]) -> _Number:
    """Return the number times the hundreds and thousands that follow it."""
    value, after = number.value, number.after
    multipliers: Mapping[str, int] = _table()["multipliers"]
    while after < len(tokens) and tokens[after].low in multipliers:
        word = tokens[after].low
        if word in _MULTIPLIED_SHORT and tokens[after - 1].end != tokens[after].start:
            break
        value *= multipliers[word]
        after += 1
        rest = _tail(tokens, after, multipliers[word])
        if rest is not None and rest.value < multipliers[word]:
            value, after = value + rest.value, rest.after
    return _Number(value, number.decimals, after)


def _tail(tokens: Sequence[_Token], at: int, below: int) -> _Number | None:
    """Return the rest of a number in words: *two thousand (and) fifty*."""
    if at < len(tokens) and tokens[at].low == "and":
        at += 1
    if below > 100 and at < len(tokens) and tokens[at].low not in _articles():
        return _spelt(tokens, at)
    for size in range(min(5, len(tokens) - at), 0, -1):
        joined = _joined(tokens, at, size)
        if joined in _number_words() and joined not in _articles():
            return _Number(_number_words()[joined], 0, at + size)
    return None


_AND_A_HALF: Final = ["and", "a", "half"]


def _half_more(number: _Number) -> _Number:
    """Return *a month and a half* of *a month*."""
    return _Number(number.value + 0.5, 1, number.after)


def _and_a_half(number: _Number, tokens: Sequence[_Token]) -> _Number:
    said = [token.low for token in tokens[number.after : number.after + 3]]
    if said == _AND_A_HALF:
        return _Number(number.value + 0.5, 1, number.after + 3)
    return number


def _digits(text: str, language: str) -> tuple[float, int]:
    """Return a number in digits, and how many decimals it has: *1,250*, *12,5*, *1.250,50*."""
    bare = re.sub(r"[ '’\u202f\u00a0]", "", text)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return float(bare), 0
    last = marks[-1]
    whole, _, decimals = bare.rpartition(last)
    alike = len(set(marks)) == 1
    thousands = "." if language in ("de", "es") else ","
    if alike and len(decimals) == 3 and (len(marks) > 1 or last == thousands):
        return float(re.sub(r"[.,]", "", bare)), 0
    if alike and len(marks) > 1:
        return float(re.sub(r"[.,]", "", whole) or 0), 0
    return float(re.sub(r"[.,]", "", whole) + "." + decimals), len(decimals)


def _unit(tokens: Sequence[_Token], at: int, things: set[str]) -> tuple[_Unit | None, int]:
    while at < len(tokens) and tokens[at].low == "-":
        at += 1
    for size in (3, 2, 1):
        if at + size > len(tokens):
            continue
        piece = tokens[at : at + size]
        name = " ".join(token.low for token in piece)
        tight = "".join(token.low for token in piece)
        unit = _unit_named(name) if size == 1 else _units().get(name) or _units().get(tight)
        if unit is not None:
            return unit, at + size
    return _counted(tokens, at, things)


def _counted(tokens: Sequence[_Token], at: int, things: set[str]) -> tuple[_Unit | None, int]:
    """Return what is counted: the word after the number, or the one after that."""
    for place in (at, at + 1):
        if place < len(tokens) and tokens[place].low[0].isalpha():
            thing = stem(tokens[place].low)
            if thing in things:
                return _Unit(COUNT, thing, 1.0), place + 1
    return None, at


def _unit_named(name: str) -> _Unit | None:
    found = _units().get(name)
    if found is None and len(name) >= 3 and name.isalpha():
        sizes = (size for size in range(len(name), 2, -1))
        found = next((one for size in sizes if (one := _open_units().get(name[:size]))), None)
    return found


def _short_multiplier(tokens: Sequence[_Token], at: int) -> tuple[int, float]:
    if at < len(tokens) and tokens[at - 1].end == tokens[at].start:
        factor = {"k": 1e3, "m": 1e6, "bn": 1e9}.get(tokens[at].low)
        if factor:
            return at + 1, factor
    return at, 1.0


def _pers(tokens: Sequence[_Token], at: int) -> tuple[float, frozenset[str], int]:
    """Return the period and the things that an amount is for, and the token after them."""
    period, by = 0.0, set[str]()
    while at < len(tokens):
        word = tokens[at].low
        if (
            word in ("et", "y", "und", "and")
            and at + 1 < len(tokens)
            and (tokens[at + 1].low in _JOINED_PER or (by and _is_period(tokens[at + 1])))
        ):
            at += 1
            word = tokens[at].low
            if by and _is_period(tokens[at]):
                period, at = _seconds_of(word), at + 1
                continue
        every = _every().get(word) or _every_open(word)
        if every:
            period, at = every, at + 1
            continue
        if word in ("in", "for") and _is_each_time(tokens, at):
            at, word = at + 1, "per"
        after = at + 1
        if word not in _table()["per"]["words"] or after >= len(tokens):
            break
        name = tokens[after].low
        unit = _unit_named(name)
        if unit is not None and unit.dimension == TIME:
            period = unit.factor
        elif name[0].isalpha() and word in ("per", "/", "pro", "par", "por", "each", "je", "a"):
            if word == "each" and name in _SMALL:
                break
            if word == "a" and stem(name) not in _PEOPLE:
                break
            by.add(_PEOPLE.get(stem(name), stem(name)))
        else:
            break
        at = after + 1
    return period, frozenset(by), at


def _is_period(token: _Token) -> bool:
    return bool(_seconds_of(token.low))


def _seconds_of(name: str) -> float:
    """Return the seconds of a unit of time; 0 for other words."""
    unit = _unit_named(name)
    return unit.factor if unit is not None and unit.dimension == TIME else 0.0


def _is_each_time(tokens: Sequence[_Token], at: int) -> bool:
    """Return whether a period follows: *in the month*, *for each year*."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in _EACH:
        return False
    unit = _unit_named(tokens[at + 2].low)
    return unit is not None and unit.dimension == TIME


_EACH: Final = frozenset({"the", "each", "every", "one"})
"""What stands before the period in *10 euros in the month*."""

_SMALL: Final = frozenset(
    [
        "is",
        "are",
        "was",
        "and",
        "or",
        "for",
        "at",
        "in",
        "on",
        "if",
        "the",
        "when",
        "with",
        "plus",
        "would",
    ]
)
"""What may follow *each* and isn't counted: *159 euro each is the price*."""

_JOINED_PER: Final = frozenset({"per", "par", "por", "pro"})
"""What goes on after *and*: *par mois et par utilisateur*."""

_PEOPLE: Final = {
    "user": "user", "seat": "user", "licence": "user", "license": "user", "head": "user",
    "person": "user", "nutzer": "user", "benutzer": "user", "utilisateur": "user",
    "usuario": "user", "employee": "user", "arbeitsplatz": "user",
}  # fmt: skip


def _bound(tokens: Sequence[_Token], place: int) -> Bound:
    """Return how what stands before a number limits it."""
    before = [token.low for token in tokens[max(0, place - 4) : place]]
    for size in range(len(before), 0, -1):
        bound = _bounds().get(" ".join(before[-size:]))
        if bound is not None:
            return bound
    if before[-1:] == ["<"]:
        return Bound.LESS
    return Bound.MORE if before[-1:] == [">"] else Bound.EXACT


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word for comparing, without case and the ending of the plural."""
    low = word.lower()
    for ending, instead in (("ies", "y"), ("ses", "se"), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 2 and not low.endswith("ss"):
            return low[: -len(ending)] + instead
    return low


def agree(said: Quantity, true: Quantity) -> bool | None:
    """Return whether what is said fits the truth; None when the two can't be compared."""
    if said.bound is Bound.NOT or said.dimension != true.dimension:
        return None
    if said.dimension in (MONEY, COUNT) and said.unit != true.unit:
        return None
    if said.by != true.by and said.by and true.by:
        return None
    rates = _rates(said, true)
    return None if rates is None else _fits(said, true, *rates)


def _rates(said: Quantity, true: Quantity) -> tuple[float, float] | None:
    """Return the factors that bring both to the same period; None when only one has a period."""
    if bool(said.period) != bool(true.period):
        return None
    if not said.period:
        return 1.0, 1.0
    return true.period / said.period, 1.0


def _fits(said: Quantity, true: Quantity, rate: float, other: float) -> bool:
    low, high = said.low * rate, said.high * rate
    first, last = true.low * other, true.high * other
    is_loose = said.bound is Bound.ABOUT or (said.dimension == TIME and said.decimals > 0)
    slack = (LOOSE if is_loose else EXACT) * max(abs(first), abs(last))
    if said.dimension == "share" and last >= NEARLY_ALL:
        slack = 1e-6
    if said.bound in (Bound.LEAST, Bound.MORE):
        return low <= last + slack
    if said.bound is Bound.LESS:
        return high >= first - slack
    if said.bound is Bound.MOST:
        return high <= last + slack
    if low - slack <= last and first <= high + slack:
        return True
    return _is_rounded(said, low, true)


def _is_rounded(said: Quantity, low: float, true: Quantity) -> bool:
    """Return whether what is said is the truth with fewer decimals: *18 kg* for 18.4 kg."""
    if said.low != said.high or true.low != true.high or not said.given or said.dimension == MONEY:
        return False
    if said.dimension == "share" and low > true.low >= NEARLY_ALL:
        return False
    factor = low / said.given
    exact = true.low / factor if factor else 0.0
    near = round(exact, said.decimals)
    return near == said.given and abs(exact - near) <= 0.03 * abs(near)


@cache
def _table() -> Mapping[str, Any]:
    text = files("wellspent.review").joinpath("quantities.toml").read_text("utf-8")
    return tomllib.loads(text)


DIMENSIONS: Final = (
    TIME, "mass", "length", "area", "volume", "temperature", "share", "pressure", "power", "energy",
    "data", "noise", "voltage", "current", "frequency", "rotation",
)  # fmt: skip


@cache
def _all_units() -> Sequence[tuple[str, _Unit]]:
    return [
        (name, _Unit(dimension, unit, float(each["factor"]), float(each.get("offset", 0.0))))
        for dimension in DIMENSIONS
        for unit, each in _table()[dimension].items()
        for name in each["names"]
    ]


@cache
def _units() -> Mapping[str, _Unit]:
    units: dict[str, _Unit] = {}
    for name, unit in _all_units():
        units.setdefault(name.rstrip("*"), unit)
    return units


@cache
def _open_units() -> Mapping[str, _Unit]:
    return {name[:-1]: unit for name, unit in _all_units() if name.endswith("*")}


@cache
def _currency_words() -> Mapping[str, str]:
    words = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "bucks": "USD",
             "pound": "GBP", "pounds": "GBP", "quid": "GBP", "francs": "CHF", "franken": "CHF",
             "dólares": "USD", "libras": "GBP"}  # fmt: skip
    codes = ("eur", "usd", "gbp", "chf", "cad", "aud", "sek", "nok", "dkk", "pln", "jpy", "inr")
    return words | {code: code.upper() for code in codes}


@cache
def _between() -> frozenset[str]:
    return frozenset(_table()["between"]["words"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(_table()["also"]["one"]) | {"un", "ein"}


@cache
def _bounds() -> Mapping[str, Bound]:
    kinds = {"least": Bound.LEAST, "more": Bound.MORE, "less": Bound.LESS, "most": Bound.MOST,
             "about": Bound.ABOUT, "not": Bound.NOT}  # fmt: skip
    split = re.compile(r"[^\W_]+").findall
    found: dict[str, Bound] = {}
    for key, phrases in _table()["bounds"].items():
        for phrase in phrases:
            found[" ".join(split(phrase))] = kinds[key]
    return found


@cache
def _every() -> Mapping[str, float]:
    table = _table()
    return {
        word: float(table[TIME][unit]["factor"])
        for unit, words in table["every"].items()
        for word in words
        if not word.endswith("*")
    }


@cache
def _every_stems() -> Sequence[tuple[str, float]]:
    table = _table()
    return [
        (word[:-1], float(table[TIME][unit]["factor"]))
        for unit, words in table["every"].items()
        for word in words
        if word.endswith("*")
    ]


def _every_open(word: str) -> float:
    if len(word) < 6:
        return 0.0
    return next((factor for start, factor in _every_stems() if word.startswith(start)), 0.0)


@cache
def _number_beginnings() -> frozenset[str]:
    """Return the first words of numbers in words: most words begin none."""
    return frozenset(words.split(" ", 1)[0] for words in _number_words())


@cache
def _number_words() -> Mapping[str, float]:
    """Return the numbers up to 99 in words, in all languages; words apart by one space."""
    words: dict[str, float] = {}
    for language, names in _table()["numbers"].items():
        tens = _table()["tens"][language]
        for value, name in enumerate(names):
            words[_apart(name)] = float(value)
        for ten, name in enumerate(tens, start=2):
            words[_apart(name)] = 10.0 * ten
            for unit in range(1, 20):
                for spelt in _compounds(language, name, names, ten, unit):
                    words.setdefault(_apart(spelt), 10.0 * ten + unit)
    for number, names in _table()["also"].items():
        for name in names if isinstance(names, list) else [number]:
            words[_apart(name)] = words[number] if isinstance(names, list) else float(names)
    words["a couple"] = 2.0
    return words


def _compounds(
    language: str, ten_name: str, names: Sequence[str], ten: int, unit: int
) -> Iterable[str]:
    """Yield how a ten and a unit are said together."""
    if unit >= 10 and (language != "fr" or ten not in (6, 8)):
        return
    if language == "fr" and ten in (7, 9):
        return
    if language == "en":
        yield f"{ten_name} {names[unit]}"
    elif language == "de":
        yield f"{names[unit]}und{ten_name}"
    elif language == "fr":
        yield f"{ten_name} {names[unit]}"
        yield f"{ten_name} et {names[unit]}"
    else:
        yield f"{ten_name} y {names[unit]}"
        if ten == 2:
            yield f"veinti{names[unit]}"


def _apart(name: str) -> str:
    return name.replace("-", " ")
