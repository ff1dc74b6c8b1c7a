"""It says of our product what the approved facts don't.

## Why it matters
*They don't know their products* is one of the four complaints of buyers. A wrong figure in
writing is also a promise.

## Instead
Say what is approved; have a fact changed before you promise more.

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
    for found in contradicted(message, ClaimKind.PRODUCT_FACT):
        said, start = message.quote(found.span), found.span.start
        before = message.field(found.span.field).text[max(0, start - 4) : start]
        right = right_amount(said, found.evidence, before=before)
        yield replace(found, replacement=right)


RULE = Rule(
    code="TRU011",
    name="wrong-product-fact",
    severity=Severity.ERROR,
    message="The approved facts say otherwise.",
    advice="Say what is approved of the product.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.COMPANY}),
    examples=(
        bad("The AquaLine comes with a three-year guarantee.", "three-year", company=COMPANY),
        bad("It weighs 25 kg, and two people carry it.", "25 kg", company=COMPANY),
        bad("It needs an internet connection.", "needs an internet connection", company=COMPANY),
        good("The AquaLine is guaranteed for 60 months.", company=COMPANY),
        good("It weighs under 20 kg and works without internet.", company=COMPANY),
        good("Your current pump has a two-year warranty.", company=COMPANY),
    ),
)
