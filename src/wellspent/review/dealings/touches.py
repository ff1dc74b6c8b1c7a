"""Touches: our messages and calls to the reader before this one, and whether they answered.

Only what happened before the draft is to be sent counts: a draft may be reviewed late.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Final

from wellspent.phrases.attempts import is_attempt, is_conversation
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.draft import DraftChannel
from wellspent.records.evidence import Evidence
from wellspent.records.source import RecordKind
from wellspent.review.dealings.touch_words import words_of
from wellspent.review.message import Message

CHANNEL_KINDS: Final = {
    DraftChannel.EMAIL: ActivityKind.EMAIL,
    DraftChannel.CALL_SCRIPT: ActivityKind.CALL,
    DraftChannel.VOICEMAIL: ActivityKind.CALL,
    DraftChannel.LINKEDIN: ActivityKind.SOCIAL_MESSAGE,
    DraftChannel.SMS: ActivityKind.SMS,
}
"""The kind of activity that a draft will have been."""

TOUCHES: Final = frozenset(CHANNEL_KINDS.values())
AWAKE: Final = timedelta(hours=2)

_NAME_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Touch:
    """A message or call of ours, and when the reader next gave a sign of themselves, if so."""

    activity: Activity
    at: datetime
    answered_at: datetime | None = None


def sent_at(message: Message) -> datetime:
    """Return when the draft is to be sent (UTC without a zone); now, where that isn't said."""
    at = message.draft.send_at or message.now
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def earlier(message: Message) -> list[tuple[datetime, Activity]]:
    """Return what happened with the reader before the draft is sent, latest first."""
    if message.reader is None:
        return []
    limit = sent_at(message)
    return [
        (each.happened_at, each)
        for each in message.reader.activities
        if each.happened_at is not None and each.happened_at < limit
    ]


def touches_of(message: Message) -> tuple[Touch, ...]:
    """Return our messages and calls to the reader before this one, latest first."""
    found: list[Touch] = []
    answered: datetime | None = None
    for at, activity in message.once(earlier):
        if is_answer(activity):
            answered = at
        elif is_touch(activity):
            found.append(Touch(activity, at, answered))
    return tuple(found)


def unanswered_touches(message: Message, *, within: timedelta) -> list[Touch]:
    """Return our touches since they last gave a sign of themselves, not older than `within`."""
    since = sent_at(message) - within
    found: list[Touch] = []
    for at, activity in message.once(earlier):
        if at < since or is_answer(activity):
            break
        if is_touch(activity):
            found.append(Touch(activity, at))
    return found


def last_answer(message: Message) -> Activity | None:
    """Return the last sign of the reader's that somebody of ours could hear or read."""
    return next((each for _, each in message.once(earlier) if is_answer(each)), None)


def wrote_just_before(message: Message) -> bool:
    """Return whether the reader wrote or called within the last two hours: they are awake."""
    since = sent_at(message) - AWAKE
    return any(
        at >= since and each.direction is Direction.INBOUND and each.kind in TOUCHES
        for at, each in message.once(earlier)
    )


def is_touch(activity: Activity) -> bool:
    """Return whether it is a message or call of ours that asked for the reader's attention."""
    return activity.direction is Direction.OUTBOUND and activity.kind in TOUCHES


def is_answer(activity: Activity) -> bool:
    """Return whether the reader took part: wrote, called, met us, or spoke when we called."""
    if activity.kind is ActivityKind.MEETING:
        return not is_attempt(activity)
    return activity.direction is Direction.INBOUND or is_conversation(activity)


def is_same_rep(one: str, other: str) -> bool | None:
    """Return whether two names or addresses mean the same rep; None where that can't be told.

    `Tom Baker`, `tom.baker@aster.example` and `t.baker` are one.
    """
    first, second = _name_words(one), _name_words(other)
    if not first or not second or (first | second) & words_of("role_addresses"):
        return None
    if first & second:
        return True
    return any(_is_initials(short, long) for short, long in ((first, second), (second, first)))


def _name_words(text: str) -> frozenset[str]:
    """Return the words of a name; of an address those before the @, unless a name is with it."""
    name, address = parseaddr(text) if "@" in text else (text, "")
    local = address.partition("@")[0]
    return frozenset(word.casefold() for word in _NAME_WORD.findall(name or local))


def _is_initials(short: frozenset[str], long: frozenset[str]) -> bool:
    """Return whether a word runs the other's names together: *tbaker*, *tomb*, *tb*."""
    joined = [f"{a}{b}" for a in long for b in long if a != b]
    cut = [f"{a[0]}{b}" for a in long for b in long if a != b]
    ends = [f"{a}{b[0]}" for a in long for b in long if a != b]
    initials = [f"{a[0]}{b[0]}" for a in long for b in long if a != b]
    return any(word in (*joined, *cut, *ends, *initials) for word in short)


def evidence_of(activities: Iterable[Activity]) -> tuple[Evidence, ...]:
    """Return what a finding about these activities rests on."""
    return tuple(
        Evidence(
            record_kind=RecordKind.ACTIVITY,
            record_id=each.id,
            field="happened_at",
            quote=_in_words(each),
            date=each.happened_at,
        )
        for each in activities
    )


def _in_words(activity: Activity) -> str:
    by = f" by {activity.rep}" if activity.rep else ""
    return f"{activity.kind.value}{by}: {activity.subject}".rstrip(": ")
