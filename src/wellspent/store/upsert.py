"""Inserts that know what to do with a row that is there already."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_new(connection: Connection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone which are there already."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing()


def upsert(connection: Connection, table: Table, key: list[str], columns: list[str]) -> Any:
    """Return an INSERT that overwrites these columns of a row that is there already."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table)
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in columns}
    )
