"""Reaction model: how likely a sentence is each kind of reaction, beside what phrases say.

A logistic regression for each kind, over the words and pairs of words of a sentence, runs of two to
five letters within its words, the groups of phrases that stand in it, and what the phrases take it
for. It was learned from labelled sentences in four languages by `benchmarks/listen_model.py`, which
writes `reaction_model.json`: for each sign, points for each kind. Reading a sentence takes time in
proportion to its length; of a very long one only the beginning is read.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from wellspent.errors import SettingsError
from wellspent.phrases.phrase_groups import GroupKey
from wellspent.records.heard import ReactionKind

FILE: Final = "reaction_model.json"

LONGEST_READ: Final = 1_000
"""Characters of a sentence; what stands after them is left to the phrases."""

RUNS: Final = (2, 3, 4, 5)
"""Lengths of the runs of letters."""

KEPT_WORDS: Final = 50_000
"""So many words' runs of letters are kept at hand."""

_WORD: Final = re.compile(r"[^\W_]{1,40}|[?!]")

Points = NDArray[np.float32]


def words_of(text: str) -> list[str]:
    """Return the words of a sentence in small letters, question and exclamation marks too."""
    return _WORD.findall(text[:LONGEST_READ].lower())


def word_signs(words: Sequence[str]) -> set[str]:
    """Return words and pairs of neighbouring ones."""
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def letter_signs(word: str) -> set[str]:
    """Return the runs of letters in a word, its ends marked by blanks."""
    word = f" {word} "
    return {word[n : n + length] for length in RUNS for n in range(len(word) - length + 1)}


@dataclass(frozen=True)
class ReactionModel:
    """Points for each sign and kind; `words`, `letters` and the rest say in which row."""

    kinds: Sequence[ReactionKind]
    bias: Points
    points: Points
    words: Mapping[str, int]
    letters: Mapping[str, int]
    groups: Mapping[GroupKey, int]
    phrases: Mapping[ReactionKind, int]
    _letters_of: Callable[[str], frozenset[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the letters of words that were read before."""
        object.__setattr__(self, "_letters_of", lru_cache(KEPT_WORDS)(self._read_letters))

    def certainties(
        self, text: str, groups: Iterable[GroupKey], phrases: Mapping[ReactionKind, float]
    ) -> Mapping[ReactionKind, float]:
        """Return for each kind how likely a sentence is of it, 0 to 1.

        `groups` are those that stand in it, `phrases` the kinds that the frames take it for and
        how certain they are.
        """
        words = words_of(text)
        score = self.bias + self._evenly(_rows(self.words, word_signs(words)))
        score += self._evenly(frozenset[int]().union(*map(self._letters_of, set(words))))
        if known := [self.groups[group] for group in groups if group in self.groups]:
            score += self.points[known].sum(axis=0)
        for kind, certainty in phrases.items():
            score += certainty * self.points[self.phrases[kind]]
        likely = 1 / (1 + np.exp(-score))
        return dict(zip(self.kinds, likely.tolist(), strict=True))

    def _evenly(self, rows: frozenset[int]) -> Points:
        """Return the points of many signs, so weighed that long sentences don't shout."""
        if not rows:
            return np.zeros(len(self.kinds), np.float32)
        chosen = self.points[np.fromiter(rows, np.int64, len(rows))]
        return chosen.sum(axis=0) / np.float32(len(rows) ** 0.5)

    def _read_letters(self, word: str) -> frozenset[int]:
        return _rows(self.letters, letter_signs(word))


def _rows(places: Mapping[str, int], signs: Iterable[str]) -> frozenset[int]:
    return frozenset(places[sign] for sign in signs if sign in places)


@cache
def reaction_model() -> ReactionModel:
    """Return the model of `reaction_model.json`, read once; SettingsError for a mistake."""
    text = files("wellspent.listen").joinpath(FILE).read_text("utf-8")
    try:
        return model_from(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"The model of reactions can't be read: {error}.",
            where=FILE,
            next_step="Run `python -m benchmarks.listen_model --write`, which writes it.",
        ) from error


def model_from(given: Mapping[str, Any]) -> ReactionModel:
    """Return a model from its file's content; KeyError or ValueError for what doesn't fit."""
    tables = [given[name] for name in ("words", "letters", "groups", "phrases")]
    rows = [points for table in tables for points in table.values()]
    names = [name for table in tables for name in table]
    ends = np.cumsum([0, *map(len, tables)]).tolist()
    places = [
        dict(zip(names[start:end], range(start, end), strict=True)) for start, end in pairwise(ends)
    ]
    step = float(given["step"])
    return ReactionModel(
        kinds=tuple(ReactionKind(kind) for kind in given["kinds"]),
        bias=np.array(given["bias"], np.float32) * np.float32(step),
        points=np.array(rows, np.float32) * np.float32(step),
        words=places[0],
        letters=places[1],
        groups={_group(name): row for name, row in places[2].items()},
        phrases={ReactionKind(name): row for name, row in places[3].items()},
    )


def _group(name: str) -> GroupKey:
    file, _, group = name.partition(".")
    return file, group
