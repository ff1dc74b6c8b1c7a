"""What drafts say of our products and of who the reader is, in many wordings."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft
from wellspent.records.finding import Claim, ClaimVerdict
from wellspent.records.reader import Reader
from wellspent.review.company_file import read_company
from wellspent.review.engine import prepare, review

CASES = Path(__file__).parents[3] / "cases" / "review"
COMPANY = read_company(CASES / "products.toml")
NOW = datetime(2026, 11, 10, 10, tzinfo=UTC)
RULES = prepare(())
READER = Reader(
    contact=Contact(
        id="c1", name="Katharina Vogt", title="Head of Warehouse Operations", account_id="a1"
    ),
    account=Account(id="a1", name="Ostermann Paper GmbH", industry="Paper and packaging"),
    colleagues=(Contact(id="c2", name="Jonas Weiler", title="CFO", account_id="a1"),),
    mentioned_accounts=(
        Account(id="a2", name="Harcourt Bakeries Ltd", industry="Bakery"),
        Account(id="a3", name="Vasara Textiles Oy", industry="Textiles"),
    ),
)


def cases() -> Iterator[tuple[str, bool, str, dict[str, str]]]:
    """Yield the kind of a statement, whether it is contradicted, its text, and the reader's own."""
    table: dict[str, Any] = tomllib.loads((CASES / "facts.toml").read_text("utf-8"))
    for kind, sets in table.items():
        for each in sets if isinstance(sets, list) else [sets]:
            own = {key: value for key, value in each.items() if isinstance(value, str)}
            for is_wrong, name in ((True, "contradicted"), (False, "not_contradicted")):
                yield from ((kind, is_wrong, body, own) for body in each[name])


def reader(title: str = "", industry: str = "") -> Reader:
    assert READER.contact
    assert READER.account
    contact = replace(READER.contact, title=title or READER.contact.title)
    account = replace(READER.account, industry=industry or READER.account.industry)
    return replace(READER, contact=contact, account=account)


def contradicted(body: str, own: dict[str, str]) -> list[Claim]:
    draft = Draft(body=body, send_at=NOW, sender="Tom Reed")
    found = review(draft, RULES, now=NOW, reader=reader(**own), company=COMPANY).claims
    return [each for each in found if each.verdict is ClaimVerdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("kind", "is_wrong", "body", "own"), cases(), ids=lambda one: str(one)[:60]
)
def test_statement_is_contradicted_only_where_a_record_says_otherwise(
    kind: str, is_wrong: bool, body: str, own: dict[str, str]
) -> None:
    found = contradicted(body, own)
    assert bool(found) is is_wrong
    assert all(each.evidence for each in found)
