"""Commitments: what somebody of either side promised, by when, and whether it was kept.

A promise is a sentence that says who (*I'll*, *we will*, a colleague by name) does what, without a
condition, and isn't a question. Days are counted from the day on which it was
said. It is kept once a later turn of that side shows it done; overdue once its day has passed.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from wellspent.listen.content_words import content_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.phrases.dates import SaidDate, dates_in
from wellspent.records.heard import Commitment, CommitmentStatus

WORDS: Final = "promise"

_NAME_BEFORE: Final = re.compile(r"(?<!\w)([A-Z][a-zà-ÿ]+)(?:\s+[A-Z][a-zà-ÿ]+)?(?:['’]|\s|$)")

_ANY_DAY: Final = date(2026, 1, 5)

FRIDAY: Final = 4

LONGEST_OF: Final = 8
"""Characters between *end of* and the month."""


def commitments(spoken: Spoken, *, now: datetime) -> tuple[Commitment, ...]:
    """Return the promises of both sides, in the order in which they were made."""
    found: list[Commitment] = []
    done: dict[int, frozenset[str]] = {}
    for said in spoken.sentences:
        spans = _promise(said)
        if not spans:
            continue
        due, words = _due(said, spoken)
        kept = _kept_in(said, spoken, done)
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
    """Return where a sentence says who does what; nothing if it promises nothing.

    What is said in the present tense, or of a colleague, counts only with a day (*Jo'll call on
    Friday*, *sending it today*). What is shown on the spot (*let me show you the pump*) is none.
    """
    if said.asks or said.has(WORDS, "idle", "provided") or said.has("brush_off", "away"):
        return ()
    if spans := _said_surely(said):
        return spans
    if (spans := said.spans(WORDS, "bare")) and _names_day(said):
        return spans
    for span in said.spans(WORDS, "named"):
        if _NAME_BEFORE.search(said.text[: span[0] - said.start]):
            return (span,)
    return ()


def _said_surely(said: Said) -> Sequence[tuple[int, int]]:
    """Return the plain promises of a sentence, without what is only shown on the spot."""
    spans, shown = said.spans(WORDS, "sure"), said.spans(WORDS, "shown")
    if not spans or not shown or _names_later_day(said):
        return spans
    return [one for one in spans if not any(_meet(one, other) for other in shown)]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _names_day(said: Said) -> bool:
    return said.has(WORDS, "today") or _names_later_day(said)


def _names_later_day(said: Said) -> bool:
    if said.has(WORDS, "tomorrow", "end_of_week", "end_of_next_week", "end_of_month"):
        return True
    return bool(dates_in(said.text, _ANY_DAY, ahead=True, language=said.language))


def _who(said: Said, spoken: Spoken) -> str:
    """Return who does it: a colleague who is named before the deed, else the speaker."""
    speakers = spoken.conversation.speakers
    if not said.has(WORDS, "sure", "bare") and (found := _NAME_BEFORE.search(said.text)):
        first = found[1]
        known = [one.name for one in speakers if one.name.split()[:1] == [first]]
        return known[0] if known else first
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
    for day, start, end in _named_days(said, today):
        return day, said.text[start:end]
    for group, days in (("tomorrow", 1), ("today", 0)):
        for start, end in said.spans(WORDS, group):
            day = today + timedelta(days=days)
            return day, said.text[start - said.start : end - said.start]
    return None, ""


def _named_days(said: Said, today: date) -> list[tuple[date, int, int]]:
    """Return the days that are named, those with a number before mere weekdays."""
    ends = [end - said.start for _, end in said.spans(WORDS, "end_of")]
    found: list[tuple[bool, date, int, int]] = []
    for one in dates_in(said.text, today, ahead=True, language=said.language):
        words = said.text[one.start : one.end]
        if any(0 <= one.start - end <= LONGEST_OF for end in ends):
            day = max(last for _, last in one.spans)
        else:
            day = _first_day(one, today)
        if day is not None:
            found.append((not any(map(str.isdigit, words)), day, one.start, one.end))
    return [(day, start, end) for _, day, start, end in sorted(found)]


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


def _kept_in(said: Said, spoken: Spoken, done: dict[int, frozenset[str]]) -> int | None:
    """Return the first later turn of that side that shows it done."""
    words = content_words(said.text, said.language)
    for turn, sentences in spoken.after(said.turn, said.side):
        if turn not in done:
            done[turn] = _words_of_done(sentences)
        if words & done[turn]:
            return turn
    return None


def _words_of_done(sentences: Sequence[Said]) -> frozenset[str]:
    """Return the words of a turn that says that something is done, else none."""
    if not any(said.has(WORDS, "done") and not _promise(said) for said in sentences):
        return frozenset()
    return frozenset().union(*(content_words(said.text, said.language) for said in sentences))


def _status(due: date | None, kept: int | None, now: datetime) -> CommitmentStatus:
    if kept is not None:
        return CommitmentStatus.KEPT
    if due is not None and due < now.date():
        return CommitmentStatus.OVERDUE
    return CommitmentStatus.OPEN
