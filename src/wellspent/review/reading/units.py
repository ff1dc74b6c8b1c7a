"""Units, currencies and periods: *kg*, *€*, *per user and month*, and what is merely counted.

The units are in `quantities.toml`; English, German, French and Spanish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from wellspent.clean.money import parse_currency
from wellspent.review.reading.number_words import DIMENSIONS, Token, quantity_words

MONEY: Final = "money"

COUNT: Final = "count"
"""The dimension of things that are counted: *500 users*."""

TIME: Final = "time"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and how its amounts become those of its dimension's base unit."""

    dimension: str
    name: str
    factor: float
    offset: float = 0.0


def currency_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
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


def unit_at(tokens: Sequence[Token], at: int, things: set[str]) -> tuple[Unit | None, int]:
    """Return the unit that begins at a token, or what is counted, and the token after it."""
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


def _counted(tokens: Sequence[Token], at: int, things: set[str]) -> tuple[Unit | None, int]:
    """Return what is counted: the word after the number, or the one after that."""
    for place in (at, at + 1):
        if place < len(tokens) and tokens[place].low[0].isalpha():
            thing = stem(tokens[place].low)
            if thing in things:
                return Unit(COUNT, thing, 1.0), place + 1
    return None, at


def _unit_named(name: str) -> Unit | None:
    found = _units().get(name)
    if found is None and len(name) >= 3 and name.isalpha():
        sizes = (size for size in range(len(name), 2, -1))
        found = next((one for size in sizes if (one := _open_units().get(name[:size]))), None)
    return found


def short_multiplier(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    """Return the token after the *k* of *$20k*, and what the letter multiplies by."""
    if at < len(tokens) and tokens[at - 1].end == tokens[at].start:
        factor = {"k": 1e3, "m": 1e6, "bn": 1e9}.get(tokens[at].low)
        if factor:
            return at + 1, factor
    return at, 1.0


def pers_at(tokens: Sequence[Token], at: int) -> tuple[float, frozenset[str], int]:
    """Return the period and the things that an amount is for, and the token after them."""
    period, by = 0.0, set[str]()
    while at < len(tokens):
        word = tokens[at].low
        if (
            word in _beside_per("and")
            and at + 1 < len(tokens)
            and (
                tokens[at + 1].low in _beside_per("goes_on") or (by and _is_period(tokens[at + 1]))
            )
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
        if word not in quantity_words()["per"]["words"] or after >= len(tokens):
            break
        name = tokens[after].low
        unit = _unit_named(name)
        if unit is not None and unit.dimension == TIME:
            period = unit.factor
        elif name[0].isalpha() and word in ("per", "/", "pro", "par", "por", "each", "je", "a"):
            if word == "each" and name in _beside_per("after_each"):
                break
            if word == "a" and stem(name) not in _people():
                break
            by.add(_people().get(stem(name), stem(name)))
        else:
            break
        at = after + 1
    return period, frozenset(by), at


def _is_period(token: Token) -> bool:
    return bool(_seconds_of(token.low))


def _seconds_of(name: str) -> float:
    """Return the seconds of a unit of time; 0 for other words."""
    unit = _unit_named(name)
    return unit.factor if unit is not None and unit.dimension == TIME else 0.0


def _is_each_time(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a period follows: *in the month*, *for each year*."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in _beside_per("period"):
        return False
    unit = _unit_named(tokens[at + 2].low)
    return unit is not None and unit.dimension == TIME


@cache
def _beside_per(kind: str) -> frozenset[str]:
    """Return small words that stand beside *per* and its like."""
    return frozenset(quantity_words()["beside_per"][kind])


@cache
def _people() -> Mapping[str, str]:
    """Return the one word for each of those who use something."""
    return {word: one for one, words in quantity_words()["people"].items() for word in words}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word for comparing, without case and the ending of the plural."""
    low = word.lower()
    for ending, instead in (("ies", "y"), ("ses", "se"), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 2 and not low.endswith("ss"):
            return low[: -len(ending)] + instead
    return low


@cache
def _all_units() -> Sequence[tuple[str, Unit]]:
    return [
        (name, Unit(dimension, unit, float(each["factor"]), float(each.get("offset", 0.0))))
        for dimension in DIMENSIONS
        for unit, each in quantity_words()[dimension].items()
        for name in each["names"]
    ]


@cache
def _units() -> Mapping[str, Unit]:
    units: dict[str, Unit] = {}
    for name, unit in _all_units():
        units.setdefault(name.rstrip("*"), unit)
    return units


@cache
def _open_units() -> Mapping[str, Unit]:
    return {name[:-1]: unit for name, unit in _all_units() if name.endswith("*")}


@cache
def _currency_words() -> Mapping[str, str]:
    names: Mapping[str, Sequence[str]] = quantity_words()["currencies"]
    words = {word: code for code in names.keys() - {"codes"} for word in names[code]}
    return words | {code: code.upper() for code in names["codes"]}


@cache
def _every() -> Mapping[str, float]:
    table = quantity_words()
    return {
        word: float(table[TIME][unit]["factor"])
        for unit, words in table["every"].items()
        for word in words
        if not word.endswith("*")
    }


@cache
def _every_stems() -> Sequence[tuple[str, float]]:
    table = quantity_words()
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
