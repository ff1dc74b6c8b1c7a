"""Spellings: values of a category that differ only in case or spaces are one value."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wellspent.clean.category import missing_among, tidy

Codes = npt.NDArray[np.int32]


def folded(text: str) -> str:
    """Return what all spellings of a category's value have in common."""
    return tidy(text).casefold()


def merge_spellings(
    texts: Sequence[str], counts: Sequence[int], *, like: Sequence[str] = ()
) -> tuple[tuple[str, ...], Codes]:
    """Return the levels, and the level of each text (-1 where it says nothing).

    A level is called by its commonest spelling, or as in `like`, whose levels come first.
    """
    levels = list(like)
    commonest: list[float] = [math.inf] * len(levels)
    known = {folded(level): code for code, level in enumerate(levels)}
    level_of = np.full(len(texts), -1, np.int32)
    missing = missing_among(texts)
    for index, (text, count) in enumerate(zip(texts, counts, strict=True)):
        if missing[index]:
            continue
        spelling = tidy(text)
        code = known.setdefault(spelling.casefold(), len(levels))
        if code == len(levels):
            levels.append(spelling)
            commonest.append(count)
        elif count > commonest[code]:
            levels[code], commonest[code] = spelling, count
        level_of[index] = code
    return tuple(levels), level_of
