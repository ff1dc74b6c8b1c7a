from datetime import timedelta

from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.store.connect import Store
from wellspent.store.signers import signers

ACME = Account(name="Acme", external_id="a1", domain="acme.example", employees=8)
LATER = NOON + timedelta(days=30)


def contact(key: str, title: str, account: str = "a1", **known: object) -> Contact:
    return Contact(
        external_id=key, name=key, title=title, account_key=account,
        email=f"{key}@{account}.example", **known,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


def deal(key: str, outcome: DealOutcome, signed_by: str, account: str = "a1") -> Deal:
    return Deal(
        external_id=key, name=key, account_key=account, contact_key=signed_by, outcome=outcome,
        closed_at=NOON,
    )  # fmt: skip


def test_signers_are_told_from_others_at_the_account(store: Store) -> None:
    import_records(store, ACME)
    import_records(
        store,
        contact("bo", "Buyer"),
        contact("ada", "Owner"),
        contact("cy", "", created_at=NOON),
        contact("dee", "Owner", created_at=LATER),
    )
    import_records(store, deal("d1", DealOutcome.WON, "ada"), deal("d2", DealOutcome.LOST, "bo"))
    found = signers(store)
    assert [(one.contact_id, one.title, one.signed) for one in found] == [
        ("C2", "Owner", True),
        ("C1", "Buyer", False),
    ]
    assert {(one.account_id, one.deal_id, one.employees, one.closed_at) for one in found} == {
        ("A1", "D1", 8.0, NOON)
    }


def test_deals_that_name_nobody_teach_nothing(store: Store) -> None:
    import_records(store, ACME)
    import_records(store, contact("ada", "Owner"))
    import_records(store, deal("d1", DealOutcome.WON, ""))
    assert signers(store) == []


def test_only_the_latest_won_deals_are_read(store: Store) -> None:
    import_records(store, ACME)
    import_records(store, contact("ada", "Owner"))
    import_records(
        store,
        Deal(external_id="d1", name="old", account_key="a1", contact_key="ada",
             outcome=DealOutcome.WON, closed_at=NOON),
        Deal(external_id="d2", name="new", account_key="a1", contact_key="ada",
             outcome=DealOutcome.WON, closed_at=LATER),
    )  # fmt: skip
    assert [one.deal_id for one in signers(store, most=1)] == ["D2"]
