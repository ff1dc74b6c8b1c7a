"""It names another company than the reader's.

## Why it matters
Another account's name left in a mail shows that it was copied, and tells one customer about
another.

## Instead
Check every name when a mail is reused; better, write to this one company.

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
    account=Account(id="a1", name="Example Foods Ltd"),
    mentioned_accounts=(Account(id="a2", name="Sample Dairy"),),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.COMPANY)


RULE = Rule(
    code="TRU007",
    name="wrong-company",
    severity=Severity.ERROR,
    message="Our records have the reader at another company.",
    advice="Name their company as it is recorded.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.ACCOUNT}),
    examples=(
        bad("Hi Ada,\n\nyour team at Sample Dairy will like it.", "Sample Dairy", reader=READER),
        bad(
            "Hi Ada,\n\nI think Sample Dairy could save a day a week.",
            "Sample Dairy",
            reader=READER,
        ),
        good("Hi Ada,\n\nyour team at Example Foods will like it.", reader=READER),
        good("Hi Ada,\n\ncompanies like Sample Dairy use it.", reader=READER),
        good("Hi Ada,\n\nyour plant at Hamburg is the largest.", reader=READER),
    ),
)
