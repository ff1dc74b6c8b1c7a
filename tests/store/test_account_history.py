from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.made_conversations import BEN, NOW, PRAISE, answered, call, taken, thread
from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.buying_role import BuyingRole
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.ledger import DebtKind
from wellspent.records.referral import Referral
from wellspent.store import around_account
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.consents import add_consent
from wellspent.store.prepared import PreparedQuery, PreparedRecords
from wellspent.store.role_corrections import add_role_correction

KUNDE = Account(external_id="a1", name="Kunde", domain="kunde.example", country="DE")
OTHER = Account(external_id="a2", name="Other", domain="other.example")
ADA = Contact(
    external_id="c1", name="Ada Kunde", email="ada@kunde.example", account_key="a1",
    title="CFO", attributes={"time_zone": "Europe/Vienna"},
)  # fmt: skip
BO = Contact(external_id="c2", name="Bo Kunde", email="bo@kunde.example", account_key="a1")
EVE = Contact(external_id="c3", name="Eve Other", email="eve@other.example", account_key="a2")
LONER = Contact(external_id="c4", name="Lo Ner", email="lo@alone.example")


def activity(key: str, contact: str, days: int, **known: object) -> Activity:
    return Activity(
        kind=ActivityKind.DOWNLOAD, external_id=key, subject=key, contact_key=contact,
        happened_at=NOW - timedelta(days=days), **known,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    import_records(store, KUNDE, OTHER)
    import_records(store, ADA, BO, EVE, LONER)
    import_records(
        store,
        activity("paper", "c1", 9),
        activity("newer paper", "c2", 2),
        activity("not theirs", "c3", 1),
        activity("alone", "c4", 1),
    )
    return store


def test_history_holds_what_belongs_to_the_account_latest_first(filled: Store) -> None:
    import_records(filled, Deal(external_id="d1", name="Floors", account_key="a1"))
    import_records(filled, Referral(giver_key="a1", receiver_key="a2", referred_at=NOW))
    found = account_history(filled, account_id="A1", now=NOW)
    assert found.account is not None
    assert found.account.name == "Kunde"
    assert [one.name for one in found.contacts] == ["Ada Kunde", "Bo Kunde"]
    assert [one.subject for one in found.activities] == ["newer paper", "paper"]
    assert [one.name for one in found.deals] == ["Floors"]
    assert [(one.giver_id, one.receiver_id) for one in found.referrals] == [("A1", "A2")]
    assert (found.left_out, found.read_at) == ((), NOW)


def test_history_by_a_contact_is_that_of_their_account(filled: Store) -> None:
    by_contact = account_history(filled, contact_id="C2", now=NOW)
    assert by_contact == account_history(filled, account_id="A1", now=NOW)


def test_somebody_without_an_account_has_a_history_of_their_own(filled: Store) -> None:
    found = account_history(filled, contact_id="C4", now=NOW)
    assert found.account is None
    assert [one.name for one in found.contacts] == ["Lo Ner"]
    assert [one.subject for one in found.activities] == ["alone"]


def test_somebody_who_has_only_enquired_has_a_history_too(filled: Store) -> None:
    import_records(
        filled,
        Lead(external_id="l1", name="Neu Gierig", email="neu@gierig.example", message="Price?",
             arrived_at=NOW, country="AT"),
    )  # fmt: skip
    found = account_history(filled, contact_id="L1", now=NOW)
    assert [(one.id, one.name) for one in found.contacts] == [("L1", "Neu Gierig")]
    assert [one.message for one in found.leads] == ["Price?"]
    assert found.time_zones == {"L1": "Europe/Vienna"}


def test_enquiry_of_a_known_person_leads_to_their_account(filled: Store) -> None:
    import_records(
        filled,
        Lead(external_id="l1", name="Ada Kunde", email="ada@kunde.example", arrived_at=NOW),
    )
    found = account_history(filled, contact_id="L1", now=NOW)
    assert found == account_history(filled, account_id="A1", now=NOW)
    assert [one.id for one in found.leads] == ["L1"]


def test_conversations_come_with_what_was_heard_and_what_we_owe(filled: Store) -> None:
    taken(filled, thread())
    found = account_history(filled, account_id="A1", now=NOW)
    (talk,) = found.conversations
    assert [one.quote.text for one in talk.questions] == ["What does it cost?"]
    assert PRAISE in [turn.text for turn in talk.conversation.turns]
    assert [debt.kind for debt in found.debts] == [DebtKind.QUESTION]
    assert {entry.conversation_id for entry in found.entries} == {talk.conversation.id}
    taken(filled, answered())
    assert account_history(filled, account_id="A1", now=NOW).debts == ()


def test_conversation_of_somebody_without_an_account_is_theirs(filled: Store) -> None:
    lo = replace(BEN, name="Lo Ner", email="lo@alone.example")
    taken(filled, call(came=(lo,)))
    assert len(account_history(filled, contact_id="C4", now=NOW).conversations) == 1
    assert account_history(filled, account_id="A1", now=NOW).conversations == ()


def test_lines_that_were_taken_back_are_left_out(filled: Store) -> None:
    taken(filled, call())
    taken(filled, replace(call(), minutes=30))
    found = account_history(filled, account_id="A1", now=NOW)
    assert [entry.minutes for entry in found.entries] == [30]


def test_consents_name_who_said_them(filled: Store) -> None:
    def said(kind: ConsentKind, email: str, identity: str = "") -> None:
        entry = ConsentEntry(kind=kind, said_at=NOW, email=email)
        add_consent(filled, entry, contact_identity=identity, now=NOW)

    said(ConsentKind.OBJECTED, "ada@kunde.example")
    said(ConsentKind.WITHDRAWN, "", "x:c2")
    said(ConsentKind.OBJECTED, "eve@other.example")
    found = account_history(filled, account_id="A1", now=NOW)
    assert {(one.contact_id, one.kind) for one in found.consents} == {
        ("C1", ConsentKind.OBJECTED),
        ("C2", ConsentKind.WITHDRAWN),
    }


def test_zones_say_how_they_are_known(filled: Store) -> None:
    found = account_history(filled, account_id="A1", now=NOW)
    assert found.time_zones == {"C1": "Europe/Vienna", "C2": "Europe/Berlin"}
    assert found.zone_known_by == {"C1": "stated", "C2": "country"}
    assert account_history(filled, account_id="A2", now=NOW).time_zones == {}


def test_roles_that_people_gave_are_in_it(filled: Store) -> None:
    said = add_role_correction(filled, "C2", BuyingRole.CHAMPION, by="mia", now=NOW)
    add_role_correction(filled, "C3", BuyingRole.BLOCKER, by="mia", now=NOW)
    assert account_history(filled, account_id="A1", now=NOW).role_corrections == (said,)


def test_what_is_cut_off_is_said(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import_records(filled, *(activity(f"p{n}", "c1", n + 10) for n in range(250)), file="many")
    found = account_history(filled, account_id="A1", now=NOW)
    assert len(found.activities) == around_account.MOST_ACTIVITIES
    assert found.left_out == ("earlier activities",)
    monkeypatch.setattr(around_account, "MOST_TURNS", 3)
    second = replace(thread(), external_id="<other@otter.example>")
    turns = tuple(replace(one, external_id=f"{one.external_id}2") for one in second.turns)
    taken(filled, answered(), replace(second, turns=turns))
    found = account_history(filled, account_id="A1", now=NOW)
    assert len(found.conversations) == 1
    assert "earlier conversations" in found.left_out


def test_history_of_nobody_is_refused(filled: Store) -> None:
    for asked in ({"account_id": "A9"}, {"contact_id": "C9"}, {"contact_id": "L9"}):
        with pytest.raises(NotFound):
            account_history(filled, **asked, now=NOW)
    with pytest.raises(NotFound):
        account_history(filled, contact_id="ada@kunde.example", now=NOW)
    with pytest.raises(InputError):
        account_history(filled, now=NOW)


def test_every_question_goes_by_index(sqlite_store: Store) -> None:
    with sqlite_store.reading() as connection:
        scans = {
            name: steps
            for name, query in vars(around_account).items()
            if isinstance(query, PreparedQuery | PreparedRecords)
            for steps in [query.plan(connection)]
            if any(step.startswith("SCAN") and "VIRTUAL TABLE" not in step for step in steps)
        }
    assert scans == {}
