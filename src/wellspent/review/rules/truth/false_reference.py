"""It names as a customer a company that isn't one, or that may not be named.

## Why it matters
Readers call the companies that are named. One that never bought, or never agreed to be named,
does more harm than no name.

## Instead
Name customers who agreed to be named; they stand under *references*.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from typing import Final

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

READER: Final = Reader(
    contact=Contact(id="c1", name="Ada Example", account_id="a1"),
    account=Account(id="a1", name="Example Foods Ltd"),
    mentioned_accounts=(Account(id="a2", name="Sample Dairy"),),
)
COMPANY: Final = Company(name="Aster Pumps", references=("Specimen Brewery",))


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.REFERENCE)


RULE = Rule(
    code="TRU010",
    name="false-reference",
    severity=Severity.ERROR,
    message="Our records don't have this company among the customers that may be named.",
    advice="Name one of the references, or none.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.COMPANY}),
    examples=(
        bad(
            "Hi Ada,\n\ncompanies like Sample Dairy use our pumps.",
            "Sample Dairy",
            reader=READER,
            company=COMPANY,
        ),
        bad(
            "Hi Ada,\n\nSample Dairy is a customer of ours.",
            "Sample Dairy",
            reader=READER,
            company=COMPANY,
        ),
        good(
            "Hi Ada,\n\ncompanies like Specimen Brewery use our pumps.",
            reader=READER,
            company=COMPANY,
        ),
        good(
            "Hi Ada,\n\nyour customers such as Sample Dairy ask for it.",
            reader=READER,
            company=COMPANY,
        ),
        good("Hi Ada,\n\nSample Dairy is not a customer of ours.", reader=READER, company=COMPANY),
    ),
)
