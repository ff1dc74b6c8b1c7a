from dataclasses import replace

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import NotFound
from wellspent.records.account import Account
from wellspent.records.attribute import Attribute, AttributeKind
from wellspent.records.declared import DeclaredProfile, Statement, Strength, ValueWeights
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.records.source import RecordKind, Source
from wellspent.store.attributes import list_attributes, note_columns
from wellspent.store.connect import Store
from wellspent.store.mappings import delete_mapping, list_mappings, save_mapping
from wellspent.store.records import count_all, get_record, source_of
from wellspent.store.statements import (
    forget_overrule,
    is_sample,
    load_declared_profile,
    load_overrules,
    load_value_weights,
    mark_sample,
    save_declared_profile,
    save_overrule,
    save_value_weights,
)
from wellspent.store.views import delete_view, list_views, save_view

MAPPING = Mapping(
    "CRM export", RecordKind.LEAD, (ColumnMapping("Mail", field="email"),), decimal_comma=True
)


def test_declared_profile_is_kept_and_replaced(store: Store) -> None:
    assert load_declared_profile(store) is None
    food = Statement(attribute="industry", strength=Strength.FOR, values=("food",))
    save_declared_profile(store, DeclaredProfile(statements=(food,)))
    save_declared_profile(store, DeclaredProfile(statements=(food, food), base_rate=0.2))
    assert load_declared_profile(store) == DeclaredProfile(statements=(food, food), base_rate=0.2)


def test_value_weights_are_kept(store: Store) -> None:
    assert load_value_weights(store) is None
    save_value_weights(store, ValueWeights(spend=9.0))
    assert load_value_weights(store) == ValueWeights(spend=9.0)


def test_overrules_are_kept_and_forgotten(store: Store) -> None:
    save_overrule(store, "tags", keep=True)
    save_overrule(store, "city", keep=True)
    save_overrule(store, "tags", keep=False)
    assert load_overrules(store) == {"city": True, "tags": False}
    forget_overrule(store, "city")
    assert load_overrules(store) == {"tags": False}


def test_store_says_whether_it_holds_sample_data(store: Store) -> None:
    assert not is_sample(store)
    mark_sample(store)
    assert is_sample(store)


def test_mapping_is_kept_by_name_and_kind(store: Store) -> None:
    save_mapping(store, MAPPING)
    changed = replace(MAPPING, currency="EUR")
    save_mapping(store, changed)
    save_mapping(store, replace(MAPPING, record_kind=RecordKind.DEAL))
    assert list_mappings(store) == [replace(MAPPING, record_kind=RecordKind.DEAL), changed]
    delete_mapping(store, "CRM export", RecordKind.DEAL)
    assert list_mappings(store) == [changed]


def test_mapping_that_is_not_there_cannot_be_deleted(store: Store) -> None:
    with pytest.raises(NotFound, match="no saved mapping"):
        delete_mapping(store, "CRM export", RecordKind.LEAD)


def test_view_is_kept_by_name(store: Store) -> None:
    first = save_view(store, "Hot", LeadQuery(country="DE", attributes={"plan": "gold"}))
    again = save_view(store, "Hot", LeadQuery(sort=LeadSort.ARRIVED, arrived_since=NOON))
    assert again.id == first.id
    assert list_views(store) == [again]
    delete_view(store, first.id)
    assert list_views(store) == []


@pytest.mark.parametrize("view", ["W1", "nonsense", "L1"])
def test_view_that_is_not_there_cannot_be_deleted(store: Store, view: str) -> None:
    with pytest.raises(NotFound, match="saved view"):
        delete_view(store, view)


def test_attributes_are_listed_with_label_and_kind(store: Store) -> None:
    seats = ColumnMapping("Seats wanted", attribute="seats", kind=AttributeKind.NUMBER)
    note_columns(store, RecordKind.LEAD, {"Seats": seats})
    note_columns(store, RecordKind.LEAD, {"Seats wanted": seats})
    assert list_attributes(store, RecordKind.LEAD) == [
        Attribute("seats", "Seats wanted", AttributeKind.NUMBER)
    ]
    assert list_attributes(store, RecordKind.DEAL) == []


def test_record_knows_its_source(store: Store) -> None:
    import_records(store, Account(name="Acme"), Account(name="Bolt"), file="accounts.csv")
    assert source_of(store, "A2") == Source("accounts.csv", 3, "I1")
    assert count_all(store)[RecordKind.ACCOUNT] == 2


@pytest.mark.parametrize("record", ["A9", "Q1", "", "A", "A-1", "A１"])
def test_record_that_is_not_there_is_not_found(store: Store, record: str) -> None:
    with pytest.raises(NotFound):
        get_record(store, record)
