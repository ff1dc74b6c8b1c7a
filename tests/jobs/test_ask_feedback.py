from datetime import timedelta

import pytest

from tests.jobs.asked_customer import ADDRESS, NOW, asked, call_with_ada, token_of
from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.answer_feedback import add_to_feedback, answer_feedback, open_feedback
from wellspent.jobs.note_consent import note_consent
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentKind
from wellspent.records.feedback import AskingWish, Worth
from wellspent.store.connect import Store


def test_message_asks_one_thing_and_holds_the_link(store: Store):
    call_with_ada(store)
    made = asked(store, by="Sam Rep")
    assert made.link.startswith(f"{ADDRESS}/feedback/")
    assert made.link in made.body
    assert made.body.startswith("Hello Ada Example,\n\none question about our call")
    assert made.request.expires_at == NOW + timedelta(days=30)
    assert not made.sent


@pytest.mark.parametrize(
    ("country", "words"),
    [("DE", "War es Ihre Zeit wert?"), ("FR", "valait"), ("ES", "merecido"), ("JP", "worth")],
)
def test_message_is_in_the_customers_language(store: Store, country: str, words: str):
    call_with_ada(store, country=country)
    made = asked(store)
    assert words in made.subject


def test_link_itself_is_not_kept(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM feedback_requests").all()
    assert token not in str(rows)


def test_nobody_is_asked_twice_within_a_month(store: Store):
    call_with_ada(store)
    asked(store)
    with pytest.raises(Conflict, match="less than 30 days ago"):
        asked(store, now=NOW + timedelta(days=28))


def test_who_wants_to_be_asked_less_often_has_peace_for_half_a_year(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    answer_feedback(store, token, Worth.YES, now=NOW)
    add_to_feedback(store, token, wish=AskingWish.LESS, now=NOW)
    with pytest.raises(Conflict, match="less than 180 days ago"):
        asked(store, now=NOW + timedelta(days=29))


def test_who_said_never_is_never_asked_again(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    answer_feedback(store, token, Worth.NO, now=NOW)
    add_to_feedback(store, token, wish=AskingWish.NEVER, now=NOW)
    with pytest.raises(Conflict, match="never want to be asked"):
        asked(store, now=NOW + timedelta(days=29))


@pytest.mark.parametrize("kind", [ConsentKind.OBJECTED, ConsentKind.WITHDRAWN])
def test_who_objected_is_not_asked(store: Store, kind: ConsentKind):
    call_with_ada(store)
    note_consent(store, "C1", kind=kind, channel=ActivityKind.EMAIL, source="by telephone", now=NOW)
    with pytest.raises(Conflict, match="can't be asked: they"):
        asked(store)


def test_old_interactions_are_not_asked_about(store: Store):
    call_with_ada(store)
    with pytest.raises(Conflict, match="within the last 30 days"):
        asked(store, now=NOW + timedelta(days=40))


@pytest.mark.parametrize(
    ("activity", "changed", "error"),
    [
        ("V9", {}, NotFound),
        ("A1", {}, InputError),
        ("V1", {"language": "xx"}, InputError),
        ("V1", {"contact_id": "C9"}, NotFound),
    ],
)
def test_wrong_requests_say_what_is_wrong(store: Store, activity, changed, error):
    from wellspent.jobs.ask_feedback import ask_feedback

    call_with_ada(store)
    with pytest.raises(error):
        ask_feedback(store, activity, **{"address": ADDRESS, "now": NOW, **changed})


def test_link_of_another_store_is_refused_before_it_is_looked_for(store: Store, sqlite_empty):
    call_with_ada(store)
    token = token_of(asked(store))
    with pytest.raises(NotFound, match="isn't complete"):
        open_feedback(sqlite_empty, token, now=NOW)
    with pytest.raises(NotFound, match="isn't complete"):
        open_feedback(store, token[:-1] + ("0" if token[-1] != "0" else "1"), now=NOW)
