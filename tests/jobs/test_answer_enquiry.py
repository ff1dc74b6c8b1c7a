from datetime import timedelta

import pytest

from tests.jobs.made_enquiries import NOW, TERSE, fill_store
from wellspent.errors import InputError, NotFound, TooLarge
from wellspent.jobs.answer_enquiry import answer_enquiry
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.next_step_taken import next_step_taken
from wellspent.jobs.route_leads import route_leads
from wellspent.records.route import Answer, Route
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead
from wellspent.store.routed_leads import get_routed_lead


def answer(lead: str, field: str, text: str) -> Answer:
    return Answer(lead_id=lead, field=field, text=text, answered_at=NOW + timedelta(hours=1))


def test_answer_fills_the_lead_and_routes_it_anew(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    move_lead(store, ids[TERSE], Route.ASK, by="Ann", now=NOW)
    next_step_taken(store, ids[TERSE], by="Ann", now=NOW)
    asked = get_routed_lead(store, ids[TERSE])
    text = "We need a quote for three scrubbers for our dairy."
    routed = answer_enquiry(store, answer(ids[TERSE], "need", text))
    assert asked is not None
    assert routed.authenticity > asked.authenticity
    assert (routed.decided_by, routed.acted_at) == ("rule", None)
    assert routed.route is not Route.ASK
    assert get_lead(store, ids[TERSE]).message == f"price?\n\n{text}"
    assert any("answered our question" in reason for reason in routed.reasons)


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("company", "  Sample Dairy ", "Sample Dairy"),
        ("country", "Deutschland", "Germany"),
        ("employees", "about 120 people", 120.0),
        ("employees", "51-200", 125.5),
        ("employees", "I don't know", None),
        ("phone", "+49 30 901820", "+4930901820"),
    ],
)
def test_answer_is_cleaned_as_an_import_would(
    sqlite_store: Store, field: str, text: str, kept: object
) -> None:
    ids = fill_store(sqlite_store)
    answer_enquiry(sqlite_store, answer(ids[TERSE], field, text))
    assert getattr(get_lead(sqlite_store, ids[TERSE]), field) == kept


def test_same_answer_twice_changes_nothing(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    given = answer(ids[TERSE], "need", "We need a scrubber.")
    first = answer_enquiry(sqlite_store, given)
    assert answer_enquiry(sqlite_store, given) == first
    assert get_lead(sqlite_store, ids[TERSE]).message.count("scrubber") == 1


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("outcome", "won", InputError),
        ("owner", "me", InputError),
        ("need", "  ", InputError),
        ("need", "x" * 4001, TooLarge),
    ],
)
def test_answer_that_can_not_be_taken_is_refused(
    sqlite_store: Store, field: str, text: str, error: type[Exception]
) -> None:
    ids = fill_store(sqlite_store)
    with pytest.raises(error):
        answer_enquiry(sqlite_store, answer(ids[TERSE], field, text))


def test_answer_about_a_lead_that_is_not_there_is_not_found(sqlite_store: Store) -> None:
    with pytest.raises(NotFound):
        answer_enquiry(sqlite_store, answer("L99", "need", "A scrubber"))
