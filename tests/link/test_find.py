import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from wellspent.link.candidates import AccountCandidate, ContactCandidate
from wellspent.link.find import find_link
from wellspent.link.keys import company_block, company_key
from wellspent.records.lead import Lead

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/link/leads.toml").read_text())["case"]


class Listed:
    """A lookup in a list."""

    def __init__(self, case: dict[str, Any]) -> None:
        self._contacts = [ContactCandidate(**contact) for contact in case.get("contacts", [])]
        self._accounts = [
            AccountCandidate(name_key=company_key(account["name"]), **account)
            for account in case["accounts"]
        ]

    def contacts_with_email(self, email: str) -> Sequence[ContactCandidate]:
        return [contact for contact in self._contacts if contact.email == email]

    def accounts_with_domain(self, domain: str) -> Sequence[AccountCandidate]:
        return [account for account in self._accounts if account.domain == domain]

    def accounts_named(self, name_key: str) -> Sequence[AccountCandidate]:
        return [account for account in self._accounts if account.name_key == name_key]

    def accounts_named_like(self, name_key: str) -> Sequence[AccountCandidate]:
        block = company_block(name_key)
        return [a for a in self._accounts if company_block(a.name_key) == block]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_lead_is_linked_to_whom_it_means(case: dict[str, Any]) -> None:
    link = find_link(Lead(**case["lead"]), Listed(case))
    found = ("", "", "") if link is None else (link.account_id, link.contact_id, link.method.value)
    assert found == (case.get("account", ""), case.get("contact", ""), case.get("method", ""))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_link_says_how_sure_it_is_and_why(case: dict[str, Any]) -> None:
    link = find_link(Lead(**case["lead"]), Listed(case))
    assert link is None or (0.5 < link.certainty < 1 and link.reason)
