"""Word likeness: which words of a text tell something, and how many of them another text holds."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from wellspent.phrases.pattern import fold, split_words
from wellspent.review.word_lists import word_lists

ALIKE: Final = 85.0
"""Words as similar as this (rapidfuzz ratio, 0 to 100) are taken for one."""

LONGEST_ENDING: Final = 3
SHORTEST_STEM: Final = 4


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    return [fold(word) for word in split_words(text)[1::2]]


def telling_words(text: str, *without: str) -> list[str]:
    """Return the words of a text but for the small ones, and those of lists of plain words."""
    plain = plain_words("small").union(*(plain_words(name) for name in without))
    return [word for word in words_of(text) if word not in plain and len(word) > 1]


def share_of(words: Sequence[str], others: Iterable[str]) -> float:
    """Return which share of some words is among others, near enough; 0 of none."""
    if not words:
        return 0.0
    there = set(others)
    by_letter: dict[str, list[str]] = {}
    for other in there:
        by_letter.setdefault(other[:1], []).append(other)
    found = sum(
        one in there or any(alike(one, other) for other in by_letter.get(one[:1], ()))
        for one in words
    )
    return found / len(words)


def alike(one: str, other: str) -> bool:
    """Return whether two words are the same but for an ending or a letter."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_STEM or short[0] != long[0]:
        return False
    if long.startswith(short) and len(long) - len(short) <= LONGEST_ENDING:
        return True
    if len(short) >= 5 and short[:-1] == long[: len(short) - 1] and len(long) - len(short) <= 2:
        return True
    return len(short) >= 6 and fuzz.ratio(one, other) >= ALIKE


@cache
def plain_words(name: str) -> frozenset[str]:
    """Return one of the lists of words that tell nothing."""
    lists = word_lists("plain_words.toml", ("small", "works", "events", "capitalised"))
    return frozenset(fold(word) for word in lists[name])
