from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.made_records import import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.attribute import AttributeValue
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.money import Money
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import LETTERS
from wellspent.store.records import get_record
from wellspent.store.rows import RECORD_CLASSES, kind_of_record
from wellspent.store.undo import undo_import

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001  hypothesis wants bounds without a zone
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
money = st.builds(
    Money,
    st.decimals(-(10**12), 10**12, places=2).map(lambda d: Decimal(d).normalize()),
    st.sampled_from(["EUR", "USD", "JPY"]),
)
attributes = st.dictionaries(words, st.one_of(words, numbers, st.booleans(), moments), max_size=4)
BY_TYPE: dict[object, st.SearchStrategy[object]] = {
    str: words,
    float | None: st.none() | numbers,
    datetime | None: st.none() | moments,
    Money | None: st.none() | money,
    tuple[str, ...]: st.lists(words, max_size=3).map(tuple),
    Mapping[str, AttributeValue]: attributes,
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    return BY_TYPE[hint] if hint in BY_TYPE else st.sampled_from(list(hint))


def records_of(record_class: type[Record]) -> st.SearchStrategy[Record]:
    given = {
        name: values_of(hint)
        for name, hint in get_type_hints(record_class).items()
        if name not in {"id", "external_id", *LINKS}
    }
    return st.builds(record_class, external_id=st.just("key"), **given)


LINKS = {"account_id", "contact_id", "lead_id", "giver_id", "receiver_id"}


@pytest.mark.parametrize("record_class", [Account, Contact, Lead, Deal, Activity, Referral])
@settings(
    max_examples=12,
    deadline=None,
    # Each example takes away again what it put in.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_record_comes_back_as_it_went_in(
    store: Store, record_class: type[Record], data: st.DataObject
) -> None:
    record = data.draw(records_of(record_class))
    run = import_records(store, record, fields=())
    kind = kind_of_record(record)
    stored = get_record(store, last_id(store, kind))
    undo_import(store, run.id)
    assert without_links(stored) == record


def last_id(store: Store, kind: RecordKind) -> str:
    with store.reading() as connection:
        number = connection.exec_driver_sql(
            f"SELECT max(number) FROM {RECORD_TABLE_NAMES[kind]}"
        ).scalar_one()
    return f"{LETTERS[kind]}{number}"


RECORD_TABLE_NAMES = {
    RecordKind.ACCOUNT: "accounts",
    RecordKind.CONTACT: "contacts",
    RecordKind.LEAD: "leads",
    RecordKind.DEAL: "deals",
    RecordKind.ACTIVITY: "activities",
    RecordKind.REFERRAL: "referrals",
}


def without_links(record: Record) -> Record:
    ours = {f.name: "" for f in fields(record) if f.name == "id" or f.name in LINKS}
    return replace(record, **ours)


def test_every_kind_of_record_has_a_class_and_a_letter() -> None:
    assert RECORD_CLASSES.keys() == LETTERS.keys() == set(RecordKind)


@pytest.mark.parametrize("text", ["a\x00b", "half a pair \ud800", "\U0001f600"])
def test_any_text_can_be_stored(store: Store, text: str) -> None:
    import_records(store, Lead(external_id="1", name=text, attributes={text: text}))
    stored = get_record(store, "L1")
    assert isinstance(stored, Lead)
    assert list(stored.attributes.items()) == [(stored.name, stored.name)]
