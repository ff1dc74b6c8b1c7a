import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.made_records import NOON, import_records, leads_of
from wellspent.errors import Conflict, InputError, StoreUnavailable
from wellspent.jobs import add_lead as add_lead_job
from wellspent.jobs.add_lead import add_lead
from wellspent.records.account import Account
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead

ADA = Lead(name="Ada Example", email="ada@acme.example", company="Acme", message="please call")


def test_lead_is_stored_and_linked(store: Store) -> None:
    import_records(store, Account(name="Acme Ltd", domain="acme.example"))
    lead, created = add_lead(store, ADA)
    assert (created, lead.account_id, lead.outcome) == (True, "A1", LeadOutcome.OPEN)
    assert lead.arrived_at is not None
    assert get_lead(store, lead.id) == lead


def test_same_key_gives_the_same_lead(store: Store) -> None:
    first = add_lead(store, ADA, idempotency_key="k1")
    again = add_lead(store, ADA, idempotency_key="k1")
    assert again == (first[0], False)
    assert len(leads_of(store)) == 1


def test_same_key_with_other_content_is_a_conflict(store: Store) -> None:
    add_lead(store, ADA, idempotency_key="k1")
    with pytest.raises(Conflict, match="another lead"):
        add_lead(store, replace(ADA, message="other"), idempotency_key="k1")


def test_form_sent_twice_is_one_lead(store: Store) -> None:
    assert add_lead(store, ADA)[1]
    assert not add_lead(store, ADA)[1]
    assert add_lead(store, replace(ADA, message="another question"))[1]


def test_same_words_days_later_are_another_enquiry(store: Store) -> None:
    assert add_lead(store, replace(ADA, arrived_at=NOON))[1]
    assert not add_lead(store, replace(ADA, arrived_at=NOON))[1]
    assert add_lead(store, replace(ADA, arrived_at=NOON + timedelta(days=2)))[1]


def test_same_external_id_is_the_same_lead(store: Store) -> None:
    assert add_lead(store, replace(ADA, external_id="17"))[1]
    assert not add_lead(store, replace(ADA, external_id="17", message="other"))[1]


def test_import_knows_a_posted_lead_again(store: Store) -> None:
    posted = replace(ADA, external_id="17", arrived_at=NOON)
    add_lead(store, posted)
    run = import_records(store, replace(posted, outcome=LeadOutcome.WON))
    assert (run.created, run.changed) == (0, 1)


def test_two_leads_that_say_nothing_of_a_person_are_two(store: Store) -> None:
    assert add_lead(store, Lead(company="Acme", arrived_at=NOON))[1]
    assert add_lead(store, Lead(company="Acme", arrived_at=NOON + timedelta(days=3)))[1]


@pytest.mark.parametrize(
    "failure", [StoreUnavailable("gone"), Conflict("meanwhile"), ValueError("a mistake of ours")]
)
def test_lead_outlasts_a_failure_to_link(
    store: Store, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(_store: Store, _lead: str) -> None:
        raise failure

    monkeypatch.setattr(add_lead_job, "link_lead", fail)
    lead, created = add_lead(store, ADA)
    assert created
    assert [stored.id for stored in leads_of(store)] == [lead.id]


@pytest.mark.parametrize(
    ("lead", "key"),
    [
        (Lead(), ""),
        (Lead(name="  "), ""),
        (replace(ADA, arrived_at=NOON.replace(tzinfo=None)), ""),
        (ADA, "k" * 256),
    ],
)
def test_lead_that_makes_no_sense_is_refused(store: Store, lead: Lead, key: str) -> None:
    with pytest.raises(InputError):
        add_lead(store, lead, idempotency_key=key)
    assert leads_of(store) == []


@pytest.mark.parametrize("text", ["a\x00b", "half \ud800", "😀"])
def test_any_text_is_taken(store: Store, text: str) -> None:
    lead = Lead(name=text, external_id=text, company=text, email=text, attributes={text: text})
    first, created = add_lead(store, lead, idempotency_key=text)
    assert created
    assert add_lead(store, lead, idempotency_key=text) == (first, False)


def test_same_lead_sent_many_times_at_once_is_one(store: Store) -> None:
    created: list[bool] = []
    senders = [
        threading.Thread(target=lambda: created.append(add_lead(store, ADA)[1])) for _ in range(6)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(created) == [False] * 5 + [True]


def test_lead_is_cleaned_as_an_import_cleans(store: Store) -> None:
    noted = Lead(external_id="x", name="Bo Sample", attributes={"seats": 5.0})
    import_records(store, noted)
    sent = replace(
        ADA,
        email="ADA@Acme.example",
        country="DE",
        attributes={"Seats": "12", "Employees": "51-200"},
    )
    lead, _ = add_lead(store, sent, idempotency_key="k1")
    assert (lead.email, lead.country, lead.employees) == ("ada@acme.example", "Germany", 125.5)
    assert lead.attributes == {"seats": 12.0}
    assert add_lead(store, sent, idempotency_key="k1") == (lead, False)
