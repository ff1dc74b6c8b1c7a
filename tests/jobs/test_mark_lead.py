import pytest

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, STUDENT, fill_store
from wellspent.errors import NotFound
from wellspent.jobs.learn_authenticity import learn_authenticity, learn_what_is_new
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.route_leads import route_leads
from wellspent.records.authenticity import Mark, MarkKind
from wellspent.records.route import Route
from wellspent.store.connect import Store
from wellspent.store.routed_leads import get_routed_lead


def mark(lead: str, kind: MarkKind) -> Mark:
    return Mark(lead_id=lead, mark=kind, marked_at=NOW, marked_by="Ann")


def test_bot_goes_to_quarantine_by_a_persons_word_and_out_of_the_queue(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    routed = mark_lead(store, mark(ids[STUDENT], MarkKind.BOT))
    assert routed is not None
    assert (routed.route, routed.decided_by, routed.acted_at) == (Route.QUARANTINE, "Ann", NOW)
    assert get_routed_lead(store, ids[STUDENT]) == routed


def test_genuine_takes_it_out_of_a_slow_lane(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    routed = mark_lead(sqlite_store, mark(ids[BOT], MarkKind.GENUINE))
    assert routed is not None
    assert routed.route in {Route.CALL_NOW, Route.LIGHT_TOUCH, Route.GIVE}
    assert (routed.released_at, routed.decided_by) == (NOW, "Ann")


def test_time_waster_stays_where_it_is_and_leaves_the_queue(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    before = get_routed_lead(sqlite_store, ids[GENUINE])
    routed = mark_lead(sqlite_store, mark(ids[GENUINE], MarkKind.TIME_WASTER))
    assert before is not None
    assert routed is not None
    assert (routed.route, routed.acted_at) == (before.route, NOW)


def test_mark_before_any_route_is_kept(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    assert mark_lead(sqlite_store, mark(ids[BOT], MarkKind.BOT)) is None


def test_mark_of_a_lead_that_is_not_there_is_not_found(sqlite_store: Store) -> None:
    with pytest.raises(NotFound):
        mark_lead(sqlite_store, mark("L99", MarkKind.BOT))


def test_marks_teach_once(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    assert not learn_what_is_new(store, now=NOW)
    mark_lead(store, mark(ids[BOT], MarkKind.BOT))
    assert learn_what_is_new(store, now=NOW)
    assert not learn_what_is_new(store, now=NOW)


def test_learning_the_same_twice_changes_nothing(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    mark_lead(sqlite_store, mark(ids[BOT], MarkKind.BOT))
    first = learn_authenticity(sqlite_store, now=NOW)
    assert (first.won, first.lost) == (6, 1)
    assert learn_authenticity(sqlite_store, now=NOW) == first
