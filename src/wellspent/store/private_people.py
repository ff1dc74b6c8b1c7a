"""Private people: those whose conversations are left out before anything is stored."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from wellspent.records.private_person import PrivatePerson
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.listen_tables import private_people
from wellspent.store.upsert import insert_if_new


def mark_private(store: Store, people: Iterable[PrivatePerson], *, now: datetime) -> None:
    """Mark people as private; those that are stay as they were marked."""
    rows = [
        {
            "key": storable_text(one.key),
            "note": storable_text(one.note),
            "noted_by": storable_text(one.noted_by),
            "noted_at": one.noted_at or now,
        }
        for one in people
    ]
    if rows:
        with store.writing() as connection:
            connection.execute(insert_if_new(connection, private_people), rows)


def unmark_private(store: Store, key: str) -> bool:
    """Mark somebody as private no more; return whether they were."""
    with store.writing() as connection:
        gone = connection.execute(delete(private_people).where(private_people.c.key == key))
    return bool(gone.rowcount)


def list_private(store: Store) -> list[PrivatePerson]:
    """Return who is marked private, by key."""
    query = select(private_people).order_by(private_people.c.key)
    with store.reading() as connection:
        return [PrivatePerson(**row) for row in connection.execute(query).mappings()]
