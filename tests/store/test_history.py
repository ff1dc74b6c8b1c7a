from dataclasses import replace
from datetime import timedelta

from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.authenticity import EnquiryKind, Mark, MarkKind
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.enquiry import History
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.route import Route, RoutedLead
from wellspent.store.bounces import note_bounce
from wellspent.store.connect import Store
from wellspent.store.history import histories_of, history_of
from wellspent.store.leads import get_lead
from wellspent.store.marks import add_mark, last_marked_at, latest_marks, marks_of
from wellspent.store.routed_leads import save_routed_lead

DAY = timedelta(days=1)
ADA = Lead(external_id="9", name="Ada", email="ada@acme.example", arrived_at=NOON)
WORDS = "We would like to order forty ovens for our bakeries in Ghent."


def test_enquiry_of_a_stranger_has_no_history(store: Store) -> None:
    import_records(store, ADA)
    assert history_of(store, get_lead(store, "L1")) == History()
    assert history_of(store, Lead()) == History()


def test_earlier_enquiries_of_the_address_count_with_what_they_turned_out_to_be(
    store: Store,
) -> None:
    before = [
        replace(ADA, external_id=str(n), arrived_at=NOON - n * DAY, message=str(n))
        for n in range(1, 6)
    ]
    won = replace(before[0], outcome=LeadOutcome.WON, closed_at=NOON + DAY)
    after = replace(ADA, external_id="8", arrived_at=NOON + DAY)
    import_records(store, won, *before[1:], ADA, after, fields=("outcome", "closed_at"))
    for lead, said in (("L2", MarkKind.BOT), ("L3", MarkKind.BOT), ("L3", MarkKind.GENUINE)):
        add_mark(store, Mark(lead_id=lead, mark=said, marked_at=NOON - DAY))
    save_routed_lead(store, released("L4"))
    history = history_of(store, get_lead(store, "L6"))
    assert history == History(earlier_enquiries=5, earlier_genuine=3, earlier_not_genuine=1)
    at_arrival = history_of(store, get_lead(store, "L6"), at_arrival=True)
    assert (at_arrival.earlier_genuine, at_arrival.earlier_not_genuine) == (1, 1)


def released(lead: str) -> RoutedLead:
    return RoutedLead(
        lead_id=lead,
        authenticity=0.1,
        authenticity_low=0.0,
        authenticity_high=0.2,
        kind=EnquiryKind.BOT,
        reasons=(),
        route=Route.LIGHT_TOUCH,
        reason="released",
        decided_at=NOON,
        released_at=NOON + DAY,
    )


def test_copies_are_the_same_words_from_other_people(store: Store) -> None:
    copied = [
        replace(ADA, external_id="1", message=f"Hello Tom,\n{WORDS}"),
        replace(ADA, external_id="2", email="b@b.example", message=f"Hi Ann,\n{WORDS.upper()} 77"),
        replace(ADA, external_id="3", email="b@b.example", message=f"Dear all\n{WORDS}"),
        replace(
            ADA, external_id="4", email="c@c.example", message=f"Ok\n{WORDS}", arrived_at=NOON + DAY
        ),
        replace(ADA, external_id="5", email="d@d.example", message="Please call me"),
        replace(ADA, external_id="6", email="e@e.example", message="Please call me"),
    ]
    import_records(store, *copied)
    given = [get_lead(store, f"L{number}") for number in range(1, 7)]
    assert [each.copies for each in histories_of(store, given)] == [2, 2, 2, 2, 0, 0]
    early = replace(given[0], arrived_at=NOON + DAY / 2)
    assert history_of(store, early, at_arrival=True).copies == 1


def test_bounce_is_remembered_by_address(store: Store) -> None:
    note_bounce(store, "Ada@Acme.example ", bounced_at=NOON, status="5.1.1")
    note_bounce(store, "ada@acme.example", bounced_at=NOON + DAY, status="5.1.1")
    assert history_of(store, ADA).bounced == NOON + DAY
    assert history_of(store, ADA, at_arrival=True).bounced is None


def test_conversations_are_talks_and_what_the_person_wrote(store: Store) -> None:
    kinds = [
        (ActivityKind.CALL, Direction.OUTBOUND),
        (ActivityKind.EMAIL, Direction.INBOUND),
        (ActivityKind.EMAIL, Direction.OUTBOUND),
        (ActivityKind.DOWNLOAD, Direction.INBOUND),
    ]
    talks = [
        Activity(
            external_id=str(n),
            kind=kind,
            direction=way,
            happened_at=NOON - n * DAY,
            contact_key="ada@acme.example",
        )
        for n, (kind, way) in enumerate(kinds)
    ]
    import_records(store, *talks)
    assert history_of(store, ADA).conversations == 2


def test_customer_is_one_from_before_the_enquiry(store: Store) -> None:
    import_records(store, Account(name="Acme", domain="acme.example", customer_since=NOON - DAY))
    import_records(store, ADA, replace(ADA, external_id="2", arrived_at=NOON - 2 * DAY))
    assert history_of(store, get_lead(store, "L1")).customer == "Acme"
    assert history_of(store, get_lead(store, "L2")).customer == ""


def test_deal_won_from_this_very_enquiry_makes_no_earlier_customer(store: Store) -> None:
    import_records(store, Account(name="Acme", domain="acme.example"))
    import_records(store, ADA, replace(ADA, external_id="2", arrived_at=NOON + 5 * DAY))
    deal = Deal(
        external_id="1",
        name="Ovens",
        account_key="acme.example",
        lead_id="9",
        outcome=DealOutcome.WON,
        closed_at=NOON + DAY,
    )
    import_records(store, deal, fields=("outcome", "closed_at"))
    assert history_of(store, get_lead(store, "L1")).customer == ""
    assert history_of(store, get_lead(store, "L2")).customer == "Acme"


def test_marks_are_kept_side_by_side_and_the_newest_counts(store: Store) -> None:
    import_records(store, ADA)
    assert last_marked_at(store) is None
    first = Mark(lead_id="L1", mark=MarkKind.BOT, marked_at=NOON, kind=EnquiryKind.BOT)
    second = Mark(
        lead_id="L1",
        mark=MarkKind.GENUINE,
        marked_at=NOON + DAY,
        marked_by="mia",
        note="called her",
    )
    add_mark(store, first)
    add_mark(store, second)
    assert marks_of(store, "L1") == [second, first]
    assert latest_marks(store) == latest_marks(store, ["L1", "L2"]) == {"L1": second}
    assert last_marked_at(store) == NOON + DAY
