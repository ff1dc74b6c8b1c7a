import pytest

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, STUDENT, fill_store
from wellspent.errors import NotFound
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.jobs.route_leads import route_leads
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route
from wellspent.store.connect import Store
from wellspent.store.routed_leads import get_routed_lead, routed_by_lead


def test_enquiry_gets_its_route_with_price_and_due_time(store: Store) -> None:
    ids = fill_store(store)
    routed = qualify_enquiry(store, ids[GENUINE], now=NOW)
    assert routed.route is Route.CALL_NOW
    assert routed.due_at is not None
    assert routed.price is not None
    assert routed.next_price is not None
    assert routed.price < routed.next_price
    assert routed.reasons != ()
    assert get_routed_lead(store, ids[GENUINE]) == routed


def test_one_by_one_is_decided_as_all_at_once(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    at_once = routed_by_lead(sqlite_store, list(ids.values()))
    one_by_one = {lead: qualify_enquiry(sqlite_store, lead, now=NOW) for lead in ids.values()}
    assert one_by_one == at_once


def test_without_history_a_bot_goes_to_a_person_with_it_to_quarantine(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store, won=5)
    before = qualify_enquiry(sqlite_store, ids[BOT], now=NOW)
    assert (before.kind, before.route) == (EnquiryKind.BOT, Route.PERSON_DECIDES)


def test_with_history_a_bot_goes_to_quarantine_and_a_student_does_not(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    routed = routed_by_lead(sqlite_store, [ids[BOT], ids[STUDENT]])
    assert routed[ids[BOT]].route is Route.QUARANTINE
    assert routed[ids[STUDENT]].route not in {Route.QUARANTINE, Route.ASK}


def test_lead_that_is_not_there_is_not_found(sqlite_store: Store) -> None:
    with pytest.raises(NotFound):
        qualify_enquiry(sqlite_store, "L99", now=NOW)
