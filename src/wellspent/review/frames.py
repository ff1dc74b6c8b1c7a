"""Frames: groups of short phrases that say something only where they meet.

*We gave up our weekend* and *not a word since* are harmless apart; in one breath they are a
reproach. A frame names the groups; it speaks where each of them stands in the same sentence, or
within its reach in neighbouring ones.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.records.finding import DraftField
from wellspent.review.message import Message
from wellspent.review.own_hits import goes_on, own_hits
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found

LONGEST: Final = 200
"""Over more characters the groups stand together by chance."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Groups of a rule's file of words that must meet, the rarest first.

    `reach` is how many sentences further the others may stand.
    """

    groups: tuple[str, ...]
    reach: int = 0


def mark_frames(
    message: Message,
    words: str,
    frames: Sequence[Frame],
    *,
    enough: Sequence[str] = (),
    unless: Sequence[str] = (),
) -> Iterator[Found]:
    """Mark the phrases that are enough by themselves, and where the groups of a frame meet.

    A sentence with a phrase of an `unless` group is passed over.
    """
    for field in (DraftField.SUBJECT, DraftField.BODY):
        if words not in message.spoken(field):
            continue
        if field is DraftField.SUBJECT and goes_on(message):
            continue
        hits = [message.hits(words, group, field) for group in enough]
        whole = [each for each in frames if _all_stand(message, words, each, field)]
        if whole or any(hits):
            yield from _marked(_Seen(message, words, field), enough, whole, unless)


def _all_stand(message: Message, words: str, frame: Frame, field: DraftField) -> bool:
    """Return whether the groups of a frame stand anywhere at all: mostly they don't."""
    return all(message.hits(words, group, field) for group in frame.groups)


def _marked(
    seen: "_Seen", enough: Sequence[str], frames: Sequence[Frame], unless: Sequence[str]
) -> Iterator[Found]:
    excused = {number for group in unless for number in seen.places(group)}
    marked: list[Span] = []
    for group in enough:
        marked = _apart(marked, seen.unexcused(group, excused))
    met = [span for frame in frames for span in seen.meetings(frame, excused)]
    yield from (Found(span=span) for span in _apart(marked, met))


def _apart(marked: Iterable[Span], met: Iterable[Span]) -> list[Span]:
    """Return marked spans, and of those that met the ones that overlap no other."""
    kept = sorted(marked)
    starts = [span.start for span in kept]
    rest: list[Span] = []
    for span in sorted(met):
        before = bisect_left(starts, span.end)
        taken = kept[before - 1].end if before else 0
        if max(taken, rest[-1].end if rest else 0) <= span.start:
            rest.append(span)
    return sorted([*kept, *rest])


class _Seen:
    """Where the groups of a file stand in a field, by the number of the sentence."""

    def __init__(self, message: Message, words: str, field: DraftField) -> None:
        self._message, self._words, self._field = message, words, field
        self._places: dict[str, dict[int, tuple[int, int]]] = {}

    def sentence(self, span: Span) -> int:
        """Return the number of the sentence in which a span begins."""
        starts = self._message.once(
            _body_starts if span.field is DraftField.BODY else _subject_starts
        )
        return bisect_right(starts, span.start)

    def unexcused(self, group: str, excused: set[int]) -> list[Span]:
        """Return where a group stands, but for sentences that are excused."""
        hits = own_hits(self._message, self._words, group, self._field)
        return [hit for hit in hits if not excused or self.sentence(hit) not in excused]

    def places(self, group: str) -> dict[int, tuple[int, int]]:
        """Return where a group's first phrase begins and its last ends, by sentence."""
        if group not in self._places:
            places = self._places[group] = {}
            for span in own_hits(self._message, self._words, group, self._field):
                number = self.sentence(span)
                start, end = places.get(number, (span.start, span.end))
                places[number] = (min(start, span.start), max(end, span.end))
        return self._places[group]

    def meetings(self, frame: Frame, excused: set[int]) -> Iterator[Span]:
        """Yield from where to where the groups of a frame stand together.

        What stands in another sentence than the rarest group bears it out and isn't marked.
        """
        rarest, *others = frame.groups
        for number, place in self.places(rarest).items():
            near = [self._near(group, number, frame.reach, excused) for group in others]
            if number in excused or None in near:
                continue
            met = [(number, place), *filter(None, near)]
            if _whole(each for _, each in met) <= LONGEST:
                here = [each for at, each in met if at == number]
                yield Span(min(here)[0], max(end for _, end in here), self._field)

    def _near(
        self, group: str, number: int, reach: int, excused: set[int]
    ) -> tuple[int, tuple[int, int]] | None:
        """Return where a group stands nearest to a sentence, and in which."""
        places = self.places(group)
        steps = (step for far in range(reach + 1) for step in ((far, -far) if far else (0,)))
        return next(
            (
                (number + step, places[number + step])
                for step in steps
                if number + step in places and number + step not in excused
            ),
            None,
        )


def _whole(places: Iterable[tuple[int, int]]) -> int:
    """Return how many characters lie from the beginning of the first place to the last end."""
    each = list(places)
    return max(end for _, end in each) - min(start for start, _ in each)


def _body_starts(message: Message) -> list[int]:
    return [sentence.start for sentence in message.body.sentences]


def _subject_starts(message: Message) -> list[int]:
    return [sentence.start for sentence in message.subject.sentences]
