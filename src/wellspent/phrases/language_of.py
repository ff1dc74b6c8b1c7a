"""Which language a text is in: English, German, French, Spanish, another, or not to be told.

Told by its small words (`languages.toml`), which no text of some length does without. Short texts
often have too few of them: then nothing is said.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from wellspent.phrases.pattern import fold, split_words
from wellspent.phrases.vocabulary import KEPT_PIECES, LONGEST_KEPT

OURS = ("en", "de", "fr", "es")
OTHER = "other"
UNTOLD = ""

READ_PIECES = 100
"""The first words are enough to tell."""

WORDS_IN_PIECE = 3

LEAST_FOR_OTHER = 3.0
"""To say that it is none of ours takes more: what is said in it then isn't read."""

LEAST = 2.0
"""Small words that must be found; one that several languages share counts by its share."""

LEAD = 1.4
"""The language must have so many times the small words of the next one."""

LEAST_TO_GUESS = 0.8
"""Enough to choose the language of an answer, which a person reads before it is sent."""


def language_of(text: str) -> str:
    """Return `en`, `de`, `fr`, `es`, `other`, or nothing when it can't be told."""
    return language_of_pieces(text[: READ_PIECES * 20].split())


def language_of_pieces(pieces: Sequence[str]) -> str:
    """Return the language of a text that is cut at white space already."""
    return _winner(_votes(pieces))


def likeliest_language(text: str) -> str:
    """Return the language as `language_of` does; where that can't tell, the likeliest of ours.

    Nothing if the small words of a short text speak for none of ours more than for another.
    """
    votes = _votes(text[: READ_PIECES * 20].split())
    told = _winner(votes)
    if told:
        return told
    best, next_best = sorted(OURS, key=lambda one: votes.get(one, 0.0), reverse=True)[:2]
    most = votes.get(best, 0.0)
    return best if most >= max(LEAST_TO_GUESS, LEAD * votes.get(next_best, 0.0)) else UNTOLD


def _votes(pieces: Sequence[str]) -> dict[str, float]:
    found = Counter(map(_small_words().__getitem__, pieces[:READ_PIECES]))
    found.pop("", None)
    votes: dict[str, float] = {}
    for spoken, count in found.items():
        languages = spoken.split()
        for language in languages:
            votes[language] = votes.get(language, 0.0) + count / len(languages)
    return votes


def _winner(votes: Mapping[str, float]) -> str:
    if not votes:
        return UNTOLD
    ranked = sorted(votes, key=votes.__getitem__, reverse=True)
    best, most = ranked[0], votes[ranked[0]]
    next_most = votes[ranked[1]] if len(ranked) > 1 else 0.0
    language = best if best in OURS else OTHER
    least = LEAST_FOR_OTHER if language == OTHER else LEAST
    return UNTOLD if most < least or most < LEAD * next_most else language


class _SmallWords(dict[str, str]):
    """Pieces of text, with the languages (`en fr`) that have such a small word."""

    def __init__(self, languages: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self._folded: dict[str, str] = {}
        for language, words in languages.items():
            for word in dict.fromkeys(map(fold, words)):
                self._folded[word] = f"{self._folded.get(word, '')} {language}".strip()

    def __missing__(self, piece: str) -> str:
        words = split_words(piece[:LONGEST_KEPT])[1::2]
        if len(words) > WORDS_IN_PIECE:
            words = []  # an address of a page or of mail
        told = (self._folded.get(fold(word)) or _script_of(word) for word in words)
        languages = next((one for one in told if one), "")
        if len(piece) <= LONGEST_KEPT:
            if len(self) >= KEPT_PIECES:
                self.clear()
            self[piece] = languages
        return languages


def _script_of(word: str) -> str:
    """Return a language of its own for a word that isn't written in Latin letters."""
    first = word[0]
    if first.isascii() or first.isdigit() or first < "\u0370":
        return ""
    return "" if "\u1e00" <= first <= "\u1eff" else "script"


@cache
def _small_words() -> _SmallWords:
    source = files("wellspent.phrases").joinpath("languages.toml")
    table = cast(dict[str, str], tomllib.loads(source.read_text(encoding="utf-8")))
    return _SmallWords({language: words.split() for language, words in table.items()})
