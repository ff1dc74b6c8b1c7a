"""Saved mappings: list, save and forget."""

from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind
from wellspent.store import mappings
from wellspent.store.connect import Store


def list_mappings(store: Store) -> list[Mapping]:
    """Return the saved mappings, the newest first."""
    return mappings.list_mappings(store)


def save_mapping(store: Store, mapping: Mapping) -> None:
    """Keep a mapping, in place of the one of that name and kind."""
    mappings.save_mapping(store, mapping)


def delete_mapping(store: Store, name: str, record_kind: RecordKind) -> None:
    """Forget a mapping; NotFound if there is none of that name and kind."""
    mappings.delete_mapping(store, name, record_kind)
