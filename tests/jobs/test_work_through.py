from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.made_records import import_records
from wellspent.errors import InputError
from wellspent.jobs import work_through as work
from wellspent.jobs.receive_enquiry import Intake, receive_enquiry
from wellspent.jobs.sites import save_site
from wellspent.jobs.undo_import import undo
from wellspent.jobs.work_through import PAUSES, work_through
from wellspent.records.account import Account
from wellspent.records.hook import Hook, HookEvent
from wellspent.records.lead import Lead
from wellspent.records.queue import LeadQuery
from wellspent.records.site import Site
from wellspent.records.submission import Submission, SubmissionState
from wellspent.store.connect import Store
from wellspent.store.hooks import claim_deliveries, save_hook
from wellspent.store.leads import get_lead, list_leads
from wellspent.store.routed_leads import get_routed_lead
from wellspent.store.submissions import (
    CLAIMED_FOR,
    claim_waiting,
    count_waiting,
    get_submission,
    list_failed,
)
from wellspent.store.submitted_lead import store_submitted_lead

SAID = Submission(
    site="shop",
    fields={"name": "Ada", "email": "Ada@Acme.example", "message": "We need 40 ovens by May."},
)


@pytest.fixture
def intake(store: Store) -> Iterator[Intake]:
    save_site(store, Site(name="shop"))
    made = Intake(store)
    yield made
    made.close()


def now() -> datetime:
    return datetime.now(UTC)


def test_enquiry_becomes_a_lead_with_account_fit_and_route(store: Store, intake: Intake) -> None:
    import_records(store, Account(name="Acme", domain="acme.example"))
    received = receive_enquiry(intake, SAID)
    assert work_through(store, now=now()) == 1
    lead = get_lead(store, "L1")
    assert (lead.email, lead.account_id, lead.source) == ("ada@acme.example", "A1", "shop")
    assert lead.arrived_at == received.received_at
    routed = get_routed_lead(store, "L1")
    assert routed is not None
    assert routed.reasons
    done = get_submission(store, received.id)
    assert (done.state, done.lead_id) == (SubmissionState.DONE, "L1")


def test_enquiry_that_says_nothing_is_refused(intake: Intake) -> None:
    with pytest.raises(InputError, match="says nothing"):
        receive_enquiry(intake, replace(SAID, fields={"name": "  ", "_trap": "x"}))


def test_same_words_become_one_lead(store: Store, intake: Intake) -> None:
    spaced = replace(SAID, fields={**SAID.fields, "message": "we need  40 ovens by may. "})
    first, second = receive_enquiry(intake, SAID), receive_enquiry(intake, spaced)
    assert second.duplicate_of == first.id
    assert work_through(store, now=now()) == 2
    assert get_submission(store, second.id).lead_id == "L1"
    assert list_leads(store, LeadQuery()).total == 1


def test_failing_step_is_marked_and_tried_again_with_growing_pauses(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_enquiry(intake, SAID)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no more rules")

    moment = now()
    with monkeypatch.context() as patched:
        patched.setattr(work, "qualify_enquiry", fails)
        for pause in (PAUSES[0], PAUSES[1]):
            assert work_through(store, now=moment) == 0
            (failed,) = list_failed(store)
            assert failed.error == "RuntimeError: no more rules"
            assert failed.next_try_at == moment + pause
            assert work_through(store, now=moment + pause / 2) == 0
            moment += pause
    assert work_through(store, now=moment) == 1
    assert list_failed(store) == []
    assert list_leads(store, LeadQuery()).total == 1


def test_worker_that_was_killed_in_the_middle_doubles_nothing(store: Store, intake: Intake) -> None:
    received = receive_enquiry(intake, SAID)
    (claimed,) = claim_waiting(store, now=now())
    store_submitted_lead(store, claimed.id, Lead(email="ada@acme.example"))
    assert work_through(store, now=now()) == 0
    assert work_through(store, now=now() + 2 * CLAIMED_FOR) == 1
    assert get_submission(store, received.id).lead_id == "L1"
    assert list_leads(store, LeadQuery()).total == 1


def test_worker_that_is_told_to_stop_leaves_the_rest(store: Store, intake: Intake) -> None:
    for number in range(3):
        receive_enquiry(intake, replace(SAID, fields={"email": f"p{number}@acme.example"}))
    answers = iter([False, True])
    assert work_through(store, now=now(), should_stop=lambda: next(answers)) == 1
    assert count_waiting(store) == 2
    assert work_through(store, now=now()) == 2


def test_hooks_are_told_of_arrival_and_route(store: Store, intake: Intake) -> None:
    events = (HookEvent.LEAD_ARRIVED, HookEvent.LEAD_ROUTED)
    save_hook(store, Hook(address="https://crm.example/", events=events, secret="s" * 24))
    receive_enquiry(intake, SAID)
    work_through(store, now=now())
    told = claim_deliveries(store, now=now() + timedelta(seconds=5))
    assert [each.event for each in told] == list(events)


def test_lead_that_was_imported_already_is_found_again(store: Store, intake: Intake) -> None:
    received = receive_enquiry(intake, SAID)
    lead = Lead(
        name="Ada",
        email="ada@acme.example",
        message="We need 40 ovens by May.",
        source="shop",
        arrived_at=received.received_at,
    )
    run = import_records(store, lead, fields=("email",))
    assert work_through(store, now=now()) == 1
    assert get_submission(store, received.id).lead_id == "L1"
    undo(store, run.id)
    assert get_submission(store, received.id).lead_id in {"", "L1"}
