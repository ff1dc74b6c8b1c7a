"""What drafts say that the reader said, wants, has or plans, compared with the records."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.engine import prepare, review

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[3] / "cases" / "review" / "quotes.toml").read_text("utf-8")
)["people"]
NOW = datetime(2026, 11, 10, 10, tzinfo=UTC)
RULES = prepare(())
GREETINGS = {"de": "Guten Tag {},\n\n", "fr": "Bonjour {},\n\n", "es": "Hola {}:\n\n"}


def reader_of(person: dict[str, Any]) -> Reader:
    account = Account(id="a1", name=person["company"])
    activities = tuple(
        Activity(
            id=f"k{number}",
            kind=ActivityKind(each["kind"]),
            direction=Direction(each.get("direction", "outbound")),
            subject=each["subject"],
            body=each["body"],
            happened_at=datetime.combine(each["day"], time(10), UTC),
            minutes=15,
            rep="Tom Reed",
            contact_id="c1",
        )
        for number, each in enumerate(person["activities"])
    )
    return Reader(
        contact=Contact(id="c1", name=person["name"], title=person["title"], account_id="a1"),
        account=account,
        activities=activities,
        colleagues=(Contact(id="c2", name=person["colleague"], account_id="a1"),),
    )


def claims(person: dict[str, Any], words: str) -> tuple[Claim, ...]:
    greeting = GREETINGS.get(person.get("language", ""), "Hi {},\n\n")
    draft = Draft(body=greeting.format(person["name"]) + words, send_at=NOW, sender="Tom Reed")
    company = Company(name="Aster Pumps")
    return review(draft, RULES, now=NOW, reader=reader_of(person), company=company).claims


def cases(name: str) -> Iterator[tuple[dict[str, Any], str]]:
    for person in CASES:
        for words in person.get(name, ()):
            yield person, words


@pytest.mark.parametrize(("person", "words"), cases("contradicted"), ids=lambda one: str(one)[:60])
def test_words_that_the_records_have_otherwise_are_found(
    person: dict[str, Any], words: str
) -> None:
    found = [each for each in claims(person, words) if each.kind is ClaimKind.QUOTE]
    assert any(each.verdict is ClaimVerdict.CONTRADICTED for each in found)
    assert all(each.evidence for each in found if each.verdict is ClaimVerdict.CONTRADICTED)


@pytest.mark.parametrize(("person", "words"), cases("fine"), ids=lambda one: str(one)[:60])
def test_what_is_true_asked_or_said_of_others_is_never_accused(
    person: dict[str, Any], words: str
) -> None:
    found = [each for each in claims(person, words) if each.kind is ClaimKind.QUOTE]
    assert not [each for each in found if each.verdict is ClaimVerdict.CONTRADICTED]


@pytest.mark.xfail(reason="these wordings aren't read yet", strict=False)
@pytest.mark.parametrize(("person", "words"), cases("not_read"), ids=lambda one: str(one)[:60])
def test_words_that_are_not_read_yet(person: dict[str, Any], words: str) -> None:
    found = [each for each in claims(person, words) if each.kind is ClaimKind.QUOTE]
    assert any(each.verdict is ClaimVerdict.CONTRADICTED for each in found)
