"""What drafts say, in many wordings, compared with a few records."""

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

CASES = tomllib.loads(
    (Path(__file__).parents[3] / "cases" / "review" / "claims.toml").read_text("utf-8")
)
NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
RULES = prepare(())

ACTIVITIES = (
    Activity(
        id="call",
        kind=ActivityKind.CALL,
        direction=Direction.OUTBOUND,
        subject="Call about AquaLine",
        body="Spoke for 12 minutes. She said the budget is frozen until Q3. They run three lines."
        " Wants to see a reference from dairy.",
        happened_at=datetime(2026, 3, 3, 10, tzinfo=UTC),
        minutes=12,
        rep="Tom Reed",
    ),
    Activity(
        id="attempt",
        kind=ActivityKind.CALL,
        direction=Direction.OUTBOUND,
        subject="Voicemail",
        body="Left voicemail, no answer",
        happened_at=datetime(2026, 2, 26, 10, tzinfo=UTC),
        minutes=1,
        rep="Tom Reed",
    ),
    Activity(
        id="download",
        kind=ActivityKind.DOWNLOAD,
        direction=Direction.INBOUND,
        subject="Hygienic pump design guide",
        happened_at=datetime(2026, 2, 24, 10, tzinfo=UTC),
        attributes={"title": "Hygienic pump design guide"},
    ),
    Activity(
        id="mail",
        kind=ActivityKind.EMAIL,
        direction=Direction.INBOUND,
        subject="Question on seals",
        body="Hello Tom,\nhow long do the seals last at 90 degrees? We lose about two hours a week"
        " with the current ones.\nBest\nMaria",
        happened_at=datetime(2026, 2, 20, 10, tzinfo=UTC),
        rep="Tom Reed",
    ),
    Activity(
        id="fair",
        kind=ActivityKind.EVENT,
        subject="PackTech 2026",
        happened_at=datetime(2026, 2, 12, 10, tzinfo=UTC),
        attributes={"event": "PackTech 2026", "role": "speaker"},
    ),
    Activity(
        id="days",
        kind=ActivityKind.EVENT,
        subject="Food Days 2025",
        happened_at=datetime(2025, 10, 12, 10, tzinfo=UTC),
        attributes={"event": "Food Days 2025", "role": "registered, did not come"},
    ),
)
READER = Reader(
    contact=Contact(id="c1", name="Maria López", title="Head of Purchasing", account_id="a1"),
    account=Account(
        id="a1", name="Bergmann Foods GmbH", industry="Food & Beverage", city="Leeds"
    ),
    activities=ACTIVITIES,
    colleagues=(Contact(id="c2", name="Peter Stein", title="CFO", account_id="a1"),),
    mentioned_accounts=(
        Account(
            id="a2",
            name="Northwind Dairy Ltd",
            industry="Dairy",
            customer_since=datetime(2024, 1, 1, tzinfo=UTC),
        ),
        Account(id="a7", name="Klippan Steel AB"),
    ),
    mentioned_contacts=(Contact(id="c9", name="Anna Blum", account_id="a2"),),
    referrals=(
        Referral(
            id="r1", giver_id="a2", receiver_id="a1", note="Anna Blum introduced us",
            referred_at=datetime(2026, 1, 10, tzinfo=UTC),
        ),
    ),
)  # fmt: skip
FACTS = (
    ProductFact(name="warranty", value=5.0, unit="years", names=("guarantee",)),
    ProductFact(name="price", value=19.0, unit="USD per month"),
    ProductFact(name="weight", value=18.0, unit="kg"),
    ProductFact(name="works offline", value=True),
    ProductFact(name="available in", value=("Germany", "France")),
    ProductFact(name="delivery time", value=10.0, unit="working days"),
    ProductFact(name="max temperature", value=95.0, unit="°C"),
    ProductFact(name="available from", value="March 2026"),
)
COMPANY = Company(
    name="Aster Pumps",
    names=("Aster",),
    products=(Product(name="AquaLine 200", names=("AquaLine",), facts=FACTS),),
    references=("Northwind Dairy",),
    certifications=("ISO 9001",),
    complete=frozenset(
        {
            ActivityKind.EVENT,
            ActivityKind.DOWNLOAD,
            ActivityKind.CALL,
            ActivityKind.MEETING,
            ActivityKind.EMAIL,
        }
    ),
)


def claims(
    body: str, *, reader: Reader | None = READER, company: Company | None = COMPANY
) -> tuple[Claim, ...]:
    draft = Draft(body=body, send_at=NOW, sender="Tom Reed")
    return review(draft, RULES, now=NOW, reader=reader, company=company).claims


@pytest.mark.parametrize("body", CASES["contradicted"])
def test_what_the_records_contradict_is_found_with_its_record(body: str) -> None:
    found = [each for each in claims(body) if each.verdict is ClaimVerdict.CONTRADICTED]
    assert found
    for each in found:
        assert each.quote in body
        assert each.reason.endswith(".")
        assert each.evidence


@pytest.mark.parametrize("body", CASES["not_contradicted"])
def test_what_is_true_asked_or_unknown_is_no_contradiction(body: str) -> None:
    assert not [each for each in claims(body) if each.verdict is ClaimVerdict.CONTRADICTED]


@pytest.mark.parametrize("body", [*CASES["contradicted"], *CASES["not_contradicted"]])
def test_nothing_is_claimed_of_a_stranger_and_of_an_unknown_company(body: str) -> None:
    assert not claims(body, reader=None, company=None)


def test_nothing_recorded_contradicts_only_complete_records() -> None:
    body = "Thanks for visiting our booth at Hannover Fair 2026."
    stranger = Reader(contact=Contact(id="c5", name="Ada Example"))
    told = {
        claims(body, reader=stranger, company=company)[0].verdict
        for company in (Company(), Company(complete=COMPANY.complete))
    }
    assert told == {ClaimVerdict.UNSUPPORTED, ClaimVerdict.CONTRADICTED}


def test_reason_names_the_role_and_the_day_of_the_record() -> None:
    found = claims("Thanks for stopping by stand 12 at PackTech.")[0]
    assert found.kind is ClaimKind.EVENT
    assert "as a speaker (12 February 2026, PackTech 2026)" in found.reason
    assert [each.record_id for each in found.evidence] == ["fair"]


@pytest.mark.parametrize(
    "hostile",
    ["your visit to our booth at " * 40_000, "you said " * 100_000, "$1 " * 300_000,
     "ISO 9001 certified " * 50_000, "A " * 500_000, "one " * 250_000],
    ids=["booth", "said", "money", "certified", "capitals", "numbers"],
)  # fmt: skip
def test_hostile_text_of_a_megabyte_is_read(hostile: str) -> None:
    assert isinstance(claims(hostile[:1_000_000]), tuple)
    assert isinstance(claims(hostile[:9_000]), tuple)
