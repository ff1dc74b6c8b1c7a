from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.made_enquiries import NOW, fill_store
from wellspent.errors import InputError
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.routing_rules import (
    routing_rules,
    save_routing_rules,
    what_would_have_happened,
)
from wellspent.qualify.costs import default_rules
from wellspent.records.route import Route
from wellspent.store.connect import Store

YEAR = {"since": NOW - timedelta(days=365), "until": NOW}


def test_rules_are_the_programs_until_some_are_saved(store: Store) -> None:
    assert routing_rules(store) == default_rules()
    own = replace(default_rules(), reps=("Ann",), slow_lane_share=0.05)
    assert save_routing_rules(store, own, now=NOW, by="Ann") == 1
    assert routing_rules(store) == own
    assert save_routing_rules(store, default_rules(), now=NOW) == 2
    assert routing_rules(store) == default_rules()


def test_rules_that_make_no_sense_are_not_saved(sqlite_store: Store) -> None:
    with pytest.raises(InputError):
        save_routing_rules(sqlite_store, replace(default_rules(), slow_lane_share=2.0), now=NOW)
    assert routing_rules(sqlite_store) == default_rules()


def test_same_rules_would_have_changed_nothing(store: Store) -> None:
    fill_store(store)
    route_leads(store, now=NOW)
    replayed = what_would_have_happened(store, default_rules(), **YEAR)
    assert (replayed.arrived, replayed.looked_at, replayed.genuine) == (124, 124, 120)
    assert replayed.before == replayed.after
    assert (replayed.moved, sum(replayed.after.counts.values())) == (0, 124)


def test_dearer_hours_move_calls_elsewhere_and_save_minutes(sqlite_store: Store) -> None:
    fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    dear = replace(default_rules(), costs=replace(default_rules().costs, rep_hour=2000.0))
    replayed = what_would_have_happened(sqlite_store, dear, **YEAR)
    calls = [side.counts[Route.CALL_NOW] for side in (replayed.before, replayed.after)]
    assert calls[1] < calls[0]
    assert replayed.after.minutes < replayed.before.minutes
    assert replayed.moved >= calls[0] - calls[1]
    assert all(one.before is not one.after for one in replayed.examples)


def test_smaller_share_takes_the_promise_away(sqlite_store: Store) -> None:
    fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    strict = replace(default_rules(), slow_lane_share=0.001)
    replayed = what_would_have_happened(sqlite_store, strict, **YEAR)
    assert (replayed.before.promise.holds, replayed.after.promise.holds) == (True, False)
    assert replayed.after.counts[Route.PERSON_DECIDES] > 0
    assert replayed.after.counts[Route.QUARANTINE] == 0


def test_time_outside_holds_nobody(sqlite_store: Store) -> None:
    fill_store(sqlite_store, won=3)
    later = {"since": NOW + timedelta(days=1), "until": NOW + timedelta(days=2)}
    replayed = what_would_have_happened(sqlite_store, default_rules(), **later)
    assert (replayed.looked_at, replayed.after.minutes) == (0, 0.0)


def test_time_that_makes_no_sense_is_refused(sqlite_store: Store) -> None:
    with pytest.raises(InputError):
        what_would_have_happened(sqlite_store, default_rules(), since=NOW, until=NOW)
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(InputError):
        what_would_have_happened(sqlite_store, default_rules(), since=naive, until=NOW)
