from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jobs.asked_customer import NOW, asked, call_with_ada, token_of
from wellspent.errors import Conflict, InputError
from wellspent.jobs.answer_feedback import add_to_feedback, answer_feedback, open_feedback
from wellspent.jobs.feedback_results import feedback_results, rate
from wellspent.records.feedback import Worth
from wellspent.records.heard import Complaint, CreditKind
from wellspent.records.ledger import LedgerQuery
from wellspent.store.connect import Store
from wellspent.store.ledger import list_entries
from wellspent.store.reader import reader_of


def test_yes_is_a_credit_at_the_moment_of_the_call(store: Store):
    call_with_ada(store)
    answer_feedback(store, token_of(asked(store)), Worth.YES, now=NOW + timedelta(hours=2))
    (line,) = list_entries(store, LedgerQuery()).entries
    assert (line.credit, line.count, line.activity_id) == (CreditKind.FEEDBACK, 1, "V1")
    assert (line.contact_id, line.rep) == ("C1", "Sam Rep")
    assert line.happened_at == NOW - timedelta(days=1)


def test_no_is_kept_and_credits_nothing(store: Store):
    call_with_ada(store)
    answer_feedback(store, token_of(asked(store)), Worth.NO, now=NOW)
    assert list_entries(store, LedgerQuery()).entries == ()
    assert feedback_results(store).total.worth[Worth.NO].count == 1


def test_looking_at_the_page_answers_nothing(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    for _ in range(3):
        assert open_feedback(store, token, now=NOW).answer is None
    assert feedback_results(store).total.answered.count == 0


def test_answer_is_given_once(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    answer_feedback(store, token, Worth.YES, now=NOW)
    with pytest.raises(Conflict, match="answered already"):
        answer_feedback(store, token, Worth.NO, now=NOW)
    assert feedback_results(store).total.worth[Worth.YES].count == 1


def test_words_are_added_once(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    with pytest.raises(Conflict, match="Nothing was answered yet"):
        add_to_feedback(store, token, words="Hello", now=NOW)
    answer_feedback(store, token, Worth.PARTLY, now=NOW)
    complaints = [Complaint.MY_TIME, Complaint.MY_TIME]
    add_to_feedback(store, token, complaints=complaints, words=" Too long. ", now=NOW)
    with pytest.raises(Conflict, match="added something"):
        add_to_feedback(store, token, words="Once more", now=NOW)
    results = feedback_results(store)
    (said,) = results.words
    assert said.answer is not None
    assert (said.answer.words, said.answer.complaints) == ("Too long.", (Complaint.MY_TIME,))
    assert (said.contact_name, said.account_name) == ("Ada Example", "Acme Ltd")
    assert results.total.complaints == {Complaint.MY_TIME: 1}


def test_objection_on_the_page_counts_in_every_room(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    answer_feedback(store, token, Worth.NO, now=NOW)
    add_to_feedback(store, token, objects=True, now=NOW)
    assert reader_of(store, "ada@acme.example").objected_at == NOW


def test_link_that_is_out_of_date_takes_no_answer(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    with pytest.raises(Conflict, match="out of date"):
        answer_feedback(store, token, Worth.YES, now=NOW + timedelta(days=30))


def test_unlimited_words_are_refused(store: Store):
    call_with_ada(store)
    token = token_of(asked(store))
    answer_feedback(store, token, Worth.NO, now=NOW)
    with pytest.raises(InputError, match="longer than"):
        add_to_feedback(store, token, words="x" * 3000, now=NOW)


def test_silence_is_neither_yes_nor_no(store: Store):
    call_with_ada(store)
    asked(store)
    total = feedback_results(store, cut="rep").total
    assert (total.asked, total.answered.count) == (1, 0)
    assert all(rate.share is None for rate in total.worth.values())


@given(st.integers(0, 400), st.integers(0, 400))
def test_intervals_hold_their_share(count: int, others: int):
    told = rate(count, count + others)
    if told.share is None:
        assert (told.low, told.high) == (0.0, 1.0)
    else:
        assert 0 <= told.low <= told.share <= told.high <= 1


def test_unknown_cut_is_refused(store: Store):
    with pytest.raises(InputError, match="no cut"):
        feedback_results(store, cut="hair colour")
