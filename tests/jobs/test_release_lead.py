import pytest

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, fill_store
from wellspent.errors import NotFound
from wellspent.jobs.release_lead import release_lead
from wellspent.jobs.route_leads import route_leads
from wellspent.records.authenticity import MarkKind
from wellspent.records.route import SLOW_LANES
from wellspent.store.connect import Store
from wellspent.store.marks import marks_of


def test_release_takes_it_out_and_counts_as_a_genuine_mark(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    routed = release_lead(store, ids[BOT], by="Ann", now=NOW)
    assert routed.route not in SLOW_LANES
    assert (routed.decided_by, routed.released_at) == ("Ann", NOW)
    assert [(one.mark, one.marked_by) for one in marks_of(store, ids[BOT])] == [
        (MarkKind.GENUINE, "Ann")
    ]


def test_released_twice_it_is_marked_once(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    first = release_lead(sqlite_store, ids[BOT], by="Ann", now=NOW)
    assert release_lead(sqlite_store, ids[BOT], by="Ben", now=NOW) == first
    assert len(marks_of(sqlite_store, ids[BOT])) == 1


def test_release_of_one_that_lies_in_no_slow_lane_changes_nothing(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    routed = release_lead(sqlite_store, ids[GENUINE], by="Ann", now=NOW)
    assert (routed.decided_by, marks_of(sqlite_store, ids[GENUINE])) == ("rule", [])


def test_rule_never_puts_a_released_one_back(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    released = release_lead(sqlite_store, ids[BOT], now=NOW)
    route_leads(sqlite_store, now=NOW)
    again = release_lead(sqlite_store, ids[BOT], now=NOW)
    assert (again.route, again.decided_by) == (released.route, "a person")


def test_what_was_not_decided_yet_can_not_be_released(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    with pytest.raises(NotFound, match="nothing was decided"):
        release_lead(sqlite_store, ids[BOT], now=NOW)
