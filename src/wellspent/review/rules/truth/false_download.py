"""It speaks of a download otherwise than our records do.

## Why it matters
People remember what they took and when. A mail about another paper, or about one taken
*yesterday* that was taken a month ago, shows that it came from a list.

## Instead
Name the paper that they took, and what in it is useful to them.

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
            id="d1",
            kind=ActivityKind.DOWNLOAD,
            direction=Direction.INBOUND,
            subject="Hygienic pump design guide",
            happened_at=datetime(2026, 2, 24, tzinfo=UTC),
            attributes={"title": "Hygienic pump design guide"},
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.DOWNLOAD)


RULE = Rule(
    code="TRU002",
    name="false-download",
    severity=Severity.ERROR,
    message="Our records have another download, or another day.",
    advice="Name what they really took, and when.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad(
            "Hi Ada,\n\nsince you downloaded our guide on energy savings, here is more.",
            "you downloaded our",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nyou downloaded our pump design guide yesterday.",
            "you downloaded our",
            reader=READER,
        ),
        good(
            "Hi Ada,\n\nyou downloaded our guide to hygienic pump design last week.", reader=READER
        ),
        good("Hi Ada,\n\nif you downloaded our energy guide, skip this mail.", reader=READER),
        good("Hi Ada,\n\nyou got a fair point there.", reader=READER),
    ),
)
