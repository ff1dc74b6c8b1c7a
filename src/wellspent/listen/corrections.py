"""What people corrected: a sentence that was heard wrongly, and what it really is.

The same sentence is heard as the person said from then on. And a phrase that misled several times
counts less: its certainty is multiplied by the share of times that it was right, with a head start,
so that a single slip doesn't silence it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from wellspent.phrases.pattern import fold, split_words
from wellspent.records.heard import ReactionKind

HEAD_START = 4.0
"""So many right uses a phrase is credited with before anyone judged it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A sentence of a customer's that a person judged.

    `meant` None says that it is no reaction. `heard` is what was heard, None where nothing was;
    `phrase` holds the words that made it so (`Reaction` quotes the sentence, `words_behind` tells).
    """

    sentence: str
    meant: ReactionKind | None
    heard: ReactionKind | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What corrections taught: the kind of whole sentences, and what phrases are worth."""

    sentences: Mapping[str, ReactionKind | None]
    worth: Mapping[tuple[ReactionKind, str], float]


@dataclass(slots=True)
class Teaching:
    """Gathers corrections."""

    sentences: dict[str, ReactionKind | None] = field(default_factory=dict)
    right: Counter[tuple[ReactionKind, str]] = field(default_factory=Counter)
    judged: Counter[tuple[ReactionKind, str]] = field(default_factory=Counter)

    def take(self, correction: Correction) -> None:
        """Learn from a correction; of two on the same sentence the later one counts."""
        self.sentences[plain(correction.sentence)] = correction.meant
        if correction.heard is not None and correction.phrase:
            key = (correction.heard, plain(correction.phrase))
            self.judged[key] += 1
            self.right[key] += correction.heard is correction.meant

    def learnt(self) -> Corrected:
        """Return what was learnt so far."""
        worth = {
            key: (self.right[key] + HEAD_START) / (count + HEAD_START)
            for key, count in self.judged.items()
        }
        return Corrected(dict(self.sentences), worth)


def plain(sentence: str) -> str:
    """Return a sentence without case, accents and marks, as corrections are matched."""
    return " ".join(fold(word) for word in split_words(sentence)[1::2])
