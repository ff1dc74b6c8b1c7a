import pytest

from tests.jobs.made_enquiries import GENUINE, NOW, TERSE, fill_store
from wellspent.errors import NotFound
from wellspent.jobs.answer_enquiry import answer_enquiry
from wellspent.jobs.ready_next_step import ready_next_step
from wellspent.jobs.route_leads import route_leads
from wellspent.records.route import Answer, Route
from wellspent.store.connect import Store


def test_next_step_is_ready_for_the_stored_route(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    step = ready_next_step(store, ids[GENUINE])
    assert (step.route, step.template) == (Route.CALL_NOW, "en/call_now/usual")
    assert "We need a quote for 902 floor scrubbers" in step.body


def test_next_step_is_ready_before_anything_is_decided(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    assert ready_next_step(sqlite_store, ids[GENUINE]).route is Route.CALL_NOW


def test_question_that_was_answered_is_not_asked_again(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    first = ready_next_step(sqlite_store, ids[TERSE], route=Route.ASK)
    assert first.question != ""
    given = Answer(lead_id=ids[TERSE], field=first.question, text="Sample Dairy", answered_at=NOW)
    answer_enquiry(sqlite_store, given)
    second = ready_next_step(sqlite_store, ids[TERSE], route=Route.ASK)
    assert second.question not in {"", first.question}


def test_lead_that_is_not_there_has_no_next_step(sqlite_store: Store) -> None:
    with pytest.raises(NotFound):
        ready_next_step(sqlite_store, "L99")
