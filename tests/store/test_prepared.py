from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import cast

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.money import Money
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.store.connect import Store
from wellspent.store.prepared import PreparedRecords, listed, one_of
from wellspent.store.records import stream_records
from wellspent.store.rows import kind_of_record
from wellspent.store.tables import RECORD_TABLES

FULL = (
    Account(
        name="Acme",
        external_id="A-1",
        employees=12.5,
        annual_revenue=Money(Decimal("12345.67"), "EUR"),
        customer_since=NOON,
        attributes={"plan": "gold", "seen": NOON, "seats": 4.0, "trial": True},
    ),
    Contact(name="Ada", email="ada@acme.example", account_key="A-1", attributes={"vip": True}),
    Deal(
        name="One",
        external_id="D-1",
        account_key="A-1",
        recurring_amount=Money(Decimal("1.10"), "USD"),
        outcome=DealOutcome.WON,
        products=("a", "b"),
        closed_at=NOON + timedelta(microseconds=5),
    ),
    Activity(
        kind=ActivityKind.CALL,
        direction=Direction.INBOUND,
        contact_key="ada@acme.example",
        account_key="A-1",
        happened_at=NOON,
        minutes=3.5,
        participants=("x", "y"),
        attributes={"role": "speaker"},
    ),
    Referral(giver_key="A-1", receiver_key="nobody", referred_at=NOON, note="ç"),
)
BARE = (
    Account(name="Bare"),
    Contact(name="Bo"),
    Deal(name="Two", external_id="D-2"),
    Activity(external_id="V-1"),
    Referral(external_id="R-1"),
)


@pytest.mark.parametrize(("full", "bare"), list(zip(FULL, BARE, strict=True)), ids=type)
def test_prepared_query_gives_the_same_records_as_any_other(
    store: Store, full: Record, bare: Record
) -> None:
    for place, record in enumerate(FULL[:2]):
        import_records(store, record, file=f"{place}.csv")
    import_records(store, full, bare, file="these.csv")
    kind = kind_of_record(full)
    table = RECORD_TABLES[kind]
    query = PreparedRecords(
        kind,
        lambda query, dialect: query.where(one_of(table.c.number, dialect)).order_by(
            table.c.number
        ),
    )
    with store.reading() as connection:
        for _ in range(2):
            found = query.records(connection, keys=listed(connection, range(1, 9)))
            assert found == list(stream_records(store, kind))
            assert len(found) >= 2


def test_keys_may_hold_anything(store: Store) -> None:
    strange = 'it\'s "a" \\ [1] %(x)s ? :y ç\u2028'
    import_records(store, Contact(name=strange, external_id=strange))
    kind = kind_of_record(Contact())
    table = RECORD_TABLES[kind]
    query = PreparedRecords(kind, lambda query, dialect: query.where(one_of(table.c.name, dialect)))
    with store.reading() as connection:
        found = query.records(connection, keys=listed(connection, [strange, "other"]))
        assert query.records(connection, keys=listed(connection, [])) == []
    assert [replace(cast(Contact, one), id="") for one in found] == [
        Contact(name=strange, external_id=strange)
    ]
