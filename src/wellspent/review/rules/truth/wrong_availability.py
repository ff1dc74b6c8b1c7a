"""It says that our product can be had where or when it can't.

## Why it matters
Whoever plans with a date or a place that isn't true loses time, and tells others.

## Instead
Say where and from when it can really be had.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from typing import Final

from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.product import Company, Product, ProductFact
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

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
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.AVAILABILITY)


RULE = Rule(
    code="TRU013",
    name="wrong-availability",
    severity=Severity.ERROR,
    message="The approved facts have its availability otherwise.",
    advice="Say where and from when it can be had.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.COMPANY}),
    examples=(
        bad("The AquaLine is available in Germany and Spain.", "Spain", company=COMPANY),
        bad("We ship to Italy too.", "Italy", company=COMPANY),
        good("The AquaLine is available in Germany.", company=COMPANY),
        good("Is your plant in Spain?", company=COMPANY),
        good("It is not available in Spain yet.", company=COMPANY),
    ),
)
