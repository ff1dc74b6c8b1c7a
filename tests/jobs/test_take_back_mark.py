import pytest

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, STUDENT, fill_store
from wellspent.errors import NotFound
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.release_lead import release_lead
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.take_back_mark import take_back_mark
from wellspent.records.authenticity import Mark, MarkKind
from wellspent.records.route import Route
from wellspent.store.connect import Store
from wellspent.store.marks import marks_of
from wellspent.store.routed_leads import get_routed_lead


def mark(lead: str, kind: MarkKind) -> Mark:
    return Mark(lead_id=lead, mark=kind, marked_at=NOW, marked_by="Ann")


@pytest.mark.parametrize("kind", MarkKind)
@pytest.mark.parametrize("name", [BOT, STUDENT, GENUINE])
def test_mark_taken_back_leaves_no_trace(sqlite_store: Store, kind: MarkKind, name: str) -> None:
    lead = fill_store(sqlite_store)[name]
    route_leads(sqlite_store, now=NOW)
    before = get_routed_lead(sqlite_store, lead)
    mark_lead(sqlite_store, mark(lead, kind))
    assert take_back_mark(sqlite_store, lead, now=NOW) == before
    assert get_routed_lead(sqlite_store, lead) == before
    assert marks_of(sqlite_store, lead) == []


def test_only_the_newest_mark_is_taken_back(store: Store) -> None:
    lead = fill_store(store)[STUDENT]
    route_leads(store, now=NOW)
    mark_lead(store, mark(lead, MarkKind.TIME_WASTER))
    mark_lead(store, mark(lead, MarkKind.BOT))
    take_back_mark(store, lead, now=NOW)
    assert [one.mark for one in marks_of(store, lead)] == [MarkKind.TIME_WASTER]


def test_release_taken_back_puts_it_where_a_person_had_put_it(sqlite_store: Store) -> None:
    lead = fill_store(sqlite_store)[GENUINE]
    route_leads(sqlite_store, now=NOW)
    move_lead(sqlite_store, lead, Route.QUARANTINE, by="Kim", now=NOW)
    release_lead(sqlite_store, lead, by="Ann", now=NOW)
    back = take_back_mark(sqlite_store, lead, chosen_before=Route.QUARANTINE, by="Ann", now=NOW)
    assert back is not None
    assert (back.route, back.released_at, back.decided_by) == (Route.QUARANTINE, None, "Ann")


def test_lead_without_a_mark_or_a_route_is_left_alone(sqlite_store: Store) -> None:
    lead = fill_store(sqlite_store)[GENUINE]
    assert take_back_mark(sqlite_store, lead, now=NOW) is None
    with pytest.raises(NotFound):
        take_back_mark(sqlite_store, "L99999", now=NOW)
