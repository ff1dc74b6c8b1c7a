from datetime import timedelta

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, STUDENT, fill_store
from wellspent.jobs.next_step_taken import next_step_taken
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.route_queue import route_queue
from wellspent.records.route import Route
from wellspent.records.submission import Submission
from wellspent.store.connect import Store
from wellspent.store.submissions import append, mark_failed


def test_queue_shows_what_waits_by_route_those_due_first(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    queue = route_queue(store, now=NOW, points=10)
    assert {row.lead.id for row in queue.rows} == set(ids.values())
    due = [row.routed.due_at for row in queue.rows]
    # What lies in quarantine is never due, and comes last.
    assert due[-1] is None
    assert due[:-1] == sorted(moment for moment in due if moment)
    assert sum(queue.counts.values()) == len(ids)
    assert {point.lead_id for point in queue.points} == set(ids.values())
    assert queue.promise.holds


def test_queue_can_be_narrowed_and_paged(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    held = route_queue(sqlite_store, route=Route.QUARANTINE, now=NOW)
    assert [row.lead.id for row in held.rows] == [ids[BOT]]
    first = route_queue(sqlite_store, limit=3, now=NOW)
    rest = route_queue(sqlite_store, limit=3, after=first.next_page, now=NOW)
    assert len(first.rows) + len(rest.rows) == len(ids)
    assert rest.next_page == ""


def test_first_route_that_holds_any_is_chosen(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    begin_with = (Route.PERSON_DECIDES, Route.QUARANTINE, Route.CALL_NOW)
    before = route_queue(sqlite_store, first_of=begin_with, now=NOW)
    assert before.route is Route.PERSON_DECIDES
    route_leads(sqlite_store, now=NOW)
    queue = route_queue(sqlite_store, first_of=begin_with, now=NOW)
    assert queue.counts[Route.PERSON_DECIDES] == 0
    assert (queue.route, [row.lead.id for row in queue.rows]) == (Route.QUARANTINE, [ids[BOT]])
    asked = route_queue(sqlite_store, route=Route.CALL_NOW, first_of=begin_with, now=NOW)
    assert asked.route is Route.CALL_NOW


def test_what_is_done_leaves_the_queue(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    next_step_taken(sqlite_store, ids[STUDENT], now=NOW)
    waits = {row.lead.id for row in route_queue(sqlite_store, now=NOW).rows}
    assert ids[STUDENT] not in waits
    done = route_queue(sqlite_store, waiting=False, now=NOW)
    assert [row.lead.id for row in done.rows] == [ids[STUDENT]]


def test_oldest_that_waits_is_a_person_and_overdue_ones_are_counted(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    later = NOW + timedelta(days=10)
    queue = route_queue(sqlite_store, overdue=True, now=later)
    assert queue.oldest_waiting is not None
    assert queue.oldest_waiting.lead.id not in {ids[BOT], ids[STUDENT]}
    assert (queue.overdue, len(queue.rows)) == (3, 3)
    assert ids[GENUINE] in {row.lead.id for row in queue.rows}


def test_failed_submissions_are_seen(sqlite_store: Store) -> None:
    (kept,) = append(sqlite_store, [Submission(fields={"name": "Ann"})], now=NOW)
    mark_failed(sqlite_store, kept.id, "no reason", next_try_at=NOW + timedelta(hours=1))
    queue = route_queue(sqlite_store, now=NOW)
    assert [one.error for one in queue.failed] == ["no reason"]
    assert queue.not_worked_through == 1
