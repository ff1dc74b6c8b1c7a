"""Texts that are bad for patterns: the timeout of the tests is what judges whether they end."""

from datetime import UTC, datetime, timedelta

import pytest

from wellspent.phrases.sentences import LONGEST_SENTENCE
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import DraftField, Review
from wellspent.records.product import Company, Product, ProductFact
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset, prepare, review
from wellspent.review.reading.text import Text
from wellspent.review.registry import own_rules
from wellspent.review.truth.claim_reader import LONGEST_PART, LONGEST_READ, TOO_LONG

LENGTH = 100_000
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEEDS = (
    "a", " ", "\n", " \n\t", ".", ". ", "? ", "A ", "Ada Example ", "Dr. A. B. ", "1", "1,",
    "5 years 60 months $19 a month ", "3 March last Tuesday two weeks ago ", "[", "{{", "<", "<!--",
    "> ", '"', '"a" ', "'", "-", "-- \n", "On Monday Ada wrote:\n", "hi dear hello ",
    "i hope this we spoke thank you for your visit to ", "would you like to ",
    "Could you send me the drawing? ", "- a thing\n", "a@", "https://a.example/b ",
    "<!-- wellspent: allow VAL002 because it may\n", "😀", "e\u0301", '"just checking in" ',
)  # fmt: skip
READER = Reader(
    contact=Contact(id="c1", name="Ada Example", title="Head of purchasing"),
    account=Account(id="a1", name="Acme Foods", industry="Food", country="GB"),
    activities=tuple(
        Activity(
            id=f"a{days}",
            kind=kind,
            direction=Direction.INBOUND,
            subject="Dosing at PackTech",
            body="Could the pump run at 90 degrees?",
            happened_at=NOW - timedelta(days=days),
        )
        for days, kind in enumerate(ActivityKind, 1)
    ),
    time_zone="Europe/London",
)
COMPANY = Company(
    name="Aster",
    products=(
        Product(name="AquaLine", facts=(ProductFact(name="warranty", value=5.0, unit="years"),)),
    ),
)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return prepare(own_rules())


def _review(seed: str, length: int, ruleset: Ruleset, *, is_html: bool = False) -> Review:
    draft = Draft(
        channel=DraftChannel.EMAIL,
        type=DraftType.FOLLOW_UP,
        sender="kim@example.com",
        recipient="ada@acme.example",
        send_at=NOW,
        subject="Re: dosing",
        body=(seed * (length // len(seed) + 1))[:length],
        is_html=is_html,
        in_reply_to="",
        attachments=(),
    )
    return review(draft, ruleset, now=NOW, reader=READER, company=COMPANY)


@pytest.mark.parametrize("seed", SEEDS)
def test_review_of_a_hostile_text_ends(seed: str, ruleset: Ruleset) -> None:
    told = _review(seed, LENGTH, ruleset)
    assert all(0 <= one.start <= one.end <= LENGTH for one in told.findings)


@pytest.mark.parametrize("seed", ["<", "<p>a", "<p", "&amp;", "&", "<script>", "<!--", "</p >"])
def test_review_of_hostile_html_ends(seed: str, ruleset: Ruleset) -> None:
    told = _review(seed, LENGTH, ruleset, is_html=True)
    assert all(0 <= one.start <= one.end <= LENGTH for one in told.findings)


@pytest.mark.parametrize(
    "seed",
    ["5 years 60 months $19 a month ", "3 March last Tuesday two weeks ago ", "Ada Example ", "A "],
)
def test_claims_of_a_text_that_is_read_in_parts_end(seed: str, ruleset: Ruleset) -> None:
    told = _review(seed, 2 * LONGEST_PART, ruleset)
    assert not any(one.why == TOO_LONG for one in told.unchecked)


@pytest.mark.parametrize("length", [0, LONGEST_PART + 100, 2 * LONGEST_PART + 100])
def test_claim_behind_filler_is_read_where_it_stands(length: int, ruleset: Ruleset) -> None:
    filler = "The weather was calm. "
    body = filler * (length // len(filler)) + "\n\nThe AquaLine has a warranty of 9 years."
    told = review(Draft(body=body), ruleset, now=NOW, company=COMPANY)
    assert [body[one.start : one.end] for one in told.claims] == ["9 years"]


def test_text_too_long_for_claims_is_read_at_both_ends_and_said_to_be_unchecked(
    ruleset: Ruleset,
) -> None:
    claim, filler = "The AquaLine has a warranty of 9 years.\n", "The weather was calm.\n"
    rest = filler * (LONGEST_READ // len(filler) + 1)
    body = claim + rest + claim + rest + claim
    told = review(Draft(body=body), ruleset, now=NOW, company=COMPANY)
    assert [one.start for one in told.claims] == [body.index("9 years"), body.rindex("9 years")]
    assert "TRU011" in {one.code for one in told.unchecked if one.why == TOO_LONG}


def test_endless_sentence_is_read_to_its_end() -> None:
    body = "the pump and the drum, " * 500 + "a" * 5_000
    parts = Text(body, DraftField.BODY).sentences
    assert "".join(part.text for part in parts).replace(" ", "") == body.replace(" ", "")
    assert max(part.end - part.start for part in parts) <= LONGEST_SENTENCE
