"""Commitments: what somebody of either side promised, by when, and whether it was kept.

A promise is a sentence that says who (*I'll*, *we will*, a colleague by name) does what (a verb of
doing), without a condition, and isn't a question. Days are counted from the day on which it was
said. It is kept once a later turn of that side shows it done; overdue once its day has passed.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from wellspent.listen.content_words import content_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.phrases.dates import SaidDate, dates_in
from wellspent.records.conversation import Side
from wellspent.records.heard import Commitment, CommitmentStatus

WORDS: Final = "promise"

NEAR: Final = 60
"""Characters that may stand between who and what."""

FRIDAY: Final = 4


def commitments(spoken: Spoken, *, now: datetime) -> tuple[Commitment, ...]:
    """Return the promises of both sides, in the order in which they were made."""
    found: list[Commitment] = []
    for said in spoken.sentences:
        spans = _promise(said)
        if not spans:
            continue
        due, words = _due(said, spoken)
        kept = _kept_in(said, spoken)
        found.append(
            Commitment(
                quote=spoken.quote(said, spans),
                side=said.side,
                who=_who(said, spoken),
                due=due,
                due_words=words,
                status=_status(due, kept, now),
                kept_in=kept,
                proposed_next_step=said.has(WORDS, "next_step"),
            )
        )
    return tuple(found)


def _promise(said: Said) -> Sequence[tuple[int, int]]:
    """Return where a sentence says who does what; nothing if it promises nothing."""
    if said.asks or not said.has(WORDS, "will") or not said.has(WORDS, "deed"):
        return ()
    if said.has(WORDS, "idle", "provided") or said.has("brush_off", "away"):
        return ()
    for start, end in said.spans(WORDS, "will"):
        for deed in said.spans(WORDS, "deed"):
            if deed[1] > start and deed[0] - end <= NEAR:
                return ((start, end), deed)
    return ()


def _who(said: Said, spoken: Spoken) -> str:
    """Return who does it: a colleague of the speaker's who is named, else the speaker."""
    speakers = spoken.conversation.speakers
    for speaker in speakers:
        first = speaker.name.split()[0] if speaker.name else ""
        if speaker.side is said.side and len(first) > 2:
            if re.match(
                rf"(?:\w+\s+){{0,2}}{re.escape(first)}\s+(?:will|wird|va|schickt)\b", said.text
            ):
                return speaker.name
    return speakers[spoken.conversation.turns[said.turn].speaker].label


def _day_of(said: Said, spoken: Spoken) -> date | None:
    conversation = spoken.conversation
    at = conversation.turns[said.turn].at or conversation.started_at
    return at.date() if at else None


def _due(said: Said, spoken: Spoken) -> tuple[date | None, str]:
    """Return the day by which it is to be done, and the words that say so."""
    today = _day_of(said, spoken)
    if today is None:
        return None, ""
    for group, day in _ends(today):
        for start, end in said.spans(WORDS, group):
            return day, said.text[start - said.start : end - said.start]
    named = dates_in(said.text, today, ahead=True, language=said.language)
    for one in named:
        day = _first_day(one, today)
        if day is not None:
            return day, said.text[one.start : one.end]
    return None, ""


def _ends(today: date) -> Sequence[tuple[str, date]]:
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (
        ("end_of_next_week", friday + timedelta(days=7)),
        ("end_of_week", friday),
        ("end_of_month", next_month - timedelta(days=1)),
    )


def _first_day(named: SaidDate, today: date) -> date | None:
    days = [first for first, last in named.spans if first == last and first >= today]
    return min(days) if days else None


def _kept_in(said: Said, spoken: Spoken) -> int | None:
    """Return the first later turn of that side that shows it done."""
    words = content_words(said.text, said.language)
    for turn, sentences in spoken.by_turn.items():
        if turn <= said.turn or sentences[0].side is not said.side:
            continue
        for later in sentences:
            if not later.has(WORDS, "done") or _promise(later):
                continue
            whole = frozenset().union(
                *(content_words(each.text, each.language) for each in sentences)
            )
            if words & whole:
                return turn
    return None


def _status(due: date | None, kept: int | None, now: datetime) -> CommitmentStatus:
    if kept is not None:
        return CommitmentStatus.KEPT
    if due is not None and due < now.date():
        return CommitmentStatus.OVERDUE
    return CommitmentStatus.OPEN


def is_theirs(commitment: Commitment) -> bool:
    """Return whether the customer's side promised it."""
    return commitment.side is Side.CUSTOMER
