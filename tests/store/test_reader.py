from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.money import Money
from wellspent.records.reader import Consent, Reader
from wellspent.records.referral import Referral
from wellspent.store import around_reader
from wellspent.store.bounces import note_bounce
from wellspent.store.connect import Store
from wellspent.store.consents import add_consent
from wellspent.store.prepared import PreparedQuery, PreparedRecords
from wellspent.store.reader import MOST_ACTIVITIES, reader_of
from wellspent.store.undo import undo_import

ACME = Account(name="Acme Foods GmbH", external_id="A-1", domain="acme.example", country="Germany")
BERG = Account(name="Bergmann Dairy", external_id="A-2", domain="bergmann.example")
ADA = Contact(
    name="Ada Éxample",
    external_id="C-1",
    email="ada@acme.example",
    title="Buyer",
    account_key="A-1",
)
BO = Contact(name="Bo Sample", external_id="C-2", email="bo@acme.example", account_key="A-1")
CY = Contact(name="Cy Specimen", external_id="C-3", email="cy@bergmann.example", account_key="A-2")


def call(
    days: float, contact: str = "ada@acme.example", account: str = "A-1", subject: str = ""
) -> Activity:
    return Activity(
        kind=ActivityKind.CALL,
        direction=Direction.OUTBOUND,
        contact_key=contact,
        account_key=account,
        subject=subject,
        happened_at=NOON - timedelta(days=days),
    )


DEAL = Deal(
    name="Pumps",
    account_key="A-1",
    contact_key="C-1",
    amount=Money(Decimal("1200.50"), "EUR"),
    products=("AquaLine",),
    created_at=NOON,
)


@pytest.fixture
def filled(store: Store) -> Store:
    import_records(store, ACME, BERG, file="accounts.csv")
    import_records(store, ADA, BO, CY, file="contacts.csv")
    import_records(
        store,
        call(9, subject="first"),
        call(1, subject="last"),
        Activity(contact_key="ada@acme.example", account_key="A-1", subject="undated"),
        call(2, "bo@acme.example", subject="with Bo"),
        call(3, "cy@bergmann.example", "A-2", subject="with Cy"),
        file="activities.csv",
    )
    import_records(store, DEAL, file="d.csv")
    import_records(store, Referral(giver_key="A-2", receiver_key="A-1", note="at the fair"))
    import_records(
        store, Lead(name="Ada", email="ada@acme.example", message="Price?", arrived_at=NOON)
    )
    return store


@pytest.mark.parametrize(
    "recipient", ["C1", "C-1", "ada@acme.example", "ADA@acme.example", "Ada <ada@acme.example>"]
)
def test_reader_is_found_by_id_key_and_address(filled: Store, recipient: str) -> None:
    reader = reader_of(filled, recipient)
    assert reader.contact == replace(ADA, id="C1", account_id="A1")
    assert reader.account == replace(ACME, id="A1")
    assert [one.subject for one in reader.activities] == ["last", "first", "undated"]
    assert [one.subject for one in reader.account_activities] == ["with Bo"]
    assert [one.name for one in reader.colleagues] == ["Bo Sample"]
    assert reader.deals == (replace(DEAL, id="D1", account_id="A1", contact_id="C1", lead_id="L1"),)
    assert [one.note for one in reader.referrals] == ["at the fair"]
    assert [one.name for one in reader.referring_accounts] == ["Bergmann Dairy"]
    assert [one.message for one in reader.leads] == ["Price?"]
    assert reader.time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "recipient", ["", "C99", "C" + "9" * 30, "nobody@acme.example", "Ada", "@"]
)
def test_nobody_is_an_empty_reader(filled: Store, recipient: str) -> None:
    assert reader_of(filled, recipient) == Reader()


def test_names_are_found_however_they_are_written(filled: Store) -> None:
    reader = reader_of(filled, "C2", names=["ADA EXAMPLE", "Bergmann Dairy Ltd", "No Such Co", ""])
    assert [one.id for one in reader.mentioned_contacts] == ["C1"]
    assert [one.id for one in reader.mentioned_accounts] == ["A2"]


def test_enquirer_who_is_no_contact_is_read_off_the_enquiry(filled: Store) -> None:
    lead = Lead(
        name="Di Muster",
        email="di@new.example",
        title="Owner",
        company="New Co",
        arrived_at=NOON,
        attributes={"time_zone": "America/New_York"},
    )
    import_records(filled, lead, file="more.csv")
    import_records(filled, call(1, "di@new.example", subject="with Di"), file="more-calls.csv")
    reader = reader_of(filled, "di@new.example")
    assert reader.contact is not None
    assert (reader.contact.id, reader.contact.name) == ("L2", "Di Muster")
    assert [one.subject for one in reader.activities] == ["with Di"]
    assert reader.time_zone == "America/New_York"
    assert reader_of(filled, "L2") == reader


def test_latest_activities_are_kept_where_there_are_very_many(filled: Store) -> None:
    many = [call(10 + day, subject=f"{day}") for day in range(MOST_ACTIVITIES + 20)]
    import_records(filled, *many, file="many.csv")
    subjects = [one.subject for one in reader_of(filled, "C1").activities]
    assert len(subjects) == MOST_ACTIVITIES
    assert subjects[:4] == ["last", "first", "0", "1"]


