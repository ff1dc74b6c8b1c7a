"""A small learned reader of intent, to see whether it adds to the phrases: naive Bayes on words.

Multinomial, on folded words and pairs of words, each kind as likely as the other beforehand.
Trained on the half of the project's own examples that the phrases were written with.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import exp, log

from wellspent.phrases.pattern import fold, split_words
from wellspent.records.authenticity import EnquiryKind

SMOOTHING = 0.3

Example = tuple[EnquiryKind, str]


def features(message: str) -> list[str]:
    words = [fold(word) for word in split_words(message)[1::2]]
    return words + [f"{one} {two}" for one, two in pairwise(words)]


class NaiveBayes:
    """Log-probabilities of words by kind."""

    def __init__(self, examples: Iterable[Example]) -> None:
        counts: dict[EnquiryKind, Counter[str]] = {}
        for kind, message in examples:
            counts.setdefault(kind, Counter()).update(features(message))
        self.known = {word for counter in counts.values() for word in counter}
        self.points = {kind: self._log_shares(counter) for kind, counter in counts.items()}

    def _log_shares(self, counter: Mapping[str, int]) -> dict[str, float]:
        total = sum(counter.values()) + SMOOTHING * len(self.known)
        return {word: log((counter.get(word, 0) + SMOOTHING) / total) for word in self.known}

    def shares(self, message: str) -> dict[EnquiryKind, float]:
        """Return how likely each kind is, by the words that training knew."""
        words = [word for word in features(message) if word in self.known]
        logs = {kind: sum(map(points.__getitem__, words)) for kind, points in self.points.items()}
        most = max(logs.values())
        odds = {kind: exp(value - most) for kind, value in logs.items()}
        return {kind: value / sum(odds.values()) for kind, value in odds.items()}

    def kind_of(self, message: str, sure: float) -> EnquiryKind:
        """Return the likeliest kind, or *unsure* below this share."""
        shares = self.shares(message)
        kind = max(shares, key=shares.__getitem__)
        return kind if shares[kind] >= sure else EnquiryKind.UNSURE


def without_unsure(examples: Sequence[Example]) -> list[Example]:
    return [one for one in examples if one[0] is not EnquiryKind.UNSURE]
