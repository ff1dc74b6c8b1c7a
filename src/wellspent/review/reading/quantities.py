"""Quantities: numbers with their units, in digits and in words.

*Five years*, *$228 a year*, *half a ton*, *at least 500 users*. The words and the units are in
`quantities.toml`; English, German, French and Spanish.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from wellspent.review.reading.number_words import (
    AND_A_HALF,
    Number,
    Token,
    articles,
    half_more,
    in_thousands,
    number_at,
    quantity_words,
    tokens_of,
)
from wellspent.review.reading.units import (
    MONEY,
    TIME,
    Unit,
    currency_at,
    pers_at,
    short_multiplier,
    stem,
    unit_at,
)


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


def quantities_in(text: str, *, counted: Iterable[str] = (), language: str = "") -> list[Quantity]:
    """Return the quantities of a text, from left to right.

    `counted` are words for things that may be counted, besides the units that everybody knows:
    *users*, *sensors*.
    """
    tokens = tokens_of(text)
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


def _quantity(
    tokens: Sequence[Token], place: int, things: set[str], language: str
) -> tuple[Quantity, int] | None:
    at = place
    currency = currency_at(tokens, at)
    if currency:
        at += currency[1]
    first = number_at(tokens, at, language)
    if first is None:
        return None
    at, last = first.after, first
    second = _second_of_range(tokens, at, bool(currency), language)
    if second is not None:
        last, at = second, second.after
    unit = None
    if not currency and (currency := currency_at(tokens, at)):
        at += currency[1]
    if currency:
        at, factor = short_multiplier(tokens, at)
        unit = Unit(MONEY, currency[0], factor)
        first, last = in_thousands(first), in_thousands(last)
    else:
        unit, at = unit_at(tokens, at, things)
    if unit is None:
        return None
    if unit.dimension == TIME and [each.low for each in tokens[at : at + 3]] == AND_A_HALF:
        first, last, at = half_more(first), half_more(last), at + 3
    after_unit = at
    period, by, at = pers_at(tokens, at)
    spoken = tokens[first.after - 1].low in articles() and first.after - place == 1
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


def _sign(tokens: Sequence[Token], place: int) -> int:
    """Return -1 for *minus 40 degrees*."""
    before = tokens[place - 1] if place else None
    if before is None:
        return 1
    is_tight = before.end == tokens[place].start
    return -1 if before.low in ("minus", "−") or (before.low in "-–" and is_tight) else 1


def _base(value: float, unit: Unit) -> float:
    return value * unit.factor + unit.offset


def _second_of_range(
    tokens: Sequence[Token], at: int, is_money: bool, language: str
) -> Number | None:
    if at + 1 >= len(tokens) or tokens[at].low not in _between():
        return None
    if is_money and (again := currency_at(tokens, at + 1)):
        return number_at(tokens, at + 1 + again[1], language)
    return number_at(tokens, at + 1, language)


def _bound(tokens: Sequence[Token], place: int) -> Bound:
    """Return how what stands before a number limits it."""
    before = [token.low for token in tokens[max(0, place - 4) : place]]
    for size in range(len(before), 0, -1):
        bound = _bounds().get(" ".join(before[-size:]))
        if bound is not None:
            return bound
    if before[-1:] == ["<"]:
        return Bound.LESS
    return Bound.MORE if before[-1:] == [">"] else Bound.EXACT


@cache
def _between() -> frozenset[str]:
    return frozenset(quantity_words()["between"]["words"])


@cache
def _bounds() -> Mapping[str, Bound]:
    kinds = {"least": Bound.LEAST, "more": Bound.MORE, "less": Bound.LESS, "most": Bound.MOST,
             "about": Bound.ABOUT, "not": Bound.NOT}  # fmt: skip
    split = re.compile(r"[^\W_]+").findall
    found: dict[str, Bound] = {}
    for key, phrases in quantity_words()["bounds"].items():
        for phrase in phrases:
            found[" ".join(split(phrase))] = kinds[key]
    return found
