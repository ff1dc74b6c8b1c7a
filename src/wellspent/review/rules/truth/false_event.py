"""It speaks of the reader at an event otherwise than our records do.

## Why it matters
A speaker who is thanked for visiting the booth knows at once that nobody looked. It is the most
common false premise in follow-ups after a trade fair, since a list of badges doesn't say who was
there as what.

## Instead
Say what they did there: the talk that they gave, the question that they asked. If you don't know,
don't claim it.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind
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
            id="e1",
            kind=ActivityKind.EVENT,
            subject="Example Fair 2026",
            happened_at=datetime(2026, 2, 12, tzinfo=UTC),
            attributes={"event": "Example Fair 2026", "role": "speaker"},
        ),
        Activity(
            id="e2",
            kind=ActivityKind.EVENT,
            subject="Dairy Days 2025",
            happened_at=datetime(2025, 10, 8, tzinfo=UTC),
            attributes={"event": "Dairy Days 2025", "role": "registered, did not come"},
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.EVENT)


RULE = Rule(
    code="TRU001",
    name="false-event",
    severity=Severity.ERROR,
    message="Our records have the reader at this event otherwise.",
    advice="Say what they really did there, or leave it out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad(
            "Hi Ada,\n\nthanks for stopping by our booth at Example Fair.",
            "stopping by our booth",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nit was great to see you at Dairy Days last October.",
            "great to see you at",
            reader=READER,
        ),
        bad(
            "Guten Tag Frau Example,\n\nvielen Dank für Ihren Besuch an unserem Stand.",
            "Ihren Besuch an unserem Stand",
            reader=READER,
        ),
        good("Hi Ada,\n\nyour talk at Example Fair made me think about seals.", reader=READER),
        good(
            "Hi Ada,\n\nif you visited our booth at Example Fair, you may have seen the pump.",
            reader=READER,
        ),
        good("Hi Ada,\n\nwould you like to visit our booth at Example Fair 2027?", reader=READER),
    ),
)
