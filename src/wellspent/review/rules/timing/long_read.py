"""It takes longer to read than what is between us allows.

## Why it matters
A stranger gives a mail some seconds. A page from somebody whom they never met is put off until
later, and later doesn't come; even people who know us have a day of their own.

## Instead
Say the one thing that serves them, and offer the rest. Whoever asked for a long answer gets one.

## Evidence
House style: about 200 words from a stranger, about 400 from somebody they know, reckoned as reading
time (Brysbaert 2019, *How many words do we read per minute?*, Journal of Memory and Language 109).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.note_words import is_said_by_them, is_said_in
from wellspent.review.dealings.touches import TOUCHES, earlier, is_answer, sent_at
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.reading_time import reading_seconds
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

STRANGER_SECONDS: Final = 54.0
"""Some 210 words of English."""
KNOWN_SECONDS: Final = 104.0
"""Some 410 words of English."""
REQUEST_LASTS: Final = timedelta(days=60)


def find(message: Message) -> Iterator[Found]:
    """Compare the reading time with what is between us, unless it was asked for."""
    seconds = message.once(reading_seconds)
    if seconds <= STRANGER_SECONDS or message.draft.type is DraftType.BULK:
        return
    stranger = _is_stranger(message)
    if seconds <= (STRANGER_SECONDS if stranger else KNOWN_SECONDS) or _was_asked_for(message):
        return
    who = "somebody who doesn't know us" if stranger else "somebody who didn't ask for it"
    yield Found(
        span=missing_in(message),
        message=f"It takes about {round(seconds)} seconds to read: a lot for {who}.",
    )


def _is_stranger(message: Message) -> bool:
    """Return whether they are no customer and never wrote to us, met us or spoke with us."""
    account = message.reader.account if message.reader else None
    if account is not None and account.customer_since is not None:
        return False
    return not any(is_said_by_them(each) for _, each in message.once(earlier))


def _was_asked_for(message: Message) -> bool:
    """Return whether they wait for something of ours, or the draft says that they asked for it."""
    if message.draft.type is DraftType.REPLY or message.draft.in_reply_to:
        return True
    since = sent_at(message) - REQUEST_LASTS
    for at, activity in message.once(earlier):
        if at < since:
            break
        if activity.kind in TOUCHES and activity.direction is Direction.INBOUND:
            return True
        if is_said_by_them(activity) and is_said_in(activity, "requested"):
            return True
        if activity.kind in TOUCHES and not is_answer(activity):
            break
    return not _is_stranger(message) and bool(message.hits("long_read", "asked_for"))


_NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
_LONG = "Hi Ada,\n\n" + "The pump of line two takes more power than it has to. " * 20
_VERY_LONG = "Hi Ada,\n\n" + "The pump of line two takes more power than it has to. " * 38


def _reader(
    kind: ActivityKind | None = None, direction: Direction = Direction.INBOUND, *, days: float = 90
) -> Reader:
    activity = Activity(
        kind=kind or ActivityKind.OTHER,
        direction=direction,
        happened_at=_NOON - timedelta(days=days),
    )
    return Reader(contact=Contact(name="Ada Example"), activities=(activity,) if kind else ())


_EMAIL = DraftChannel.EMAIL

RULE = Rule(
    code="TIM006",
    name="long-read",
    severity=Severity.WARNING,
    message="It takes long to read for what is between you.",
    advice="Say the one thing that serves them, and offer the rest.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.EMAIL, DraftChannel.LINKEDIN, DraftChannel.SMS}),
    needs=frozenset({Need.CONTACT}),
    words=words_file("long_read"),
    examples=(
        bad(_LONG, reader=_reader(), type=DraftType.FIRST_TOUCH, channel=_EMAIL, send_at=_NOON),
        bad(
            _VERY_LONG,
            reader=_reader(ActivityKind.MEETING),
            type=DraftType.FOLLOW_UP,
            channel=_EMAIL,
            send_at=_NOON,
        ),
        good(
            _LONG,
            reader=_reader(ActivityKind.MEETING),
            type=DraftType.FOLLOW_UP,
            channel=_EMAIL,
            send_at=_NOON,
        ),
        good(_VERY_LONG, reader=_reader(), type=DraftType.REPLY, channel=_EMAIL, send_at=_NOON),
        good(
            _VERY_LONG,
            reader=_reader(ActivityKind.EMAIL, days=3),
            type=DraftType.FOLLOW_UP,
            channel=_EMAIL,
            send_at=_NOON,
        ),
        good(
            f"You asked for the whole calculation. {_VERY_LONG}",
            reader=_reader(ActivityKind.CALL),
            type=DraftType.FOLLOW_UP,
            channel=_EMAIL,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, a short one.",
            reader=_reader(),
            type=DraftType.FIRST_TOUCH,
            channel=_EMAIL,
            send_at=_NOON,
        ),
    ),
)
