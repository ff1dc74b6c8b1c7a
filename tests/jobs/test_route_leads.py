from dataclasses import replace
from datetime import timedelta

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, fill_store
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.qualify_leads import qualify_lead
from wellspent.jobs.route_leads import route_leads, route_touched_leads
from wellspent.records.imports import Progress
from wellspent.records.route import Route
from wellspent.store.connect import Store
from wellspent.store.routed_leads import (
    get_routed_lead,
    save_routed_lead,
    save_routed_leads,
    stream_routed,
)


def test_all_open_leads_are_routed_and_again_the_same(store: Store) -> None:
    ids = fill_store(store)
    told: list[Progress] = []
    assert route_leads(store, now=NOW, on_progress=told.append) == len(ids)
    assert told[-1].share == 1.0
    first = list(stream_routed(store))
    assert {one.lead_id for one in first} == set(ids.values())
    assert route_leads(store, now=NOW) == len(ids)
    assert list(stream_routed(store)) == first


def test_promise_rests_on_the_won_leads(sqlite_store: Store) -> None:
    fill_store(sqlite_store)
    assert not promise_in_force(sqlite_store).holds
    route_leads(sqlite_store, now=NOW)
    promise = promise_in_force(sqlite_store)
    assert (promise.holds, promise.sample) == (True, 120)


def test_what_a_person_decides_while_it_runs_is_left_to_them(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    before = get_routed_lead(store, ids[BOT])
    assert before is not None
    move_lead(store, ids[BOT], Route.CALL_NOW, by="Ann", now=NOW)
    late = replace(before, reason="an earlier look")
    assert save_routed_leads(store, [late], unless_changed={before.lead_id: before}) == 0
    kept = get_routed_lead(store, ids[BOT])
    assert kept is not None
    assert (kept.route, kept.decided_by) == (Route.CALL_NOW, "Ann")


def test_move_outlives_later_rule_runs(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    moved = move_lead(sqlite_store, ids[GENUINE], Route.GIVE, by="Ann", now=NOW)
    route_leads(sqlite_store, now=NOW + timedelta(hours=1))
    kept = get_routed_lead(sqlite_store, ids[GENUINE])
    assert kept is not None
    assert (kept.route, kept.reason, kept.due_at) == (Route.GIVE, moved.reason, moved.due_at)


def test_only_leads_without_a_route_or_scored_since_are_touched(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    assert route_touched_leads(sqlite_store, now=NOW) == len(ids)
    assert route_touched_leads(sqlite_store, now=NOW) == 0
    qualify_lead(sqlite_store, ids[GENUINE], now=NOW + timedelta(hours=1))
    assert route_touched_leads(sqlite_store, now=NOW + timedelta(hours=1)) == 1


def test_lead_that_was_decided_before_and_is_gone_is_passed_over(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    routed = get_routed_lead(sqlite_store, ids[BOT])
    assert routed is not None
    save_routed_lead(sqlite_store, replace(routed, lead_id="L99999"))
    assert get_routed_lead(sqlite_store, "L99999") is None
