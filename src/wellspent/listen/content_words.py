"""The words of a sentence that carry what it is about: no small words, without their endings."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, cast

from wellspent.phrases.pattern import fold, split_words

STEM: Final = 5
"""Words are compared by so many letters, so that *installing* is *installation*."""

SHORTEST: Final = 3


def content_words(text: str, language: str) -> frozenset[str]:
    """Return the beginnings of the words that carry meaning, folded."""
    return frozenset(word[:STEM] for word in told_words(text, language))


def told_words(text: str, language: str) -> Iterator[str]:
    """Yield the words of a text that are no small words, folded, from left to right."""
    small = small_words(language)
    for word in split_words(text)[1::2]:
        folded = fold(word)
        if len(folded) >= SHORTEST and folded not in small:
            yield folded


@cache
def small_words(language: str) -> frozenset[str]:
    """Return words that carry no meaning by themselves, in one language or (empty) in all."""
    text = files("wellspent.listen").joinpath("small_words.toml").read_text("utf-8")
    table = cast(dict[str, str], tomllib.loads(text))
    chosen = [language] if language in table else list(table)
    return frozenset(fold(word) for one in chosen for word in table[one].split())
