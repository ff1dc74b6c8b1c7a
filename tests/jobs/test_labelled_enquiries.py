from datetime import timedelta

from tests.jobs.made_enquiries import BOT, NOW, STUDENT, TERSE, fill_store
from tests.store.made_records import import_records
from wellspent.jobs.labelled_enquiries import BOUNCED, MARKED, WON, labelled_enquiries
from wellspent.records.authenticity import EnquiryKind, LabelledEnquiry, Mark, MarkKind
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.enquiry import History
from wellspent.store.bounces import note_bounce
from wellspent.store.connect import Store
from wellspent.store.marks import add_mark


def by_lead(store: Store) -> dict[str, LabelledEnquiry]:
    return {one.enquiry.lead.id: one for one in labelled_enquiries(store)}


def test_won_leads_are_genuine_and_open_ones_unknown(store: Store) -> None:
    ids = fill_store(store, won=7)
    labelled = by_lead(store)
    assert [(one.genuine, one.known_from) for one in labelled.values()] == [(True, WON)] * 7
    assert not set(ids.values()) & set(labelled)


def test_mark_says_it_before_anything_else(sqlite_store: Store) -> None:
    fill_store(sqlite_store, won=1)
    (won,) = by_lead(sqlite_store)
    for mark in (MarkKind.GENUINE, MarkKind.BOT):
        add_mark(sqlite_store, Mark(lead_id=won, mark=mark, marked_at=NOW))
    (one,) = by_lead(sqlite_store).values()
    assert (one.genuine, one.known_from, one.kind) == (False, MARKED, EnquiryKind.BOT)


def test_deal_that_was_won_labels_the_lead_that_it_grew_from(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store, won=0)
    won = Deal(external_id="D1", lead_id=TERSE, outcome=DealOutcome.WON, closed_at=NOW)
    import_records(sqlite_store, won)
    assert by_lead(sqlite_store)[ids[TERSE]].genuine


def test_mail_that_came_back_for_good_labels_and_one_that_is_late_does_not(
    sqlite_store: Store,
) -> None:
    ids = fill_store(sqlite_store, won=0)
    note_bounce(sqlite_store, "qzxvkj8841@example.com", bounced_at=NOW, status="5.1.1")
    note_bounce(sqlite_store, "ida@example.com", bounced_at=NOW, status="4.2.2")
    labelled = by_lead(sqlite_store)
    assert ids[STUDENT] not in labelled
    one = labelled[ids[BOT]]
    assert (one.genuine, one.known_from) == (False, BOUNCED)


def test_only_what_was_known_on_arrival_counts(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store, won=0)
    note_bounce(
        sqlite_store,
        "qzxvkj8841@example.com",
        bounced_at=NOW + timedelta(days=1),
        status="5.1.1",
    )
    history = by_lead(sqlite_store)[ids[BOT]].enquiry.history
    assert history == History()


def test_latest_ones_are_looked_at(sqlite_store: Store) -> None:
    fill_store(sqlite_store, won=9)
    found = labelled_enquiries(sqlite_store, most=3)
    # The first made leads arrived last.
    assert {one.enquiry.lead.external_id for one in found} == {"E0", "E1", "E2"}
