"""What the single words of a message say about its kind, where no phrase of ours is in it.

A multinomial logistic regression on words, pairs of neighbouring words and every four letters of a
word (which carry over from *quotation* to *quoting*, or into a compound). It is learned from the
project's own examples (`intent_examples/*.toml`) by `scripts/train_word_evidence.py`;
`word_evidence.tsv` is what it learned, a row a word. Case and accents don't matter, and every
number is one word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from math import sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from wellspent.phrases.pattern import NUMBER, fold, split_words
from wellspent.records.authenticity import EnquiryKind

LETTERS: Final = 4
"""So many letters of a word count together; its two ends count as one letter each."""

KEPT_WORDS: Final = 100_000
"""So many distinct words are remembered with their places; then the memory starts afresh."""

START: Final = "(start)"
"""The row of what holds before any word is read."""

LONGEST_WORD: Final = 40
READ_CHARACTERS: Final = 4_000
FEWEST_KNOWN: Final = 4
"""With fewer features known to it, it says nothing."""


class WordReading(NamedTuple):
    """What the words of a message say: the logarithm of each kind's share, by `known` features."""

    log_shares: dict[EnquiryKind, float]
    known: int


_OF_ADDRESSES = ("@", "://", "www.")
"""Web and mail addresses aren't words; the signals look at them."""


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """Log-odds of kinds by word: `points` is (features + 1, kinds), the last row the start.

    Each row has a mean of zero: what is above it speaks for a kind.
    """

    kinds: tuple[EnquiryKind, ...]
    places: dict[str, int]
    points: npt.NDArray[np.float32]
    _known_words: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])

    def read(self, message: str) -> WordReading | None:
        """Return what the words of a message say; None where too few of them are known."""
        words = _words_of(message)
        known = list(chain.from_iterable(map(self._places_of, words)))
        known += [
            place
            for pair in pairwise(words)
            if (place := self.places.get(" ".join(pair))) is not None
        ]
        if len(known) < FEWEST_KNOWN:
            return None
        summed = np.add.reduce(self.points.take(known, axis=0)) / sqrt(len(known)) + self.points[-1]
        summed = summed - summed.max()
        logs: list[float] = (summed - np.log(np.exp(summed).sum())).tolist()
        return WordReading(dict(zip(self.kinds, logs, strict=True)), len(known))

    def _places_of(self, word: str) -> tuple[int, ...]:
        places = self._known_words.get(word)
        if places is None:
            if len(self._known_words) >= KEPT_WORDS:
                self._known_words.clear()
            found = map(self.places.get, _features_of_word(word))
            places = tuple(place for place in found if place is not None)
            self._known_words[word] = places
        return places

    def telling_words(self, message: str, kind: EnquiryKind, most: int) -> list[str]:
        """Return the words of a message that speak most for a kind, as they stand in it."""
        column = self.kinds.index(kind)
        said: dict[str, float] = {}
        for word in split_words(message[:READ_CHARACTERS])[1::2]:
            place = self.places.get(_folded(word))
            if place is not None and self.points[place, column] > 0:
                said[word] = float(self.points[place, column])
        return sorted(said, key=said.__getitem__, reverse=True)[:most]


def features_of(message: str) -> list[str]:
    """Return the words, letters and pairs of a message, each as often as it occurs."""
    words = _words_of(message)
    singles = chain.from_iterable(map(_features_of_word, words))
    return [*singles, *(" ".join(pair) for pair in pairwise(words))]


def _words_of(message: str) -> list[str]:
    said = message[:READ_CHARACTERS]
    if any(sign in said for sign in _OF_ADDRESSES):
        said = " ".join(
            piece for piece in said.split() if not any(sign in piece for sign in _OF_ADDRESSES)
        )
    return [_folded(word) for word in split_words(said)[1::2]]


def _features_of_word(word: str) -> list[str]:
    bordered = f"^{word[:LONGEST_WORD]}$"
    letters = [bordered[at : at + LETTERS] for at in range(max(len(bordered) - LETTERS + 1, 0))]
    return [word, *letters]


def _folded(word: str) -> str:
    return NUMBER if word.isdecimal() else fold(word)


@cache
def shipped_word_evidence() -> WordEvidence:
    """Return what was learned from the project's own examples."""
    text = files("wellspent.qualify").joinpath("word_evidence.tsv").read_text(encoding="utf-8")
    return parse_word_evidence(text)


def parse_word_evidence(text: str) -> WordEvidence:
    """Read the table: a head with the kinds, a row a word; ValueError where it isn't one."""
    head, *lines = text.splitlines()
    kinds = tuple(EnquiryKind(name) for name in head.split("\t")[1:])
    rows = [line.split("\t") for line in lines]
    if not rows or rows[-1][0] != START:
        raise ValueError("the table of word evidence ends with the row (start)")
    told = np.array([[float(cell) for cell in row[1:]] for row in rows], dtype=np.float32)
    points = told - told.mean(axis=1, keepdims=True)
    places = {row[0]: place for place, row in enumerate(rows[:-1])}
    return WordEvidence(kinds=kinds, places=places, points=points)


def word_evidence_text(
    kinds: Sequence[EnquiryKind], rows: Sequence[tuple[str, Sequence[float]]]
) -> str:
    """Return the table as `parse_word_evidence` reads it."""
    head = "\t".join(["word", *kinds])
    return "\n".join([head, *(f"{name}\t" + "\t".join(f"{one:.2f}" for one in points)
                              for name, points in rows)]) + "\n"  # fmt: skip
