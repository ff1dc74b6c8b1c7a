from datetime import timedelta

import pytest

from tests.jobs.made_enquiries import GENUINE, NOW, fill_store
from wellspent.errors import InputError, NotFound
from wellspent.jobs.move_lead import let_rule_decide, move_lead
from wellspent.jobs.next_step_taken import next_step_taken, next_step_waits
from wellspent.jobs.route_leads import route_leads
from wellspent.records.route import Route
from wellspent.store.connect import Store
from wellspent.store.routed_leads import get_routed_lead


def test_moved_lead_is_due_by_its_new_route_from_now(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    moved = move_lead(sqlite_store, ids[GENUINE], Route.LIGHT_TOUCH, by="Ann", now=NOW)
    assert moved.due_at == NOW + timedelta(minutes=240)
    assert moved.reason == "Ann chose light touch."


def test_lead_given_back_goes_where_the_rule_sends_it(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    before = get_routed_lead(sqlite_store, ids[GENUINE])
    move_lead(sqlite_store, ids[GENUINE], Route.GIVE, by="Ann", now=NOW)
    assert let_rule_decide(sqlite_store, ids[GENUINE], now=NOW) == before


def test_nobody_is_moved_to_a_person_who_decides(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    with pytest.raises(InputError):
        move_lead(sqlite_store, ids[GENUINE], Route.PERSON_DECIDES, now=NOW)


def test_lead_that_is_not_there_can_not_be_moved(sqlite_store: Store) -> None:
    with pytest.raises(NotFound, match="no lead"):
        move_lead(sqlite_store, "L99", Route.GIVE, now=NOW)


def test_next_step_taken_is_noted_once_and_can_be_taken_back(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    done = next_step_taken(sqlite_store, ids[GENUINE], by="Ann", now=NOW)
    assert (done.acted_at, done.owner) == (NOW, "Ann")
    later = next_step_taken(sqlite_store, ids[GENUINE], by="Ben", now=NOW + timedelta(days=1))
    assert later == done
    assert next_step_waits(sqlite_store, ids[GENUINE]).acted_at is None
