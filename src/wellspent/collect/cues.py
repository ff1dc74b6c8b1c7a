"""Cues: the pieces into which transcripts with times cut what was said, and turns made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from wellspent.collect.speaker_label import Speakers
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Turn

PAUSE: Final = 2.0
"""Seconds of silence after which captions without names begin a new turn."""

SENTENCE_ENDS: Final = (".", "?", "!", "…", "。", "？", "！")
SHOWN_TWICE: Final = 0.5
"""Share of cues that must repeat the line before, for captions to be taken as rolling ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A piece of talk. `label` is what the source calls its speaker, empty where it doesn't.

    `start` and `end` are seconds, None where unknown.
    """

    text: str
    label: str = ""
    start: float | None = None
    end: float | None = None


def without_repetition(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues of rolling captions with each line once.

    Captions that roll (as a video platform makes them by itself) show a line while it is spoken
    and again above the next one.
    """
    if not _rolls(cues):
        return list(cues)
    once: list[Cue] = []
    shown: list[str] = []
    for cue in cues:
        lines = [line.strip() for line in cue.text.split("\n") if line.strip()]
        new = lines[_overlap(shown, lines) :]
        shown = lines or shown
        if new:
            once.append(replace(cue, text="\n".join(new)))
    return once


def _rolls(cues: Sequence[Cue]) -> bool:
    """Return whether most cues begin with the line that was the last of the one before."""
    if len(cues) < 3 or not any("\n" in cue.text for cue in cues):
        return False
    repeated = sum(
        before.label == after.label and after.text.split("\n")[0] == before.text.split("\n")[-1]
        for before, after in pairwise(cues)
    )
    return repeated >= SHOWN_TWICE * (len(cues) - 1)


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many lines at the end of one are the first of the other."""
    for count in range(min(len(before), len(after), 4), 0, -1):
        if list(before[-count:]) == list(after[:count]):
            return count
    return 0


def in_order(cues: Iterable[Cue]) -> list[Cue]:
    """Return cues by when they begin; those without a time stay behind the one before them."""
    latest = 0.0
    keyed: list[tuple[float, int, Cue]] = []
    for place, cue in enumerate(cues):
        latest = cue.start if cue.start is not None else latest
        keyed.append((latest, place, cue))
    return [cue for _, _, cue in sorted(keyed, key=lambda one: one[:2])]


def conversation_of_cues(
    cues: Iterable[Cue],
    *,
    source: str,
    kind: ActivityKind = ActivityKind.MEETING,
    joined: bool = True,
    title: str = "",
    external_id: str = "",
    started_at: datetime | None = None,
    minutes: float | None = None,
    language: str = "",
    speakers: Speakers | None = None,
) -> Conversation:
    """Return cues as a conversation; where `joined`, a speaker's cues in a row are one turn.

    Captions without names are joined into sentences. The minutes are those from zero to the last
    end, where there are times and nothing else is known.
    """
    ordered = [cue for cue in in_order(cues) if cue.text.strip()]
    people = speakers or Speakers()
    turns = [_turn(group, people, started_at) for group in _groups(ordered, joined)]
    ends = [cue.end if cue.end is not None else cue.start for cue in ordered]
    latest = max((end for end in ends if end is not None), default=None)
    talked = {turn.speaker for turn in turns}
    return Conversation(
        kind=kind,
        speakers=tuple(
            replace(speaker, presence=Presence.CAME) if place in talked else speaker
            for place, speaker in enumerate(people.found)
        ),
        turns=tuple(turns),
        source=source,
        title=title,
        external_id=external_id,
        started_at=started_at,
        minutes=minutes if minutes is not None else (latest / 60 if latest else None),
        language=language,
    )


def _groups(cues: Sequence[Cue], joined: bool) -> Iterable[list[Cue]]:
    group: list[Cue] = []
    for cue in cues:
        if group and not (joined and _goes_on(group[-1], cue)):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def _goes_on(before: Cue, after: Cue) -> bool:
    if before.label or after.label:
        return before.label == after.label
    paused = before.end is not None and after.start is not None and after.start - before.end > PAUSE
    return not paused and not before.text.rstrip().endswith(SENTENCE_ENDS)


def _turn(group: Sequence[Cue], people: Speakers, started_at: datetime | None) -> Turn:
    start = group[0].start
    ends = [cue.end for cue in group if cue.end is not None]
    return Turn(
        speaker=people.place(group[0].label),
        text=" ".join(cue.text.strip() for cue in group),
        at=_moment(started_at, start),
        start=start,
        end=max(ends) if ends and start is not None else None,
        seconds=_spoken(group),
    )


def _moment(started_at: datetime | None, seconds: float | None) -> datetime | None:
    if started_at is None or seconds is None:
        return started_at
    try:
        return started_at + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _spoken(group: Sequence[Cue]) -> float | None:
    """Return the seconds that the cues cover, those that overlap counted once."""
    covered, until = 0.0, 0.0
    for cue in group:
        if cue.start is None or cue.end is None:
            return None
        covered += max(0.0, cue.end - max(cue.start, until))
        until = max(until, cue.end)
    return covered
