from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.profile.value import (
    best_count,
    common_currency,
    components_missing,
    customer_values,
    value_notes,
)
from wellspent.records.account import Account
from wellspent.records.customer import Customer
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.declared import ValueWeights
from wellspent.records.money import Money
from wellspent.records.value import CustomerValue

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def deal(amount: float, days_ago: int = 30, currency: str = "EUR", recurring: float = 0) -> Deal:
    return Deal(
        amount=Money(Decimal(str(amount)), currency),
        recurring_amount=Money(Decimal(str(recurring)), currency) if recurring else None,
        outcome=DealOutcome.WON,
        closed_at=NOW - timedelta(days=days_ago),
    )


def customer(name: str, *deals: Deal, referrals: int | None = None, **account: object) -> Customer:
    return Customer(
        account=Account(name=name, id=name, **account),  # type: ignore[arg-type]
        won_deals=deals,
        referrals_given=referrals,
    )


def amounts(value: CustomerValue) -> dict[str, float]:
    return {component.name: component.amount for component in value.components}


def test_components_are_reckoned_from_deals_and_statements() -> None:
    one = customer(
        "A",
        deal(300, days_ago=100, recurring=120),
        deal(100, days_ago=500),
        deal(50, days_ago=1200),
        referrals=2,
        champions=3.0,
        reputation=8.0,
    )
    (value,) = customer_values([one], ValueWeights(), now=NOW)
    assert amounts(value) == {
        "spend": 450.0,
        "recurring revenue": 120.0,
        "tenure": pytest.approx(1200 / 365.25),
        "growth": 0.5,
        "referrals": 2.0,
        "champions": 3.0,
        "reputation": 8.0,
    }
    assert value.missing == ()


def test_what_is_not_known_is_named_and_not_guessed() -> None:
    values = customer_values(
        [customer("A", deal(100)), customer("B", deal(50))], ValueWeights(), now=NOW
    )
    assert values[0].missing == (
        "recurring revenue",
        "growth",
        "referrals",
        "champions",
        "reputation",
    )
    assert components_missing(values) == values[0].missing
    assert [value.account_name for value in values] == ["A", "B"]


def test_customer_of_whom_nothing_is_known_has_no_value() -> None:
    assert customer_values([customer("A")], ValueWeights(), now=NOW) == ()


def test_weights_are_the_teams_and_zero_leaves_out() -> None:
    big, loyal = customer("Big", deal(900, 10)), customer("Loyal", deal(10, 3000))
    spend_only = ValueWeights(tenure=0)
    tenure_only = ValueWeights(spend=0, recurring_revenue=0, growth=0)
    assert customer_values([loyal, big], spend_only, now=NOW)[0].account_name == "Big"
    assert customer_values([loyal, big], tenure_only, now=NOW)[0].account_name == "Loyal"
    assert [c.name for c in customer_values([big], tenure_only, now=NOW)[0].components] == [
        "tenure"
    ]


def test_currencies_are_not_added_up_without_a_rate() -> None:
    customers = [
        customer("A", deal(100), deal(100, currency="CHF")),
        customer("B", deal(5)),
        customer("C", deal(7)),
    ]
    without = {
        value.account_name: value for value in customer_values(customers, ValueWeights(), now=NOW)
    }
    assert common_currency(customers) == "EUR"
    assert "spend" in without["A"].missing
    assert value_notes(customers) == (
        "1 of 4 won deals are in CHF. Without a rate into EUR they can't be added up: the spend of "
        "these customers counts as not known.",
    )  # fmt: skip
    rates = {"CHF": Decimal("1.05")}
    with_rate = customer_values(customers, ValueWeights(), now=NOW, rates=rates)
    assert amounts(with_rate[0])["spend"] == pytest.approx(205)
    assert value_notes(customers, rates=rates) == ()


def test_recurring_revenue_ends_with_the_customer_and_renewals_count_once() -> None:
    renewed = customer(
        "A", deal(0, 800, recurring=100), deal(0, 400, recurring=110), deal(0, 35, recurring=120)
    )
    gone = customer("B", deal(0, 800, recurring=100), customer_until=NOW - timedelta(days=90))
    found = {
        value.account_name: amounts(value)
        for value in customer_values([renewed, gone], ValueWeights(), now=NOW)
    }
    assert found["A"]["recurring revenue"] == 120
    assert found["B"]["recurring revenue"] == 0


def test_best_are_the_top_quarter() -> None:
    customers = [customer(f"C{place}", deal(100 + place)) for place in range(40)]
    values = customer_values(customers, ValueWeights(), now=NOW)
    assert [value.account_name for value in values if value.best] == [
        f"C{place}" for place in range(39, 29, -1)
    ]


@pytest.mark.parametrize(
    ("values", "share", "best"),
    [
        ([9, 8, 7, 6, 5, 4, 3, 2], 0.25, 2),
        ([9, 8, 8, 6, 5, 4, 3, 2], 0.25, 3),
        ([9, 8, 8, 8, 8, 8, 3, 2], 0.25, 1),
        ([9, 9, 9, 9, 9, 9, 9, 2], 0.25, 7),
        ([5, 5, 5, 5], 0.25, 0),
        ([5], 0.25, 0),
        ([], 0.25, 0),
        ([2, 1], 0.25, 1),
    ],
)
def test_ties_at_the_border_are_all_in_or_all_out(
    values: list[float], share: float, best: int
) -> None:
    assert best_count(values, share) == best


@given(st.lists(st.tuples(st.floats(1, 1e6), st.integers(1, 3000)), min_size=1, max_size=40))
def test_values_lie_between_0_and_1_and_fall(deals: list[tuple[float, int]]) -> None:
    customers = [
        customer(str(place), deal(round(amount, 2), days))
        for place, (amount, days) in enumerate(deals)
    ]
    values = [value.value for value in customer_values(customers, ValueWeights(), now=NOW)]
    assert all(0 < value < 1 for value in values)
    assert values == sorted(values, reverse=True)
