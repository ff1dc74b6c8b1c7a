"""Key rows: was a text made by running along the rows of a keyboard, as in `asdf asdf qwer`?

Mechanics of keyboards, of those used in English, German, French and Spanish; no words.
"""

import re
from functools import cache, lru_cache
from typing import Final

UPPER: Final = ("qwertyuiop", "qwertzuiopü", "azertyuiop")
OTHERS: Final = (
    "asdfghjklñ", "asdfghjklöä", "qsdfghjklm", "zxcvbnm", "yxcvbnm", "wxcvbn", "йцукенгшщзхъ",
    "фывапролджэ", "ячсмитьбю",
)  # fmt: skip
LEAST_RUN: Final = 3
LEAST_ALONE: Final = {True: 5, False: 4}
"""One run alone, along an upper row and along another: `Wert` and `Ertz` are surnames."""

LEAST_TOGETHER: Final = 6
LONGEST: Final = 200
WORD: Final = re.compile(r"[^\W\d_]+")


def is_run_along_keys(text: str) -> bool:
    """Return whether all words of a text are runs along keyboard rows, and enough of them."""
    words = WORD.findall(text[:LONGEST].casefold())
    if not words or not all(map(_runs_in, words)):
        return False
    runs = [run for word in words for run in _runs_in(word)]
    if len(runs) > 1:
        return sum(map(len, runs)) >= LEAST_TOGETHER
    return len(runs[0]) >= LEAST_ALONE[_is_upper(runs[0])]


@lru_cache(maxsize=10_000)
def _runs_in(word: str) -> tuple[str, ...]:
    """Return the runs that a word is made of altogether; empty if it isn't: `asdasd` has two."""
    runs = tuple(_pattern().findall(word))
    return runs if "".join(runs) == word else ()


def _is_upper(run: str) -> bool:
    return any(run in row or run in row[::-1] for row in UPPER)


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of all runs, the longest first."""
    runs = {
        keys[at : at + length]
        for row in (*UPPER, *OTHERS)
        for keys in (row, row[::-1])
        for length in range(LEAST_RUN, len(row) + 1)
        for at in range(len(row) - length + 1)
    }
    return re.compile("|".join(sorted(runs, key=lambda run: (-len(run), run))))
