"""Attributes: which ones the records of a kind have, with labels and kinds."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from wellspent.records.attribute import Attribute, AttributeKind, AttributeValue
from wellspent.records.mapping import ColumnMapping
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.tables import attributes
from wellspent.store.upsert import insert_if_new, upsert

LONGEST_CATEGORY = 200


def list_attributes(store: Store, kind: RecordKind) -> list[Attribute]:
    """Return the attributes that records of a kind may have, by name."""
    query = (
        select(attributes).where(attributes.c.record_kind == kind.value).order_by(attributes.c.name)
    )
    with store.reading() as connection:
        return [
            Attribute(row.name, row.label or row.name, AttributeKind(row.kind))
            for row in connection.execute(query)
        ]


def kinds_of_attributes(store: Store, kind: RecordKind) -> dict[str, AttributeKind]:
    """Return the kind of each attribute that records of a kind may have, by its name."""
    return {attribute.name: attribute.kind for attribute in list_attributes(store, kind)}


def note_columns(store: Store, kind: RecordKind, columns: Mapping[str, ColumnMapping]) -> None:
    """Note the attributes that a file's columns (by label) bring."""
    rows = [
        _row(kind, column.attribute, label, column.kind or AttributeKind.TEXT)
        for label, column in columns.items()
        if column.attribute
    ]
    if rows:
        with store.writing() as connection:
            key = ["record_kind", "name"]
            connection.execute(upsert(connection, attributes, key, ["label", "kind"]), rows)


def note_values(
    connection: Connection, kind: RecordKind, values: Mapping[str, AttributeValue]
) -> None:
    """Note attributes that a record brings which no file has described."""
    rows = [_row(kind, name, name.replace("_", " "), _kind(v)) for name, v in values.items()]
    if rows:
        connection.execute(insert_if_new(connection, attributes), rows)


def _row(kind: RecordKind, name: str, label: str, values: AttributeKind) -> dict[str, str]:
    return {
        "record_kind": kind.value,
        "name": storable_text(name),
        "label": storable_text(label),
        "kind": values.value,
    }


def _kind(value: AttributeValue) -> AttributeKind:
    if isinstance(value, bool):
        return AttributeKind.FLAG
    if isinstance(value, float | int):
        return AttributeKind.NUMBER
    if isinstance(value, datetime):
        return AttributeKind.DATE
    is_word = len(value) <= LONGEST_CATEGORY and "\n" not in value
    return AttributeKind.CATEGORY if is_word else AttributeKind.TEXT
