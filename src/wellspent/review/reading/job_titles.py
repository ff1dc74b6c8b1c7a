"""Job titles: what somebody does and how far up, by the words of a title."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from wellspent.review.word_lists import word_lists

LOWEST: Final = 1
MIDDLE: Final = 3
HIGHEST: Final = 5
"""Levels of `functions.toml`: assistants, managers, the board."""


@dataclass(frozen=True, slots=True)
class JobTitle:
    """The functions that words of a title name, and the level; None where they name none."""

    functions: frozenset[str]
    level: int | None


def job_title(words: str) -> JobTitle:
    """Return what words of a title say; no function if they are no title."""
    text = " ".join(words.split())
    functions = {name for name, pattern in _patterns("functions").items() if pattern.search(text)}
    if len(functions) > 1:
        functions -= {"general"} if "assistant" in functions else set()
    levels = [int(level) for level, pattern in _patterns("levels").items() if pattern.search(text)]
    return JobTitle(frozenset(functions), _level(levels))


def _level(levels: Sequence[int]) -> int | None:
    """Return the level: an assistant to the director is an assistant."""
    if not levels:
        return None
    return 1 if 1 in levels else max(levels)


def is_title(words: str) -> bool:
    """Return whether words are a title: a function or a level is among them."""
    found = job_title(words)
    return bool(found.functions) or found.level is not None


def is_other(said: str, true: str) -> bool | None:
    """Return whether two titles contradict each other; None when that can't be told."""
    one, other = job_title(said), job_title(true)
    if not one.functions and one.level is None:
        return None
    if one.functions and other.functions:
        if not one.functions & other.functions:
            return True
    elif one.functions != other.functions:
        is_low = one.level == LOWEST and not one.functions and (other.level or 0) > MIDDLE
        return True if is_low else None
    if one.level is None or other.level is None:
        return False
    return _is_far(one.level, other.level)


def _is_far(said: int, true: int) -> bool:
    """Return whether nobody of the one level is called by the other."""
    if said == LOWEST:
        return true >= MIDDLE
    return (said == HIGHEST and true <= MIDDLE) or (said > MIDDLE > true)


@cache
def _patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    lists: Mapping[str, Sequence[str]]
    lists = word_lists("functions.toml", ("functions", "levels"))[table]
    return {name: _one_of(words) for name, words in lists.items()}


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    ways = "|".join(
        re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
        + (r"\w{0,20}" if word[-1] == "*" else "")
        for word in words
    )
    return re.compile(rf"(?<![\w&])(?:{ways})(?![\w&])", re.IGNORECASE)