def said(kind: ConsentKind, days: float, channel: ActivityKind | None = None) -> ConsentEntry:
    email = "ada@acme.example"
    return ConsentEntry(
        kind=kind, channel=channel, email=email, said_at=NOON - timedelta(days=days), source="form"
    )


@pytest.mark.parametrize(
    ("entries", "consents", "objected"),
    [
        ([], {}, False),
        (
            [said(ConsentKind.GIVEN, 2, ActivityKind.EMAIL)],
            {ActivityKind.EMAIL: Consent.GIVEN},
            False,
        ),
        (
            [
                said(ConsentKind.WITHDRAWN, 1, ActivityKind.EMAIL),
                said(ConsentKind.GIVEN, 2, ActivityKind.EMAIL),
            ],
            {ActivityKind.EMAIL: Consent.WITHDRAWN},
            False,
        ),
        (
            [said(ConsentKind.OBJECTED, 1)],
            dict.fromkeys(ActivityKind, Consent.WITHDRAWN),
            True,
        ),
        (
            [said(ConsentKind.OBJECTED, 2), said(ConsentKind.GIVEN, 1, ActivityKind.EMAIL)],
            dict.fromkeys(ActivityKind, Consent.WITHDRAWN) | {ActivityKind.EMAIL: Consent.GIVEN},
            False,
        ),
    ],
)
def test_latest_of_what_was_said_counts(
    filled: Store,
    entries: list[ConsentEntry],
    consents: dict[ActivityKind, Consent],
    objected: bool,
) -> None:
    for entry in entries:
        add_consent(filled, entry, now=NOON)
    reader = reader_of(filled, "C1")
    assert reader.consents == consents
    assert (reader.objected_at is not None) is objected
    assert len(reader.consent_entries) == len(entries)


def test_consent_of_a_contact_outlives_its_import(store: Store) -> None:
    nameless = Contact(name="Al", external_id="C-9")
    run = import_records(store, nameless, file="al.csv")
    entry = ConsentEntry(kind=ConsentKind.OBJECTED, said_at=NOON)
    add_consent(store, entry, contact_identity="x:C-9", now=NOON)
    undo_import(store, run.id)
    import_records(store, nameless, file="al.csv")
    assert reader_of(store, "C-9").objected_at == NOON


def test_columns_of_an_import_say_what_people_want(store: Store) -> None:
    attributes = {"has_opted_out_of_email": True, "do_not_call": "yes", "sms_opt_out": False}
    import_records(store, replace(ADA, attributes=attributes), file="contacts.csv")
    reader = reader_of(store, "ada@acme.example")
    assert reader.consents == {
        ActivityKind.EMAIL: Consent.WITHDRAWN,
        ActivityKind.CALL: Consent.WITHDRAWN,
    }
    assert {entry.attribute for entry in reader.consent_entries} == {
        "has_opted_out_of_email",
        "do_not_call",
    }
    again = ConsentEntry(
        kind=ConsentKind.GIVEN,
        channel=ActivityKind.CALL,
        email="ada@acme.example",
        said_at=datetime.now(UTC) + timedelta(minutes=1),
    )
    add_consent(store, again, now=NOON)
    assert reader_of(store, "C1").consents[ActivityKind.CALL] is Consent.GIVEN


@pytest.mark.parametrize(
    ("refused", "on_email"),
    [
        (ConsentEntry(kind=ConsentKind.OBJECTED, said_at=NOON), Consent.WITHDRAWN),
        (
            ConsentEntry(kind=ConsentKind.WITHDRAWN, channel=ActivityKind.EMAIL, said_at=NOON),
            Consent.WITHDRAWN,
        ),
        (
            ConsentEntry(kind=ConsentKind.WITHDRAWN, channel=ActivityKind.CALL, said_at=NOON),
            Consent.GIVEN,
        ),
    ],
)
def test_later_import_does_not_undo_what_a_person_said(
    store: Store, refused: ConsentEntry, on_email: Consent
) -> None:
    add_consent(store, replace(refused, email="ada@acme.example"), now=NOON)
    subscribed = replace(ADA, attributes={"marketing_consent": "yes"})
    import_records(store, subscribed, file="contacts.csv")
    reader = reader_of(store, "ada@acme.example")
    assert reader.consents[ActivityKind.EMAIL] is on_email
    assert (reader.objected_at is not None) is (refused.kind is ConsentKind.OBJECTED)


def test_only_bounces_for_good_count(filled: Store) -> None:
    note_bounce(filled, "ada@acme.example", bounced_at=NOON, status="4.2.2")
    assert reader_of(filled, "C1").bounced_at is None
    note_bounce(filled, "ADA@acme.example", bounced_at=NOON, status="5.1.1")
    assert reader_of(filled, "C1").bounced_at == NOON


def test_nothing_around_a_reader_is_found_by_going_through_a_table(sqlite_store: Store) -> None:
    with sqlite_store.reading() as connection:
        scans = {
            name: steps
            for name, query in vars(around_reader).items()
            if isinstance(query, PreparedQuery | PreparedRecords)
            for steps in [query.plan(connection)]
            if any(step.startswith("SCAN") and "VIRTUAL TABLE" not in step for step in steps)
        }
    assert scans == {}
