"""Mappings: kept by name, so that the next export of the same system maps itself."""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from wellspent.errors import NotFound
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind
from wellspent.store.as_json import from_json, to_json
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.tables import mappings
from wellspent.store.upsert import upsert


def save_mapping(store: Store, mapping: Mapping) -> None:
    """Keep a mapping, in place of the one of that name and kind."""
    row = {
        "name": storable_text(mapping.name),
        "record_kind": mapping.record_kind.value,
        "mapping": to_json(mapping),
        "saved_at": datetime.now(UTC),
    }
    with store.writing() as connection:
        statement = upsert(connection, mappings, ["name", "record_kind"], ["mapping", "saved_at"])
        connection.execute(statement, row)


def list_mappings(store: Store) -> list[Mapping]:
    """Return the saved mappings, the newest first."""
    query = select(mappings.c.mapping).order_by(mappings.c.saved_at.desc(), mappings.c.name)
    with store.reading() as connection:
        return [from_json(Mapping, text) for text in connection.execute(query).scalars()]


def delete_mapping(store: Store, name: str, record_kind: RecordKind) -> None:
    """Forget a mapping; NotFound if there is none of that name and kind."""
    here = (mappings.c.name == name) & (mappings.c.record_kind == record_kind.value)
    with store.writing() as connection:
        done = connection.execute(delete(mappings).where(here))
    if not done.rowcount:
        raise NotFound(
            f"there is no saved mapping {name!r} for {record_kind.value} records",
            next_step="Look at the list of saved mappings.",
        )
