"""Cases hold what was known when an enquiry arrived, and nothing that came of it."""

from datetime import datetime, timedelta

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.cases import Cases
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.store.cases import ENOUGH, case_values, fetch_cases
from wellspent.store.connect import Store

LEAD = Lead(external_id="1", email="ada@acme.example", arrived_at=NOON, outcome=LeadOutcome.WON)
DEALS = [
    Deal(external_id=f"D{number}", outcome=DealOutcome.WON, attributes={"term": "long"})
    for number in range(3)
]


def account(created_at: datetime | None) -> Account:
    return Account(
        name="Acme",
        domain="acme.example",
        employees=120.0,
        created_at=created_at,
        attributes={"plants": 3.0},
    )


def closed_leads(each: int) -> list[Lead]:
    return [
        Lead(external_id=f"{outcome}{number}", outcome=outcome, arrived_at=NOON)
        for outcome in (LeadOutcome.WON, LeadOutcome.LOST)
        for number in range(each)
    ]


def names_of(cases: Cases) -> set[str]:
    return {column.name for column in cases.columns}


@pytest.mark.parametrize("created_at", [NOON, NOON + timedelta(days=30)])
def test_account_made_for_the_lead_says_nothing(store: Store, created_at: datetime) -> None:
    import_records(store, account(created_at))
    import_records(store, LEAD)
    assert names_of(fetch_cases(store)) == set()
    assert case_values(store, "L1") == {}


@pytest.mark.parametrize("created_at", [NOON - timedelta(days=30), None])
def test_account_that_was_there_before_the_lead_speaks(
    store: Store, created_at: datetime | None
) -> None:
    import_records(store, account(created_at))
    import_records(store, LEAD)
    assert case_values(store, "L1") == {"plants": 3.0, "employees": 120.0}


def test_deals_are_cases_while_leads_are_too_few(store: Store) -> None:
    import_records(store, *closed_leads(ENOUGH - 1))
    import_records(store, *DEALS)
    assert [key for key in fetch_cases(store).keys if key.startswith("D")] == ["D1", "D2", "D3"]


def test_leads_speak_alone_once_they_are_enough(store: Store) -> None:
    import_records(store, *closed_leads(ENOUGH))
    import_records(store, *DEALS)
    assert [key for key in fetch_cases(store).keys if key.startswith("D")] == []
