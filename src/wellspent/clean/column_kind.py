"""Column kind: what sort of values a column holds, by looking at all its distinct ones."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from wellspent.clean.category import missing_among
from wellspent.clean.date import EPOCH, find_day_first, parse_date
from wellspent.clean.flag import parse_flag
from wellspent.clean.machine_name import machine_name
from wellspent.clean.number import find_decimal_comma, parse_number
from wellspent.records.attribute import AttributeKind

SHARE_THAT_FITS: Final = 0.98
"""How many of the rows must be numbers (or dates) for the column to be one of numbers (dates)."""

LOOKED_AT: Final = 20_000
FIRST_LOOK: Final = 200
FREE_TEXT_LETTERS: Final = 60
TIME_WORDS: Final = frozenset(
    [
        "date",
        "time",
        "timestamp",
        "at",
        "on",
        "created",
        "updated",
        "modified",
        "closed",
        "arrived",
        "when",
        "datum",
        "zeit",
        "fecha",
    ]
)
LEADING_ZERO: Final = re.compile(r"0\d+\Z")


@dataclass(frozen=True, slots=True)
class Convention:
    """How a column writes its values: what kind they are, the decimal mark, the order of a date.

    The latter two are None where the column's own values don't tell.
    """

    kind: AttributeKind
    decimal_comma: bool | None = None
    day_first: bool | None = None


def find_kind(
    label: str, texts: Sequence[str], counts: Sequence[int], *, kind: AttributeKind | None = None
) -> Convention:
    """Return what kind of column it is, from its distinct values and how often each occurs.

    With `kind` that is known already, and only how its values are written is found.
    """
    filled = _most_frequent(texts, counts)
    words = [text for text, _ in filled]
    if kind is None:
        kind = _kind_of(label, filled, len(texts), sum(counts))
    if kind is AttributeKind.NUMBER:
        return Convention(kind, decimal_comma=_decimal_comma(words))
    if kind is AttributeKind.DATE:
        return Convention(kind, day_first=find_day_first(words))
    return Convention(kind)


def agree(conventions: Sequence[Convention]) -> list[Convention]:
    """Let the columns of one file that don't tell how they write follow those that do."""
    comma = _most([one.decimal_comma for one in conventions])
    day = _most([one.day_first for one in conventions])
    return [
        Convention(
            one.kind,
            comma if one.decimal_comma is None else one.decimal_comma,
            day if one.day_first is None else one.day_first,
        )
        for one in conventions
    ]


def _most(told: Sequence[bool | None]) -> bool:
    return told.count(True) > told.count(False)


def _kind_of(
    label: str, filled: Sequence[tuple[str, int]], distinct: int, all_rows: int
) -> AttributeKind:
    if not filled:
        return AttributeKind.TEXT
    words = [text for text, _ in filled]
    rows = sum(count for _, count in filled)
    if is_flag(words):
        return AttributeKind.FLAG
    if _is_date(label, filled, rows):
        return AttributeKind.DATE
    if _is_number(filled, rows, decimal_comma=bool(_decimal_comma(words))):
        return AttributeKind.NUMBER
    return _category_or_text(words, distinct, all_rows)


def _decimal_comma(words: Sequence[str]) -> bool | None:
    told = find_decimal_comma(words[:FIRST_LOOK])
    return find_decimal_comma(words) if told is None else told


def _most_frequent(texts: Sequence[str], counts: Sequence[int]) -> list[tuple[str, int]]:
    """Return the distinct values that aren't missing, most frequent first, up to some thousand."""
    order: Sequence[int] = range(len(texts))
    if len(texts) > LOOKED_AT:
        order = np.argsort(-np.asarray(counts), kind="stable")[:LOOKED_AT].tolist()
    words = [texts[index] for index in order]
    missing = missing_among(words)
    found = [
        (word, counts[index])
        for word, index, left_out in zip(words, order, missing, strict=True)
        if not left_out
    ]
    return sorted(found, key=lambda one: -one[1])


def is_flag(words: Sequence[str]) -> bool:
    """Return whether the values are a yes and a no, or only one of them as a whole word."""
    if len(words) > 6:
        return False
    flags = {parse_flag(word) for word in words}
    return flags == {True, False} or (None not in flags and all(len(word) > 1 for word in words))


def _fits(filled: Sequence[tuple[str, int]], rows: int, reads: Callable[[str], bool]) -> bool:
    """Return whether nearly all rows can be read so; a first look spares looking at them all."""
    first = filled[:FIRST_LOOK]
    if sum(count * reads(text) for text, count in first) < 0.8 * sum(count for _, count in first):
        return False
    return sum(count * reads(text) for text, count in filled) >= SHARE_THAT_FITS * rows


def _is_number(filled: Sequence[tuple[str, int]], rows: int, *, decimal_comma: bool) -> bool:
    def reads(text: str) -> bool:
        return parse_number(text, decimal_comma=decimal_comma) is not None

    if not _fits(filled, rows, reads):
        return False
    return not _is_code(filled, rows)


def _is_code(filled: Sequence[tuple[str, int]], rows: int) -> bool:
    """Return whether digits are a code, such as a postal one: leading zeros, and values repeat.

    Numbers that differ on nearly every row stay numbers, so that one that rises with time can be
    recognised as such.
    """
    zeros = sum(count for text, count in filled if LEADING_ZERO.match(text))
    return zeros > 0.01 * rows and len(filled) < 0.9 * rows


def _is_date(label: str, filled: Sequence[tuple[str, int]], rows: int) -> bool:
    digits_count = says_time(label)
    return _fits(filled, rows, lambda text: _may_be_date(text.strip(), digits_count=digits_count))


def _may_be_date(text: str, *, digits_count: bool) -> bool:
    """Return whether a cell is a date; bare digits only under a header that speaks of a time."""
    if text.isdecimal():
        if not (digits_count and (EPOCH.match(text) or len(text) == 8)):
            return False
    elif parse_number(text) is not None:
        return False
    return parse_date(text) is not None


def says_time(label: str) -> bool:
    """Return whether a header speaks of a time, so that long digits are one."""
    return not TIME_WORDS.isdisjoint(machine_name(label).split("_"))


def _category_or_text(words: Sequence[str], distinct: int, rows: int) -> AttributeKind:
    mean_length = sum(map(len, words)) / len(words)
    if mean_length > FREE_TEXT_LETTERS or (distinct > 20 and distinct > 0.5 * rows):
        return AttributeKind.TEXT
    return AttributeKind.CATEGORY
