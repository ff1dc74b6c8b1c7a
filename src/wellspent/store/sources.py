"""Sources: where conversations come from, what is kept of them, and how far they were read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from wellspent.errors import NotFound
from wellspent.records.taken_in import ConversationSource, Keep
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.listen_tables import conversation_sources
from wellspent.store.rows import StoredRow
from wellspent.store.upsert import upsert

SETTINGS = ["kind", "keep", "our_names", "our_domains", "our_addresses", "saved_at"]


def save_source(store: Store, source: ConversationSource, *, now: datetime) -> ConversationSource:
    """Keep a source's settings in place of those before; how far it was read stays."""
    row = {
        "name": storable_text(source.name),
        "kind": storable_text(source.kind),
        "keep": source.keep.value,
        "our_names": [storable_text(one) for one in source.our_names],
        "our_domains": [storable_text(one) for one in source.our_domains],
        "our_addresses": [storable_text(one) for one in source.our_addresses],
        "cursor": dict(source.cursor),
        "saved_at": now,
    }
    with store.writing() as connection:
        connection.execute(upsert(connection, conversation_sources, ["name"], SETTINGS), row)
    return replace(source, saved_at=now)


def find_source(store: Store, name: str) -> ConversationSource | None:
    """Return a source by its name; None while there is none."""
    query = select(conversation_sources).where(conversation_sources.c.name == name)
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else _source(row)


def list_sources(store: Store) -> list[ConversationSource]:
    """Return the sources by name."""
    query = select(conversation_sources).order_by(conversation_sources.c.name)
    with store.reading() as connection:
        return [_source(row) for row in connection.execute(query).mappings()]


def save_cursor(store: Store, name: str, cursor: Mapping[str, str]) -> None:
    """Keep how far a source was read; NotFound when there is none of that name."""
    statement = (
        update(conversation_sources)
        .where(conversation_sources.c.name == name)
        .values(cursor=dict(cursor))
    )
    with store.writing() as connection:
        if not connection.execute(statement).rowcount:
            raise NotFound(f"there is no source {name!r}", next_step="Save its settings first.")


def _source(row: StoredRow) -> ConversationSource:
    return ConversationSource(
        name=row["name"],
        kind=row["kind"],
        keep=Keep(row["keep"]),
        our_names=tuple(row["our_names"]),
        our_domains=tuple(row["our_domains"]),
        our_addresses=tuple(row["our_addresses"]),
        cursor=row["cursor"],
        saved_at=row["saved_at"],
    )
