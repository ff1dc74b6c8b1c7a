"""It names somebody who sent us, and our records name somebody else.

## Why it matters
People ask the one who is said to have recommended them. A false name costs two relationships.

## Instead
Name the person who really did, and only if they agreed.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.reader import Reader
from wellspent.records.referral import Referral
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

READER: Final = Reader(
    contact=Contact(id="c1", name="Ada Example", account_id="a1"),
    account=Account(id="a1", name="Example Foods Ltd"),
    mentioned_accounts=(Account(id="a2", name="Sample Dairy"),),
    mentioned_contacts=(Contact(id="c2", name="Lea Sample", account_id="a2"),),
    referrals=(
        Referral(
            id="r1",
            giver_id="a2",
            receiver_id="a1",
            referred_at=datetime(2026, 1, 9, tzinfo=UTC),
            note="Lea Sample named Ada Example",
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.REFERRAL)


RULE = Rule(
    code="TRU009",
    name="false-referral",
    severity=Severity.ERROR,
    message="Our records have another giver of this referral.",
    advice="Name who really referred you, or leave it out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad(
            "Hi Ada,\n\nPaul Meier suggested I write to you.",
            "Paul Meier suggested I write to you",
            reader=READER,
        ),
        bad(
            "Hi Ada,\n\nI got your name from Paul Meier.",
            "I got your name from Paul Meier",
            reader=READER,
        ),
        good("Hi Ada,\n\nLea Sample suggested I write to you.", reader=READER),
        good("Hi Ada,\n\nif Paul Meier suggested it, we would try.", reader=READER),
        good("Hi Ada,\n\nLea Sample at Sample Dairy gave me your name.", reader=READER),
    ),
)
