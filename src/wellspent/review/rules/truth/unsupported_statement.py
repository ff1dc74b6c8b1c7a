"""It states something of which our records hold nothing.

## Why it matters
It may well be true: not all is recorded. But the reader knows, and the next colleague who reads the
records doesn't.

## Instead
If it is true, write it down where it belongs; if you aren't sure, leave it out.

## Evidence
House style; *unsupported* is never *false*.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, ClaimVerdict, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import checked_claims

KINDS: Final = frozenset(
    {
        ClaimKind.EVENT,
        ClaimKind.DOWNLOAD,
        ClaimKind.CONVERSATION,
        ClaimKind.QUOTE,
        ClaimKind.REFERRAL,
        ClaimKind.REFERENCE,
        ClaimKind.CERTIFICATION,
    }
)

SURE: Final = 0.8
"""Of a claim that is less sure, something may stand in our records in other words."""

READER: Final = Reader(
    contact=Contact(id="c1", name="Ada Example"),
    activities=(
        Activity(
            id="k1",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            body="Spoke about seals. They run three lines.",
            happened_at=datetime(2026, 2, 24, 9, tzinfo=UTC),
            minutes=12,
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records neither support nor contradict."""
    for claim in checked_claims(message):
        is_open = claim.verdict is ClaimVerdict.UNSUPPORTED and claim.certainty >= SURE
        if is_open and claim.kind in KINDS:
            yield Found(
                span=Span(claim.start, claim.end, claim.field),
                message=claim.reason,
                evidence=claim.evidence,
                certainty=claim.certainty,
            )


RULE = Rule(
    code="TRU018",
    name="unsupported-statement",
    severity=Severity.WARNING,
    message="Our records hold nothing of this.",
    advice="If it is true, record it; if you aren't sure, leave it out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad(
            "Hi Ada,\n\nyou mentioned that the roof leaks.",
            "you mentioned that the roof leaks",
            reader=READER,
        ),
        bad("Hi Ada,\n\nthanks for visiting our booth.", "visiting our booth", reader=READER),
        good("Hi Ada,\n\nyou mentioned that you run three lines.", reader=READER),
        good("Hi Ada,\n\nif you visited our booth, you saw it.", reader=READER),
        good("Hi Ada,\n\nhow many lines do you run?", reader=READER),
    ),
)
