from datetime import timedelta
from decimal import Decimal

import numpy as np

from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.attribute import AttributeKind
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.money import Money
from wellspent.records.referral import Referral
from wellspent.store.case_columns import CaseColumns, Naming
from wellspent.store.cases import case_values, fetch_cases, fetch_open_cases
from wellspent.store.connect import Store
from wellspent.store.customers import fetch_customers, fetch_lost_accounts

ACME = Account(
    name="Acme",
    external_id="acc-1",
    industry="food",
    employees=120.0,
    created_at=NOON - timedelta(days=90),
    attributes={"plants": 3.0},
)
ADA = Lead(
    external_id="lead-1",
    name="Ada Example",
    email="ada@acme.example",
    title="CFO",
    company="Acme",
    industry="food and drink",
    source="fair",
    owner="rep 1",
    message="please call",
    arrived_at=NOON,
    attributes={"plan": "gold", "trial": True, "asked": NOON},
)
BO = Lead(external_id="lead-2", name="Bo Sample", source="web", outcome=LeadOutcome.WON)
DEAL = Deal(
    external_id="deal-1",
    name="Ten seats",
    account_key="acc-1",
    lead_id="lead-1",
    amount=Money(Decimal("1200.50"), "EUR"),
    outcome=DealOutcome.WON,
    created_at=NOON,
    closed_at=NOON + timedelta(days=30),
)


def test_lead_has_its_own_words_and_its_accounts(store: Store) -> None:
    import_records(store, ACME)
    import_records(store, ADA)
    assert case_values(store, "L1") == {
        "plants": 3.0,
        "industry": "food and drink",
        "employees": 120.0,
        "source": "fair",
        "plan": "gold",
        "trial": True,
    }


def test_no_person_becomes_a_column(store: Store) -> None:
    import_records(store, ADA)
    cases = fetch_cases(store)
    values = {level for column in cases.columns for level in column.levels}
    assert values == {"food and drink", "fair", "gold", "no", "yes"}


def test_deal_that_grew_from_a_lead_counts_once_as_the_lead(store: Store) -> None:
    import_records(store, ADA, BO)
    import_records(store, DEAL)
    cases = fetch_cases(store)
    assert list(cases.keys) == ["L1", "L2"]
    assert cases.outcome is not None
    assert cases.outcome.tolist() == [1.0, 1.0]


def test_open_cases_are_open_by_their_deals_too(store: Store) -> None:
    import_records(store, ADA, BO)
    assert list(fetch_open_cases(store).keys) == ["L1"]
    import_records(store, DEAL)
    assert list(fetch_open_cases(store).keys) == []


def test_cases_have_the_time_of_arrival(store: Store) -> None:
    import_records(store, ADA, BO)
    when = fetch_cases(store).when
    assert when is not None
    assert when[0] == np.datetime64("2026-03-02T12:00:00")
    assert np.isnat(when[1])


def test_cases_of_an_empty_store_are_none(store: Store) -> None:
    cases = fetch_cases(store)
    assert (cases.rows, cases.columns, cases.when) == (0, (), None)
    assert case_values(store, "L1") == {}


def test_columns_are_typed_by_their_values() -> None:
    gathered = CaseColumns(Naming({"seats": "Seats wanted"}, frozenset({"note"})))
    gathered.add({"seats": 5.0, "plan": "gold", "trial": True, "asked": NOON, "note": "hello"})
    gathered.add({})
    gathered.add({"seats": 7.0, "plan": "silver", "trial": False})
    columns = {column.name: column for column in gathered.columns(3)}
    assert {name: column.kind for name, column in columns.items()} == {
        "seats": AttributeKind.NUMBER,
        "plan": AttributeKind.CATEGORY,
        "trial": AttributeKind.FLAG,
        "asked": AttributeKind.DATE,
        "note": AttributeKind.TEXT,
    }
    assert columns["seats"].label == "Seats wanted"
    assert columns["plan"].values.tolist() == [0, -1, 1]
    assert columns["trial"].values.tolist() == [1, -1, 0]
    assert columns["trial"].levels == ("no", "yes")
    assert columns["seats"].missing().tolist() == [False, True, False]
    assert columns["asked"].missing().tolist() == [False, True, True]


def test_column_of_mixed_values_is_taken_as_words() -> None:
    gathered = CaseColumns(Naming())
    for value in (5.0, "many", True, 2.5):
        gathered.add({"seats": value})
    [column] = gathered.columns(4)
    assert column.kind is AttributeKind.CATEGORY
    assert [column.levels[code] for code in column.values] == ["5", "many", "yes", "2.5"]


def test_customers_are_who_bought_with_deals_and_referrals(store: Store) -> None:
    import_records(store, ACME, Account(name="Bolt", external_id="acc-2"))
    import_records(store, Account(name="Cog", external_id="acc-3", customer_since=NOON))
    import_records(store, DEAL)
    [acme, cog] = fetch_customers(store)
    assert (acme.account.name, cog.account.name) == ("Acme", "Cog")
    assert [deal.amount for deal in acme.won_deals] == [Money(Decimal("1200.50"), "EUR")]
    assert (acme.referrals_given, cog.referrals_given) == (None, None)
    import_records(store, Referral(giver_key="acc-1", receiver_key="acc-2"))
    [acme, cog] = fetch_customers(store)
    assert (acme.referrals_given, cog.referrals_given) == (1, 0)


def test_lost_accounts_come_once_a_deal(store: Store) -> None:
    import_records(store, ACME)
    lost = [
        Deal(external_id=str(n), name="d", account_key="acc-1", outcome=DealOutcome.LOST)
        for n in range(2)
    ]
    import_records(store, DEAL, *lost)
    assert [account.name for account in fetch_lost_accounts(store)] == ["Acme", "Acme"]


def test_spellings_of_a_category_are_one_value() -> None:
    columns = CaseColumns(Naming(texts=frozenset({"note"})))
    for word in ("food", "Food", " FOOD", "Food", "Steel"):
        columns.add({"industry": word, "note": word})
    industry, note = columns.columns(5)
    assert (industry.levels, industry.values.tolist()) == (("Food", "Steel"), [0, 0, 0, 0, 1])
    assert note.levels == ("food", "Food", " FOOD", "Steel")
