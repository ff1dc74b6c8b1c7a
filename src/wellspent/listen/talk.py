"""Talk measures: how a conversation was shared. Counted, never graded.

What can't be known is None: shares where it isn't known whose side a good part is on, seconds
where the source gives no times, response times of a talk.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from statistics import median
from typing import Final

from wellspent.listen.spoken_words import count_questions, count_words
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Turn
from wellspent.records.heard import TalkMeasures

MOST_UNKNOWN: Final = 0.05
"""Share of the words whose side, or whose times, may be unknown for a share to be told."""

LEAST_OVERLAP: Final = 0.5
"""Seconds by which somebody must begin before the other has ended, to be an interruption."""

LEAST_WORDS: Final = 4
"""Words that an interruption must have: *mhm* and *yes, exactly* while another speaks is listening.
"""

WRITTEN: Final = frozenset({ActivityKind.EMAIL, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})
SIDES: Final = (Side.OURS, Side.CUSTOMER)


def talk_measures(conversation: Conversation) -> TalkMeasures:
    """Return how a conversation was shared between the sides; programs' own messages don't count.

    A monologue is what one speaker says until somebody else does. An interruption begins at least
    half a second before somebody of the other side has ended and has at least four words.
    """
    talk = _Talk(conversation)
    interruptions = talk.interruptions()
    waits = talk.response_hours()
    return TalkMeasures(
        our_words=talk.words[Side.OURS],
        their_words=talk.words[Side.CUSTOMER],
        our_share_of_words=talk.share_of_words(),
        our_share_of_seconds=talk.share_of_seconds(),
        our_longest_words=talk.longest_words(Side.OURS),
        their_longest_words=talk.longest_words(Side.CUSTOMER),
        our_longest_seconds=talk.longest_seconds(Side.OURS),
        our_questions=talk.questions(Side.OURS),
        their_questions=talk.questions(Side.CUSTOMER),
        our_interruptions=interruptions.get(Side.OURS),
        their_interruptions=interruptions.get(Side.CUSTOMER),
        our_response_hours=waits.get(Side.OURS),
        their_response_hours=waits.get(Side.CUSTOMER),
    )


class _Talk:
    def __init__(self, conversation: Conversation) -> None:
        self._is_written = conversation.kind in WRITTEN
        self._turns = [turn for turn in conversation.turns if not turn.automatic]
        self._sides = [conversation.speakers[turn.speaker].side for turn in self._turns]
        self._counts = [count_words(turn.text) for turn in self._turns]
        self.words = {
            side: sum(
                count for count, one in zip(self._counts, self._sides, strict=True) if one is side
            )
            for side in Side
        }

    def share_of_words(self) -> float | None:
        """Return our share of the words, None where the sides aren't known well enough."""
        return _share(self.words) if self._sides_are_known() else None

    def share_of_seconds(self) -> float | None:
        """Return our share of the time that was talked, None without times."""
        timed = [_seconds(turn) for turn in self._turns]
        without = sum(count for count, one in zip(self._counts, timed, strict=True) if one is None)
        if not self._sides_are_known() or without > MOST_UNKNOWN * sum(self._counts):
            return None
        seconds = dict.fromkeys(Side, 0.0)
        for side, lasted in zip(self._sides, timed, strict=True):
            seconds[side] += lasted or 0.0
        return _share(seconds)

    def longest_words(self, side: Side) -> int:
        """Return the words of the side's longest monologue."""
        lengths = (sum(self._counts[place] for place in run) for run in self._runs(side))
        return max(lengths, default=0)

    def longest_seconds(self, side: Side) -> float | None:
        """Return the seconds of the side's longest monologue, None without times."""
        runs = (self._seconds_of(run) for run in self._runs(side))
        return max((seconds for seconds in runs if seconds is not None), default=None)

    def questions(self, side: Side) -> int:
        """Return how many questions the side asked."""
        return sum(
            count_questions(turn.text)
            for turn, one in zip(self._turns, self._sides, strict=True)
            if one is side
        )

    def interruptions(self) -> dict[Side, int]:
        """Return how often each side interrupted the other; nothing where times are missing."""
        if not self._turns or any(turn.start is None or turn.end is None for turn in self._turns):
            return {}
        found: dict[Side, int] = dict.fromkeys(SIDES, 0)
        until = dict.fromkeys(SIDES, 0.0)
        for turn, side, words in zip(self._turns, self._sides, self._counts, strict=True):
            if side not in SIDES:
                continue
            other = Side.CUSTOMER if side is Side.OURS else Side.OURS
            start, end = turn.start or 0.0, turn.end or 0.0
            if words >= LEAST_WORDS and start <= until[other] - LEAST_OVERLAP:
                found[side] += 1
            until[side] = max(until[side], end)
        return found

    def response_hours(self) -> dict[Side, float]:
        """Return the median hours that each side let the other wait for an answer in writing."""
        if not self._is_written:
            return {}
        waits: dict[Side, list[float]] = {side: [] for side in SIDES}
        asked: tuple[Side, datetime] | None = None
        for turn, side in zip(self._turns, self._sides, strict=True):
            if turn.at is None or side not in SIDES:
                continue
            if asked is None:
                asked = side, turn.at
            elif asked[0] is not side:
                waits[side].append(max(0.0, (turn.at - asked[1]).total_seconds() / 3600))
                asked = side, turn.at
        return {side: median(hours) for side, hours in waits.items() if hours}

    def _seconds_of(self, run: Sequence[int]) -> float | None:
        lasted = [_seconds(self._turns[place]) for place in run]
        known = [one for one in lasted if one is not None]
        return sum(known) if len(known) == len(lasted) else None

    def _sides_are_known(self) -> bool:
        told = set(self._sides)
        unknown = self.words[Side.UNKNOWN]
        return told.issuperset(SIDES) and unknown <= MOST_UNKNOWN * sum(self.words.values())

    def _runs(self, side: Side) -> Iterator[Sequence[int]]:
        places = range(len(self._turns))
        for _, together in groupby(places, key=lambda place: self._turns[place].speaker):
            run = list(together)
            if self._sides[run[0]] is side:
                yield from _runs_of(run, self._is_written)


def _runs_of(run: Sequence[int], is_written: bool) -> Iterable[Sequence[int]]:
    """Return messages one by one, and what is said in a row together."""
    return ([place] for place in run) if is_written else (run,)


def _share(amounts: dict[Side, float] | dict[Side, int]) -> float | None:
    both = amounts[Side.OURS] + amounts[Side.CUSTOMER]
    return amounts[Side.OURS] / both if both else None


def _seconds(turn: Turn) -> float | None:
    if turn.seconds is not None:
        return turn.seconds
    if turn.start is None or turn.end is None:
        return None
    return max(0.0, turn.end - turn.start)
