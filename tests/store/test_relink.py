import pytest

from tests.store.made_records import NOON, import_records, leads_of
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store.activities import account_activities, recent_activities
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead, link_reason
from wellspent.store.records import get_account, get_contact, get_record, stream_records

ACME = Account(name="Acme Ltd", external_id="acc-1", domain="acme.example")
ADA = Contact(name="Ada", external_id="con-1", email="ada@acme.example", account_key="acc-1")
DEAL = Deal(
    name="Ten seats",
    external_id="deal-1",
    account_key="acc-1",
    contact_key="ada@acme.example",
    lead_id="lead-1",
    outcome=DealOutcome.WON,
)
LEAD = Lead(name="Ada", external_id="lead-1", email="ada@acme.example", arrived_at=NOON)


def deal_of(store: Store, deal: str) -> Deal:
    record = get_record(store, deal)
    assert isinstance(record, Deal)
    return record


@pytest.mark.parametrize("order", [(ACME, ADA, LEAD, DEAL), (DEAL, LEAD, ADA, ACME)])
def test_files_link_whichever_comes_first(store: Store, order: tuple[Account, ...]) -> None:
    for record in order:
        import_records(store, record)
    deal, lead = deal_of(store, "D1"), get_lead(store, "L1")
    assert (deal.account_id, deal.contact_id, deal.lead_id) == ("A1", "C1", "L1")
    assert get_contact(store, "C1").account_id == "A1"
    assert lead.account_id == "A1"
    assert lead.contact_id == "C1" or order[0] is DEAL


@pytest.mark.parametrize(
    "key", ["acc-1", "acme.example", "ACME.EXAMPLE", "Acme Ltd", "ACME LIMITED"]
)
def test_account_is_found_by_key_domain_or_name(store: Store, key: str) -> None:
    import_records(store, ACME)
    import_records(store, Deal(name="Ten seats", external_id="d", account_key=key))
    assert deal_of(store, "D1").account_id == "A1"


def test_name_of_two_accounts_links_to_neither(store: Store) -> None:
    import_records(store, ACME, Account(name="ACME Limited", external_id="acc-2"))
    import_records(store, Deal(name="Ten seats", external_id="d", account_key="Acme"))
    assert deal_of(store, "D1").account_id == ""


def test_changed_key_is_linked_anew(store: Store) -> None:
    import_records(store, ACME, Account(name="Bolt Works", external_id="acc-2"))
    import_records(store, Deal(name="Ten seats", external_id="d", account_key="acc-1"))
    import_records(store, Deal(name="Ten seats", external_id="d", account_key="acc-2"))
    assert deal_of(store, "D1").account_id == "A2"


def test_lead_that_says_another_company_is_linked_anew(store: Store) -> None:
    import_records(store, ACME, Account(name="Bolt Works", external_id="acc-2"))
    import_records(store, Lead(external_id="l", name="Ada", company="Acme Ltd"))
    assert link_reason(store, "L1") == "“Acme Ltd” and Acme Ltd are the same name"
    import_records(store, Lead(external_id="l", name="Ada", company="Bolt Works"))
    assert [lead.account_id for lead in leads_of(store)] == ["A2"]


def test_referral_links_giver_and_receiver(store: Store) -> None:
    import_records(store, Referral(giver_key="acc-1", receiver_key="Bolt Works", referred_at=NOON))
    import_records(store, ACME, Account(name="Bolt Works", external_id="acc-2"))
    [referral] = stream_records(store, RecordKind.REFERRAL)
    assert isinstance(referral, Referral)
    assert (referral.giver_id, referral.receiver_id) == ("A1", "A2")


def test_activities_of_a_lead_are_its_persons(store: Store) -> None:
    import_records(store, ACME)
    import_records(store, ADA)
    call = Activity(kind=ActivityKind.CALL, external_id="1", contact_key="con-1", happened_at=NOON)
    mail = Activity(kind=ActivityKind.EMAIL, external_id="2", contact_key="ada@acme.example")
    other = Activity(kind=ActivityKind.CALL, external_id="3", account_key="acc-1")
    import_records(store, call, mail, other)
    import_records(store, LEAD)
    lead = get_lead(store, "L1")
    assert [activity.external_id for activity in recent_activities(store, lead)] == ["1", "2"]
    assert [activity.external_id for activity in account_activities(store, "A1")] == ["3"]


def test_lead_is_linked_again_once_its_account_comes(store: Store) -> None:
    import_records(store, Lead(name="Bo", company="Northwind Foods Inc", external_id="l"))
    assert get_lead(store, "L1").account_id == ""
    import_records(store, Account(name="Northwind Foods"))
    assert get_lead(store, "L1").account_id == "A1"
    assert get_account(store, "A1").name == "Northwind Foods"
