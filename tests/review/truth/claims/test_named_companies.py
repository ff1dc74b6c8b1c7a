"""Who sent us, whose supplier we are and what we are certified to, compared with the records."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.records.product import Company, Product, ProductFact
from wellspent.records.reader import Reader
from wellspent.records.referral import Referral
from wellspent.review.engine import prepare, review

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parents[3] / "cases" / "review" / "named_companies.toml").read_text("utf-8")
)
KINDS = {
    "referral": ClaimKind.REFERRAL,
    "reference": ClaimKind.REFERENCE,
    "certification": ClaimKind.CERTIFICATION,
}
NOW = datetime(2026, 11, 10, 10, tzinfo=UTC)
RULES = prepare(())
READER = Reader(
    contact=Contact(id="c1", name="Nora Lindqvist", account_id="a1"),
    account=Account(id="a1", name="Fernhill Ceramics"),
    activities=(
        Activity(
            id="k1",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            subject="Pumps",
            body="Nora asked about seals.",
            happened_at=datetime(2026, 10, 20, tzinfo=UTC),
            minutes=12,
        ),
    ),
    referrals=(
        Referral(
            id="r1",
            giver_id="a2",
            receiver_id="a1",
            note="Lea Sample named Nora",
            referred_at=datetime(2026, 9, 9, tzinfo=UTC),
        ),
    ),
    mentioned_accounts=(
        Account(id="a2", name="Birchwood Mills"),
        Account(id="a3", name="Orchard Lane Foods"),
        Account(id="a4", name="Quarry Bay Hotel", customer_since=datetime(2024, 1, 1, tzinfo=UTC)),
        Account(id="a5", name="Northwind Dairy", customer_since=datetime(2023, 1, 1, tzinfo=UTC)),
    ),
    mentioned_contacts=(
        Contact(id="c2", name="Lea Sample", account_id="a2"),
        Contact(id="c3", name="Martin Keller", account_id="a3"),
    ),
)
COMPANY = Company(
    name="Aster Pumps",
    certifications=("ISO 9001", "ISO/IEC 27001"),
    references=("Northwind Dairy", "Harbour Brewing"),
    products=(
        Product(
            name="AquaLine",
            facts=(
                ProductFact(name="ATEX certified", value=True, names=("ATEX",)),
                ProductFact(name="SIL 2 certified", value=False, names=("SIL 2",)),
            ),
        ),
    ),
)


def claims(kind: str, words: str) -> list[Claim]:
    draft = Draft(body=f"Hi Nora,\n\n{words}", send_at=NOW, sender="Tom Reed")
    found = review(draft, RULES, now=NOW, reader=READER, company=COMPANY).claims
    return [each for each in found if each.kind is KINDS[kind]]


def cases(verdict: str) -> list[tuple[str, str]]:
    return [(kind, words) for kind in CASES for words in CASES[kind].get(verdict, ())]


@pytest.mark.parametrize(("kind", "words"), cases("contradicted"))
def test_name_that_the_records_contradict_is_found(kind: str, words: str) -> None:
    found = [each for each in claims(kind, words) if each.verdict is ClaimVerdict.CONTRADICTED]
    assert found
    assert all(each.evidence for each in found)


@pytest.mark.parametrize(("kind", "words"), cases("fine"))
def test_name_that_is_true_asked_or_of_others_is_never_accused(kind: str, words: str) -> None:
    assert not [each for each in claims(kind, words) if each.verdict is ClaimVerdict.CONTRADICTED]


@pytest.mark.xfail(reason="these wordings aren't read yet", strict=False)
@pytest.mark.parametrize(("kind", "words"), cases("not_read"))
def test_wording_that_is_not_read_yet(kind: str, words: str) -> None:
    assert any(each.verdict is ClaimVerdict.CONTRADICTED for each in claims(kind, words))
