from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.made_records import DECIDED, NOON, import_records
from wellspent.errors import InputError
from wellspent.records.account import Account
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import StoredFit
from wellspent.records.route import Route
from wellspent.records.routed_queue import RoutedQuery
from wellspent.store.connect import Store
from wellspent.store.fits import save_fits
from wellspent.store.routed_leads import (
    count_overdue,
    count_routes,
    get_routed_lead,
    list_routed,
    oldest_waiting,
    save_routed_lead,
    save_routed_leads,
    stream_routed,
)


@pytest.fixture
def queue(store: Store) -> Store:
    """Return a store with five routed leads, the first three waiting."""
    leads = [
        Lead(
            external_id=str(n),
            name=f"Person {n}",
            email=f"p{n}@acme.example",
            arrived_at=NOON - timedelta(hours=n),
            outcome=LeadOutcome.WON if n == 5 else LeadOutcome.OPEN,
        )
        for n in range(1, 6)
    ]
    import_records(store, *leads)
    save_routed_leads(
        store,
        [
            DECIDED,
            replace(DECIDED, lead_id="L2", route=Route.ASK, owner="", due_at=None),
            replace(
                DECIDED, lead_id="L3", kind=EnquiryKind.BOT, route=Route.QUARANTINE, due_at=NOON
            ),
            replace(DECIDED, lead_id="L4", acted_at=NOON),
            replace(DECIDED, lead_id="L5"),
        ],
    )
    return store


def ids(store: Store, **asked: object) -> list[str]:
    query = RoutedQuery(**asked)  # pyright: ignore[reportArgumentType]
    return [row.lead.id for row in list_routed(store, query).rows]


def test_routed_lead_comes_back_as_it_was_saved(queue: Store) -> None:
    assert get_routed_lead(queue, "L1") == DECIDED
    assert get_routed_lead(queue, "L9") is None
    changed = replace(DECIDED, route=Route.GIVE, decided_by="mia", released_at=NOON)
    save_routed_lead(queue, changed)
    assert get_routed_lead(queue, "L1") == changed


def test_decision_about_a_lead_that_is_gone_is_passed_over(queue: Store) -> None:
    assert save_routed_leads(queue, [replace(DECIDED, lead_id="L77")]) == 0


def test_queue_shows_open_leads_that_wait_those_due_first(queue: Store) -> None:
    assert ids(queue) == ["L3", "L1", "L2"]
    assert ids(queue, waiting=False) == ["L4"]
    assert ids(queue, waiting=None) == ["L3", "L1", "L4", "L5", "L2"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"route": Route.ASK}, ["L2"]),
        ({"owner": "mia"}, ["L3", "L1"]),
        ({"kind": EnquiryKind.BOT}, ["L3"]),
        ({"overdue_at": NOON + timedelta(minutes=1)}, ["L3"]),
        ({"arrived_since": NOON - timedelta(hours=2)}, ["L1", "L2"]),
        ({"arrived_since": NOON - timedelta(hours=1), "search": "acme"}, ["L1"]),
        ({"search": "p2"}, ["L2"]),
        ({"search": "acme", "route": Route.CALL_NOW}, ["L1"]),
        ({"search": "nobody"}, []),
    ],
)
def test_queue_is_filtered(queue: Store, asked: dict[str, object], found: list[str]) -> None:
    assert ids(queue, **asked) == found


def test_pages_of_the_queue_follow_each_other(queue: Store) -> None:
    seen, after = list[str](), ""
    for _ in range(3):
        page = list_routed(queue, RoutedQuery(limit=1, after=after))
        seen += [row.lead.id for row in page.rows]
        after = page.next_page
    assert (seen, after) == (["L3", "L1", "L2"], "")


@pytest.mark.parametrize("after", ["x", "W10", "WzEsMl0x", "bnVsbA", "é"])
def test_place_of_another_list_is_refused(queue: Store, after: str) -> None:
    with pytest.raises(InputError):
        list_routed(queue, RoutedQuery(after=after))
    with pytest.raises(InputError):
        list_routed(queue, RoutedQuery(limit=0))


def test_row_has_fit_and_account(store: Store) -> None:
    import_records(store, Account(name="Acme", domain="acme.example"))
    import_records(store, Lead(external_id="1", email="ada@acme.example", arrived_at=NOON))
    fit = StoredFit(
        lead_id="L1",
        probability=0.5,
        low=0.4,
        high=0.6,
        verdict="ready",
        reasons=("food",),
        scorecard_version=1,
        scored_at=NOON,
    )
    save_fits(store, [fit])
    save_routed_lead(store, DECIDED)
    (row,) = list_routed(store, RoutedQuery()).rows
    assert (row.routed, row.fit, row.account_name) == (DECIDED, fit, "Acme")


def test_routes_are_counted(queue: Store) -> None:
    counts = count_routes(queue)
    assert counts[Route.CALL_NOW] == counts[Route.ASK] == counts[Route.QUARANTINE] == 1
    assert sum(counts.values()) == 3
    assert sum(count_routes(queue, owner="mia").values()) == 2
    assert count_overdue(queue, now=NOON + timedelta(days=1)) == 2


def test_oldest_waiting_is_no_bot(queue: Store) -> None:
    oldest = oldest_waiting(queue)
    assert oldest is not None
    assert oldest.lead.id == "L2"
    assert oldest_waiting(queue, owner="nobody") is None


def test_lead_that_its_deal_settled_waits_no_more(queue: Store) -> None:
    before = ids(queue)
    won = Deal(external_id="d1", name="Ten seats", lead_id="1", outcome=DealOutcome.WON)
    import_records(queue, won, file="deals.csv")
    assert (before.count("L1"), ids(queue)) == (1, [lead for lead in before if lead != "L1"])
    assert ids(queue, search="person") == [lead for lead in before if lead != "L1"]
    oldest = oldest_waiting(queue)
    assert oldest is not None
    assert oldest.lead.id == "L2"


def test_all_decisions_stream_in_order(queue: Store) -> None:
    assert [each.lead_id for each in stream_routed(queue)] == ["L1", "L2", "L3", "L4", "L5"]


def test_queue_of_what_was_stored_after_a_place(queue: Store) -> None:
    newer = list_routed(queue, RoutedQuery(newer_than=1)).rows
    assert {row.lead.id for row in newer} == {"L2", "L3"}
    assert list_routed(queue, RoutedQuery(newer_than=10**30)).rows == []
