"""It rings or buzzes between eight in the evening and eight in the morning, where they are.

## Why it matters
A call or an SMS comes when we choose, not when they look. At night it wakes a person, or reaches
them at their family's table.

## Instead
Choose a time between eight and eight by the clock on *their* wall, or send a mail, which waits.

## Evidence
House style. Many countries draw the same line for unasked calls: in the United States calls are
barred before 8 and after 21 o'clock local time of the called person (47 CFR 64.1200(c)(1)).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from wellspent.clean.quiet_hours import HOUSE
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.note_words import was_wished
from wellspent.review.dealings.touches import sent_at, wrote_just_before
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in


def find(message: Message) -> Iterator[Found]:
    """Look at the clock where the reader is."""
    zone = message.reader.time_zone if message.reader else ""
    local = sent_at(message).astimezone(ZoneInfo(zone))
    if not HOUSE.is_quiet(local) or wrote_just_before(message):
        return
    if was_wished(message, "off_hours"):
        return
    yield Found(span=missing_in(message), message=f"Where they are ({zone}) it is {local:%H:%M}.")


def _reader(zone: str, *, wrote_at: datetime | None = None) -> Reader:
    wrote = Activity(
        kind=ActivityKind.SMS,
        direction=Direction.INBOUND,
        body="Best call me in the evening, I am on the line all day.",
        happened_at=wrote_at,
    )
    return Reader(
        contact=Contact(name="Ada Example"),
        time_zone=zone,
        activities=(wrote,) if wrote_at else (),
    )


_HALF_PAST_SIX = datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
_EVENING = datetime(2026, 3, 3, 19, 30, tzinfo=UTC)

RULE = Rule(
    code="TIM004",
    name="night",
    severity=Severity.ERROR,
    message="It is night where they are.",
    advice="Call between 8 and 20 o'clock by their clock, or send a mail, which waits.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.SMS, DraftChannel.VOICEMAIL}),
    needs=frozenset({Need.CONTACT, Need.SEND_AT, Need.TIME_ZONE}),
    certainty=0.99,
    examples=(
        bad(
            "Hi Ada, this is Tom.",
            reader=_reader("Europe/London"),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_HALF_PAST_SIX,
        ),
        bad(
            "Hi Ada, Tom here.",
            reader=_reader("Europe/Berlin"),
            channel=DraftChannel.SMS,
            send_at=_EVENING,
        ),
        bad(
            "Hi Ada, Tom here.",
            reader=_reader("America/Los_Angeles"),
            channel=DraftChannel.VOICEMAIL,
            send_at=datetime(2026, 3, 3, 14, 0, tzinfo=UTC),
        ),
        good(
            "Hi Ada, this is Tom.",
            reader=_reader("Europe/Helsinki"),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_HALF_PAST_SIX,
        ),
        good(
            "Hi Ada, this is Tom.",
            reader=_reader("America/New_York"),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_EVENING,
        ),
        good(
            "Hi Ada, yes, 9 o'clock is fine.",
            reader=_reader("Europe/Berlin", wrote_at=_EVENING - timedelta(minutes=4)),
            channel=DraftChannel.SMS,
            send_at=_EVENING,
        ),
        good(
            "Hi Ada, you asked me to try you late.",
            reader=_reader("Europe/Berlin", wrote_at=_EVENING - timedelta(days=2)),
            channel=DraftChannel.CALL_SCRIPT,
            send_at=_EVENING,
        ),
        good(
            "Hi Ada, read this when you like.",
            reader=_reader("Europe/Berlin"),
            channel=DraftChannel.EMAIL,
            send_at=_EVENING,
        ),
    ),
)
