"""Kept texts: what a team wrote down and changes now and then, each version as it was saved.

The newest is in use.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Table, Text, func, insert, select

from wellspent.errors import Conflict
from wellspent.store.column_types import UtcTime, storable_text
from wellspent.store.columns import counted, metadata, text_column
from wellspent.store.connect import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text (TOML) with its version, and who saved it when."""

    version: int
    text: str
    saved_at: datetime
    saved_by: str


def text_table(name: str) -> Table:
    """Return a table of such texts."""
    return Table(
        name,
        metadata,
        counted("version"),
        Column("saved_at", UtcTime, nullable=False),
        text_column("saved_by"),
        Column("body", Text, nullable=False),
        sqlite_autoincrement=True,
    )


def save_text(
    store: Store, table: Table, text: str, *, now: datetime, by: str, based_on: int | None = None
) -> int:
    """Keep a text as the newest and return its version.

    Conflict when it is `based_on` another version than the newest (0: none): two people saved at
    the same moment.
    """
    row = {"saved_at": now, "saved_by": storable_text(by), "body": storable_text(text)}
    statement = insert(table).values(**row).returning(table.c.version)
    with store.writing() as connection:
        newest = connection.execute(select(func.max(table.c.version))).scalar() or 0
        if based_on is not None and based_on != newest:
            raise Conflict(
                f"Version {newest} was saved meanwhile, and yours is based on {based_on}.",
                next_step="Look at what changed, put your change into it, and save again.",
            )
        return connection.execute(statement).scalar_one()


def newest_text(store: Store, table: Table) -> KeptText | None:
    """Return the text in use; None while none was saved."""
    found = list_texts(store, table, limit=1)
    return found[0] if found else None


def list_texts(store: Store, table: Table, *, limit: int) -> list[KeptText]:
    """Return the texts that were ever saved, the newest first."""
    query = select(table).order_by(table.c.version.desc()).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [
        KeptText(version=row.version, text=row.body, saved_at=row.saved_at, saved_by=row.saved_by)
        for row in rows
    ]
