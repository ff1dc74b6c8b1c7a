from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from tests.store.made_records import NOON, import_records
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.raw import Record
from wellspent.store import enquiries_of_deals
from wellspent.store.connect import Store
from wellspent.store.enquiries_of_deals import REASON
from wellspent.store.leads import count_leads
from wellspent.store.tables import deals
from wellspent.store.undo import undo_import

LEAD = Lead(external_id="l1", name="Bo", email="bo@acme.example", arrived_at=NOON)
LATER = replace(LEAD, external_id="l2", arrived_at=NOON + timedelta(days=5))
CONTACT = Contact(external_id="c1", name="Bo", email="bo@acme.example")
DEAL = Deal(
    external_id="d1",
    name="Ten seats",
    contact_key="Bo@Acme.example",
    outcome=DealOutcome.WON,
    created_at=NOON + timedelta(days=9),
)


def link_of(store: Store) -> tuple[int | None, str]:
    with store.reading() as connection:
        row = connection.execute(select(deals.c.lead_number, deals.c.link_reason)).one()
    return row.lead_number, row.link_reason


def still_open(store: Store) -> int:
    return count_leads(store, LeadOutcome.OPEN)


@pytest.mark.parametrize("order", list(permutations([LEAD, DEAL])))
def test_deal_without_lead_key_settles_the_enquiry_of_its_address(
    store: Store, order: tuple[Record, ...]
) -> None:
    for record in order:
        import_records(store, record)
    assert link_of(store) == (1, REASON)
    assert still_open(store) == 0


@pytest.mark.parametrize("order", list(permutations([LEAD, CONTACT, DEAL])))
def test_deal_that_names_the_contact_by_key_settles_the_enquiry(
    store: Store, order: tuple[Record, ...]
) -> None:
    for record in order:
        import_records(store, replace(record, contact_key="c1") if record is DEAL else record)
    assert still_open(store) == 0


@pytest.mark.parametrize("order", list(permutations([LEAD, LATER, DEAL])))
def test_latest_enquiry_before_the_deal_is_meant(store: Store, order: tuple[Record, ...]) -> None:
    for record in order:
        import_records(store, record)
    with store.reading() as connection:
        number = connection.execute(select(deals.c.lead_number)).scalar()
    assert number == [one for one in order if one is not DEAL].index(LATER) + 1


@pytest.mark.parametrize(
    "changed",
    [
        {"lead_id": "unknown"},
        {"created_at": None},
        {"created_at": NOON - timedelta(days=1)},
        {"created_at": NOON + timedelta(days=370)},
        {"contact_key": "somebody.else@acme.example"},
        {"contact_key": ""},
    ],
)
def test_deal_that_need_not_have_grown_from_it_leaves_the_enquiry_open(
    store: Store, changed: dict[str, Any]
) -> None:
    import_records(store, LEAD)
    import_records(store, replace(DEAL, **changed))
    assert link_of(store) == (None, "")
    assert still_open(store) == 1


def test_key_that_comes_later_counts_more_than_what_was_found(store: Store) -> None:
    import_records(store, LEAD)
    import_records(store, replace(LATER, email="other@acme.example"))
    import_records(store, DEAL)
    assert link_of(store) == (1, REASON)
    import_records(store, replace(DEAL, lead_id="l2"), file="again.csv")
    assert link_of(store) == (2, "")


def test_importing_again_changes_nothing(store: Store) -> None:
    import_records(store, LEAD)
    import_records(store, DEAL)
    run = import_records(store, DEAL, file="again.csv")
    assert (run.unchanged, run.changed) == (1, 0)
    assert link_of(store) == (1, REASON)


def test_undo_of_the_deals_opens_the_enquiry_again(store: Store) -> None:
    import_records(store, LEAD)
    run = import_records(store, DEAL)
    undo_import(store, run.id)
    assert still_open(store) == 1


def test_undo_of_the_leads_takes_the_link_back_to_the_earlier_one(store: Store) -> None:
    import_records(store, LEAD)
    import_records(store, DEAL)
    run = import_records(store, LATER)
    assert link_of(store) == (2, REASON)
    undo_import(store, run.id)
    assert link_of(store) == (1, REASON)


def test_changed_address_and_its_undo_are_followed(store: Store) -> None:
    import_records(store, LEAD)
    import_records(store, DEAL)
    run = import_records(store, replace(LEAD, email="other@acme.example"), file="again.csv")
    assert link_of(store) == (None, "")
    undo_import(store, run.id)
    assert link_of(store) == (1, REASON)


def test_undo_of_changed_deals_finds_their_enquiry_again(store: Store) -> None:
    import_records(store, LEAD)
    import_records(store, DEAL)
    changed = replace(DEAL, created_at=NOON - timedelta(days=1))
    run = import_records(store, changed, file="again.csv")
    assert link_of(store) == (None, "")
    undo_import(store, run.id)
    assert link_of(store) == (1, REASON)


def test_address_that_very_many_write_from_means_nobody(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enquiries_of_deals, "MOST_OF_ONE", 1)
    import_records(store, LEAD, LATER)
    import_records(store, DEAL)
    assert link_of(store) == (None, "")
