"""It says that the reader is in another industry than our records do.

## Why it matters
*Do you know what my company does?* is what buyers ask when they read this.

## Instead
Look up what they make, and speak of that.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from typing import Final

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

READER: Final = Reader(
    contact=Contact(id="c1", name="Ada Example", account_id="a1"),
    account=Account(id="a1", name="Example Foods Ltd", industry="Dairy"),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.INDUSTRY)


RULE = Rule(
    code="TRU008",
    name="wrong-industry",
    severity=Severity.ERROR,
    message="Our records have the company in another industry.",
    advice="Name what they really do, or leave it out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.ACCOUNT}),
    examples=(
        bad("Hi Ada,\n\nother hospitals like yours have a spare.", "hospitals", reader=READER),
        bad("Hi Ada,\n\nas a logistics company, you need spare parts.", "logistics", reader=READER),
        good("Hi Ada,\n\nother dairies like yours have a spare.", reader=READER),
        good("Hi Ada,\n\nwe learned this in the automotive industry.", reader=READER),
        good("Hi Ada,\n\nas a food producer, you clean every day.", reader=READER),
    ),
)
