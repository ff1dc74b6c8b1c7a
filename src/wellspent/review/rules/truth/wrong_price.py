"""It names a price that isn't ours.

## Why it matters
A price in writing is remembered, and forwarded. Taking it back costs the deal.

## Instead
Name the approved price, in the period in which it is paid.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.product import Company, Product, ProductFact
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted
from wellspent.review.truth.right_amount import right_amount

COMPANY: Final = Company(
    name="Aster Pumps",
    certifications=("ISO 9001",),
    products=(
        Product(
            name="AquaLine 200",
            names=("AquaLine",),
            facts=(
                ProductFact(name="warranty", value=5.0, unit="years", names=("guarantee",)),
                ProductFact(name="weight", value=18.0, unit="kg"),
                ProductFact(name="works offline", value=True),
                ProductFact(name="price", value=19.0, unit="USD per month"),
                ProductFact(name="available in", value=("Germany", "France")),
            ),
        ),
    ),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that approved facts contradict, with the right number where it fits."""
    for found in contradicted(message, ClaimKind.PRICE):
        said, start = message.quote(found.span), found.span.start
        before = message.field(found.span.field).text[max(0, start - 4) : start]
        right = right_amount(said, found.evidence, before=before)
        yield replace(found, replacement=right)


RULE = Rule(
    code="TRU012",
    name="wrong-price",
    severity=Severity.ERROR,
    message="The approved price is another.",
    advice="Name the approved price.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.COMPANY}),
    examples=(
        bad("The AquaLine costs $25 a month.", "$25 a month", company=COMPANY),
        bad("It is $250 a year, all in.", "$250 a year", company=COMPANY),
        good("The AquaLine costs $228 a year.", company=COMPANY),
        good("You could save $500 a month in water.", company=COMPANY),
        good("Your budget of $25 a month is enough.", company=COMPANY),
    ),
)
