from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import NotFound
from wellspent.records.lead import Lead
from wellspent.records.submission import Submission, SubmissionChannel, SubmissionState
from wellspent.store.connect import Store
from wellspent.store.submissions import (
    CLAIMED_FOR,
    SAME_WITHIN,
    append,
    claim_waiting,
    count_waiting,
    get_submission,
    list_failed,
    mark_done,
    mark_failed,
    put_off,
    submissions_of,
)

SAID = Submission(
    site="shop",
    fields={"email": "ada@acme.example", "message": "Do you deliver?"},
    fill_seconds=12.5,
    trap_filled=False,
    time_zone="Europe/Paris",
    fingerprint="f1",
)


def test_submission_is_kept_as_it_came(store: Store) -> None:
    (kept,) = append(store, [SAID], now=NOON)
    assert kept == replace(SAID, id="S1", received_at=NOON, next_try_at=NOON)
    assert get_submission(store, "S1") == kept
    with pytest.raises(NotFound):
        get_submission(store, "S2")


def test_text_that_no_database_takes_is_kept_without_it(store: Store) -> None:
    (kept,) = append(store, [replace(SAID, fields={"a\x00": "b\x00\ud800"})], now=NOON)
    assert get_submission(store, kept.id).fields == {"a": "b?"}


def test_same_words_within_a_day_are_linked_not_dropped(store: Store) -> None:
    first, second = append(store, [SAID, SAID], now=NOON)
    (third,) = append(store, [SAID], now=NOON + SAME_WITHIN / 2)
    (later,) = append(store, [SAID], now=NOON + 2 * SAME_WITHIN)
    assert [each.duplicate_of for each in (first, second, third, later)] == ["", "S1", "S1", ""]


def test_same_idempotency_key_is_linked_within_its_site_however_late(store: Store) -> None:
    keyed = replace(SAID, idempotency_key="k", fingerprint="")
    append(store, [keyed], now=NOON)
    again = [replace(keyed, fields={"email": "other@acme.example"}), replace(keyed, site="blog")]
    same, other_site = append(store, again, now=NOON + 30 * SAME_WITHIN)
    assert (same.duplicate_of, other_site.duplicate_of) == ("S1", "")


def test_page_that_uses_a_key_again_for_other_words_loses_no_enquiry(store: Store) -> None:
    keyed = replace(SAID, idempotency_key="k")
    others = replace(keyed, fields={"email": "bo@acme.example"}, fingerprint="f2")
    sent = append(store, [keyed, others, keyed, others], now=NOON)
    (later,) = append(store, [others], now=NOON + 30 * SAME_WITHIN)
    assert [each.duplicate_of for each in (*sent, later)] == ["", "", "S1", "S2", "S2"]


def test_event_that_is_delivered_again_is_known_by_its_key_alone(store: Store) -> None:
    event = replace(SAID, idempotency_key="e1", channel=SubmissionChannel.WEBHOOK)
    append(store, [event], now=NOON)
    (again,) = append(store, [replace(event, fingerprint="f2")], now=NOON)
    assert again.duplicate_of == "S1"


def test_own_idempotency_key_makes_like_words_another_enquiry(store: Store) -> None:
    append(store, [replace(SAID, idempotency_key="a")], now=NOON)
    (other,) = append(store, [replace(SAID, idempotency_key="b")], now=NOON)
    assert other.duplicate_of == ""


def test_claimed_submission_is_nobody_elses_until_the_claim_runs_out(store: Store) -> None:
    append(store, [SAID, replace(SAID, fingerprint="f2")], now=NOON)
    (first,) = claim_waiting(store, now=NOON, limit=1)
    (second,) = claim_waiting(store, now=NOON)
    assert (first.id, first.attempts, second.id) == ("S1", 1, "S2")
    assert claim_waiting(store, now=NOON) == []
    again = claim_waiting(store, now=NOON + CLAIMED_FOR)
    assert [(each.id, each.attempts) for each in again] == [("S1", 2), ("S2", 2)]


def test_failed_submission_keeps_its_error_and_is_tried_again(store: Store) -> None:
    append(store, [SAID], now=NOON)
    claim_waiting(store, now=NOON)
    later = NOON + timedelta(minutes=5)
    mark_failed(store, "S1", "no e-mail\x00", next_try_at=later)
    (failed,) = list_failed(store)
    assert (failed.state, failed.error, failed.attempts) == (SubmissionState.FAILED, "no e-mail", 1)
    assert claim_waiting(store, now=NOON) == []
    assert [each.id for each in claim_waiting(store, now=later)] == ["S1"]
    assert count_waiting(store) == 1


def test_done_submission_is_found_by_its_lead(store: Store) -> None:
    import_records(store, Lead(external_id="1", name="Ada"))
    append(store, [SAID, SAID], now=NOON)
    mark_failed(store, "S1", "once", next_try_at=NOON)
    for submission in ("S1", "S2"):
        mark_done(store, submission, "L1")
    done = submissions_of(store, ["L1", "L2"])["L1"]
    assert (done.id, done.state, done.error, done.lead_id) == ("S1", "done", "", "L1")
    assert count_waiting(store) == 0
    assert claim_waiting(store, now=NOON + CLAIMED_FOR * 2) == []


def test_put_off_submission_has_not_used_up_a_try(store: Store) -> None:
    append(store, [SAID], now=NOON)
    claim_waiting(store, now=NOON)
    put_off(store, "S1", next_try_at=NOON + timedelta(seconds=3))
    assert claim_waiting(store, now=NOON) == []
    (again,) = claim_waiting(store, now=NOON + timedelta(seconds=3))
    assert again.attempts == 1
