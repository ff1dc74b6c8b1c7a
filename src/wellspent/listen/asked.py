"""Asked: whether a question mark is one, told by how the sentence and those about it are built.

Not asked of us is what repeats our words as an echo (*above half of what?*), what the asker answers
themselves, what is put to their own people by name, what somebody else is quoted asking, and a
question word that stands alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from wellspent.listen.content_words import content_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.phrases.quotations import quotations
from wellspent.records.conversation import Conversation, Side

WORDS: Final = "question"

LONGEST_ECHO: Final = 7
"""Words; a longer piece without a verb asks for something."""

_SPLIT: Final = re.compile(r"[,;:!?.…–—]+\s*|\s+-\s+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Asking:
    """What is known of a conversation to tell whom a question is put to."""

    spoken: Spoken
    _heard: dict[int, Set[str]] = field(default_factory=dict[int, Set[str]])

    @cached_property
    def _names(self) -> Mapping[int, Set[str]]:
        return _names_of_others(self.spoken.conversation)

    def is_earnest(self, said: Said) -> bool:
        """Return whether a question is put to us, and its answer wanted."""
        return not (
            _is_quoted(said.text)
            or self._is_answered_by_asker(said)
            or self._is_put_to_their_own(said)
            or self._is_echo(said)
        )

    def _is_answered_by_asker(self, said: Said) -> bool:
        """Return whether the next sentence of the same turn says yes or no to it."""
        sentences = self.spoken.by_turn[said.turn]
        place = said.place + 1
        if place >= len(sentences):
            return False
        after = sentences[place]
        return any(start == after.start for start, _ in after.spans(WORDS, "own_answer"))

    def _is_put_to_their_own(self, said: Said) -> bool:
        """Return whether a part between commas is the name of somebody else on their side."""
        others = self._names[self.spoken.conversation.turns[said.turn].speaker]
        return any(part.casefold() in others for part in _SPLIT.split(said.text) if part)

    def _is_echo(self, said: Said) -> bool:
        """Return whether a few words without a verb do no more than repeat ours."""
        words = _WORD.findall(said.text)
        if not words or len(words) > LONGEST_ECHO or self._begins_as_question(said):
            return False
        if any(end >= said.end - 2 for _, end in said.spans(WORDS, "left_open")):
            return True
        if said.turn not in self._heard:
            self._heard[said.turn] = self._ours_before(said.turn)
        carried = content_words(said.text, said.language)
        return carried <= self._heard[said.turn] and not said.has(WORDS, "adds")

    def _begins_as_question(self, said: Said) -> bool:
        return any(
            start == said.start
            for group in ("begins", "starts")
            for start, _ in said.spans(WORDS, group)
        )

    def _ours_before(self, turn: int) -> Set[str]:
        """Return the words that our last turn carried, empty where there is none."""
        for number in range(turn - 1, max(-1, turn - 4), -1):
            sentences = self.spoken.by_turn.get(number, ())
            if sentences and sentences[0].side is Side.OURS:
                words = (content_words(one.text, one.language) for one in sentences)
                return frozenset[str]().union(*words)
        return frozenset()


def _is_quoted(text: str) -> bool:
    """Return whether the question mark stands in somebody else's words, within a sentence."""
    mark = text.rfind("?")
    return any(start <= mark < end and start > 2 for start, end in quotations(text))


def _names_of_others(conversation: Conversation) -> Mapping[int, Set[str]]:
    """Return for each speaker the names of the others on the customer's side."""
    names = {
        number: frozenset(_names(speaker.name))
        for number, speaker in enumerate(conversation.speakers)
        if speaker.side is Side.CUSTOMER
    }
    return {
        number: frozenset[str]().union(*(each for other, each in names.items() if other != number))
        for number in range(len(conversation.speakers))
    }


def _names(name: str) -> Iterator[str]:
    parts: Sequence[str] = name.casefold().split()
    yield from parts
    if len(parts) > 1:
        yield " ".join(parts)
