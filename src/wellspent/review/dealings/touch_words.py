"""Touch words: what records of touches are read with, `touch_words.toml`."""

import re
from functools import cache
from typing import Final

from wellspent.review.word_lists import word_lists

GROUPS: Final = ("role_addresses", "off_hours", "off_days", "requested")


@cache
def words_of(group: str) -> frozenset[str]:
    """Return the words of a group."""
    return frozenset(word_lists("touch_words.toml", GROUPS)[group])


@cache
def pattern_of(group: str) -> re.Pattern[str]:
    """Return what finds any of a group's words, whole and without case."""
    words = sorted(words_of(group), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
