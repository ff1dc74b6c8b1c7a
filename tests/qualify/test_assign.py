from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wellspent.qualify.assign import assign
from wellspent.qualify.costs import default_rules
from wellspent.records.lead import Lead
from wellspent.records.route import Route, Territory

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RULES = replace(
    default_rules(),
    reps=("Ann", "Ben"),
    territories=(
        Territory(owner="Dora", countries=("Germany",), industries=("Dairy",)),
        Territory(owner="Emil", countries=("Germany", "AT")),
    ),
)


def owner(
    lead: Lead, *, account_owner: str = "", route: Route = Route.CALL_NOW, **extra: str
) -> str:
    found = assign(
        lead, account_owner, RULES, {"Ann": 3, "Ben": 1}, route=route, now=NOW, hand_raise=True,
        **extra,
    )  # fmt: skip
    assert found.owner in found.reason or not found.owner
    return found.owner


@pytest.mark.parametrize(
    ("lead", "account_owner", "wanted"),
    [
        (Lead(country="Germany", owner="Carl"), "Otto", "Otto"),
        (Lead(country="Germany", owner="Carl"), "", "Carl"),
        (Lead(country="Germany", industry="dairy "), "", "Dora"),
        (Lead(country="Deutschland", industry="Steel"), "", "Emil"),
        (Lead(country="Austria"), "", "Emil"),
        (Lead(country="France"), "", "Ben"),
        (Lead(), "", "Ben"),
    ],
)
def test_account_owner_then_holder_then_territory_then_load(
    lead: Lead, account_owner: str, wanted: str
) -> None:
    assert owner(lead, account_owner=account_owner) == wanted


def test_who_had_it_before_keeps_it_when_it_is_routed_again() -> None:
    assert owner(Lead(country="Germany"), had_by="Ann") == "Ann"


def test_quarantine_is_never_due() -> None:
    lead = Lead(arrived_at=NOW)
    found = assign(lead, "", default_rules(), {}, route=Route.QUARANTINE, now=NOW, hand_raise=True)
    assert found.due_at is None


def test_quarantine_is_nobodys() -> None:
    assert owner(Lead(country="Germany"), account_owner="Otto", route=Route.QUARANTINE) == ""


def test_without_any_rep_the_reason_says_so() -> None:
    found = assign(Lead(), "", default_rules(), {}, now=NOW, hand_raise=True)
    assert (found.owner, found.reason.startswith("Nobody has it yet")) == ("", True)


def test_hand_raise_is_due_sooner_than_a_download() -> None:
    due = [
        assign(Lead(arrived_at=NOW), "", RULES, {}, now=NOW, hand_raise=raised).due_at
        for raised in (True, False)
    ]
    assert due == [
        datetime(2026, 11, 23, 10, 30, tzinfo=UTC),
        datetime(2026, 11, 23, 14, 0, tzinfo=UTC),
    ]


def test_route_without_a_service_level_is_never_due() -> None:
    rules = replace(RULES, service_levels=())
    assert assign(Lead(arrived_at=NOW), "", rules, {}, now=NOW, hand_raise=True).due_at is None
