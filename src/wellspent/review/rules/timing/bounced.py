"""Mail to this address comes back for good.

## Why it matters
Nobody reads it. Whoever goes on sending to dead addresses is taken for a spammer by mail providers,
and then the mail to the living doesn't arrive either.

## Instead
Find out whether they have moved on; a colleague of theirs may tell you.

## Evidence
The bounce in our records: a lasting failure, class 5 of RFC 3463.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in


def find(message: Message) -> Iterator[Found]:
    """Look for a bounce since which no mail of theirs has come."""
    reader = message.reader
    if reader is None or reader.contact is None or reader.bounced_at is None:
        return
    bounced_at = reader.bounced_at
    if not any(_is_mail_since(each, bounced_at) for each in reader.activities):
        address = reader.contact.email
        yield Found(
            span=missing_in(message),
            message=f"Mail to {address or 'them'} came back for good on {bounced_at:%Y-%m-%d}.",
            evidence=(
                Evidence(
                    record_kind=RecordKind.CONTACT,
                    record_id=reader.contact.id,
                    field="email",
                    quote=address,
                    date=bounced_at,
                ),
            ),
        )


def _is_mail_since(activity: Activity, moment: datetime) -> bool:
    return (
        activity.kind is ActivityKind.EMAIL
        and activity.direction is Direction.INBOUND
        and activity.happened_at is not None
        and activity.happened_at > moment
    )


_LATELY = datetime(2026, 2, 2, tzinfo=UTC)


def _reader(*, bounced: bool, wrote_since: bool = False) -> Reader:
    wrote = Activity(
        kind=ActivityKind.EMAIL,
        direction=Direction.INBOUND,
        happened_at=_LATELY + timedelta(days=3),
    )
    return Reader(
        contact=Contact(name="Ada Example", id="C1", email="ada@acme.example"),
        bounced_at=_LATELY if bounced else None,
        activities=(wrote,) if wrote_since else (),
    )


RULE = Rule(
    code="TIM008",
    name="bounced",
    severity=Severity.ERROR,
    message="Mail to this address came back for good.",
    advice="Find out where they are now; nobody reads this.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.EMAIL}),
    needs=frozenset({Need.CONTACT}),
    certainty=0.99,
    examples=(
        bad("Hi Ada, a figure.", reader=_reader(bounced=True), channel=DraftChannel.EMAIL),
        bad("Bonjour Ada.", reader=_reader(bounced=True), channel=DraftChannel.EMAIL),
        good("Hello Ada.", reader=_reader(bounced=True), channel=DraftChannel.CALL_SCRIPT),
        good("Hi Ada.", reader=_reader(bounced=False), channel=DraftChannel.EMAIL),
        good(
            "Hi Ada, yes.",
            reader=_reader(bounced=True, wrote_since=True),
            channel=DraftChannel.EMAIL,
        ),
    ),
)
