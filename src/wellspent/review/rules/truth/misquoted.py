"""It says that the reader said something which our records have otherwise.

## Why it matters
Words put into somebody's mouth end trust at once: they know what they said.

## Instead
Quote them as it is written down, or ask.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

READER: Final = Reader(
    contact=Contact(id="c1", name="Ada Example", title="Head of Purchasing", account_id="a1"),
    account=Account(id="a1", name="Example Foods Ltd", industry="Dairy"),
    activities=(
        Activity(
            id="k1",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            subject="Seals",
            body="Spoke about seals. The budget is frozen until Q3. They run three lines.",
            happened_at=datetime(2026, 2, 24, 9, tzinfo=UTC),
            minutes=12,
            rep="Tom Reed",
        ),
        Activity(
            id="k2",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            subject="Left voicemail",
            body="No answer.",
            happened_at=datetime(2026, 2, 19, 9, tzinfo=UTC),
            minutes=1,
            rep="Tom Reed",
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.QUOTE)


RULE = Rule(
    code="TRU004",
    name="misquoted",
    severity=Severity.ERROR,
    message="Our records have the reader saying something else.",
    advice="Quote what they really said.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad(
            "Hi Ada,\n\nyou said that your budget is approved, so shall we start?",
            "you said that your budget is approved",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nyou mentioned that you run five lines.",
            "you mentioned that you run five lines",
            reader=READER,
        ),
        good("Hi Ada,\n\nyou mentioned that the budget is frozen until Q3.", reader=READER),
        good("Hi Ada,\n\nif you said yes to a test, we would bring the pump.", reader=READER),
        good("Hi Ada,\n\nyou told me that you run three lines.", reader=READER),
    ),
)
