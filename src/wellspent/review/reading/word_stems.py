"""Word stems: words cut down so that *brewery* and *breweries* count as one, in four languages.

Crude on purpose: for asking whether two texts speak of the same thing, nothing more.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from wellspent.phrases.pattern import fold
from wellspent.review.word_lists import word_lists

LONGEST_STEM = 6
SHORTEST_STEM = 4
SHORTEST_WORD = 3

_WORD = re.compile(r"[^\W\d_]+|\d+[^\W\d_]*")
_ENDING = re.compile(r"(?:ings?|ers?|ed|es|en|em|e|s|n)$")


def stem(word: str) -> str:
    """Return the beginning of a word that its forms share, without case, accents and ending."""
    plain = fold(word)
    ending = _ENDING.search(plain)
    if ending is not None and ending.start() >= SHORTEST_STEM:
        plain = plain[: ending.start()]
    return plain[:LONGEST_STEM]


def stems_at(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stem of each word of three letters and more, and where the word stands."""
    for match in _WORD.finditer(text):
        if match.end() - match.start() >= SHORTEST_WORD:
            yield _known_stem(match[0]), match.start(), match.end()


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words of several texts."""
    found = {word for text in words for word in _WORD.findall(text)}
    return frozenset(_known_stem(word) for word in found if len(word) >= SHORTEST_WORD)


@cache
def general_stems(kind: str) -> frozenset[str]:
    """Return the stems that say nothing in particular: of a `company`, `title` or `message`."""
    return stems_of([word_lists("general_words.toml", ("company", "title", "message"))[kind]])


@cache
def trades() -> tuple[frozenset[str], ...]:
    """Return the stems of kindred trades, one set each."""
    return tuple(stems_of([words]) for words in word_lists("industry_words.toml").values())


@lru_cache(maxsize=50_000)
def _known_stem(word: str) -> str:
    return stem(word)
