"""Touch words: what records of touches are read with, `touch_words.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words_of(group: str) -> frozenset[str]:
    """Return the words of a group."""
    text = files("wellspent.review").joinpath("touch_words.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[group])


@cache
def pattern_of(group: str) -> re.Pattern[str]:
    """Return what finds any of a group's words, whole and without case."""
    words = sorted(words_of(group), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
