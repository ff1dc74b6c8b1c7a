"""Blatant bad mail is found by what the rules are sure of; good mail is left alone."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import DraftField, Review
from wellspent.records.reader import Reader
from wellspent.review.engine import prepare, review
from wellspent.review.registry import own_rules

CASES = tomllib.loads(Path("tests/cases/review/blatant.toml").read_text("utf-8"))
SURE = prepare(own_rules(), unsure=frozenset())
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
FAMILIES = {rule.code[:3] for rule in own_rules()}


def reviewed(case: dict[str, Any]) -> tuple[Draft, Review]:
    draft = Draft(
        channel=DraftChannel(case.get("channel", "email")),
        type=DraftType(case["type"]),
        subject=case.get("subject", ""),
        body=case["body"].strip(),
        send_at=case.get("send_at"),
        attachments=tuple(case["attachments"]) if "attachments" in case else None,
    )
    now = draft.send_at or NOW
    return draft, review(draft, SURE, now=now, reader=reader_of(case.get("reader")))


def reader_of(known: dict[str, Any] | None) -> Reader | None:
    if known is None:
        return None
    return Reader(
        contact=Contact(id="contact_1", name=known["name"]),
        account=Account(
            id="account_1",
            name=known["company"],
            industry=known.get("industry", ""),
            city=known.get("city", ""),
        ),
        time_zone=known.get("time_zone", ""),
        objected_at=datetime(2026, 1, 1, tzinfo=UTC) if known.get("objected") else None,
    )


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: "+".join(case["codes"]))
def test_blatant_mail_is_found_with_certainty(case: dict[str, Any]) -> None:
    found = {each.code for each in reviewed(case)[1].findings}
    assert found >= set(case["codes"])


@pytest.mark.parametrize("case", CASES["good"], ids=lambda case: case["body"].strip()[-30:])
def test_good_mail_is_left_alone(case: dict[str, Any]) -> None:
    draft, said = reviewed(case)
    texts = {DraftField.SUBJECT: draft.subject, DraftField.BODY: draft.body}
    assert [(each.code, texts[each.field][each.start : each.end]) for each in said.findings] == []


def test_every_family_has_blatant_cases() -> None:
    assert {code[:3] for case in CASES["bad"] for code in case["codes"]} == FAMILIES
