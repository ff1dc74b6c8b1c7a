"""It claims a certificate that we don't hold.

## Why it matters
A certificate is checked by the reader's quality people, and a false one may be an offence.

## Instead
Name the certificates that we hold; say of others that they are in preparation.

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
    yield from contradicted(message, ClaimKind.CERTIFICATION)


RULE = Rule(
    code="TRU014",
    name="false-certification",
    severity=Severity.ERROR,
    message="It isn't among our certificates.",
    advice="Name only certificates that we hold.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.COMPANY}),
    examples=(
        bad("We are ISO 27001 certified.", "ISO 27001", company=COMPANY),
        bad("The pump is ATEX approved.", "ATEX", company=COMPANY),
        good("We are certified to ISO 9001:2015.", company=COMPANY),
        good("We are working towards ISO 27001.", company=COMPANY),
        good("This helps with your ISO 27001 audit.", company=COMPANY),
    ),
)
