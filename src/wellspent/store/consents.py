"""Consents: what people said about being contacted. Entries are added, never overwritten.

Beside them counts what the columns of an import say (*do not call: yes*), as if it had been said
when the row came in.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from wellspent.clean.contact_wishes import wishes_of
from wellspent.errors import NotFound
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.store.around_reader import CONSENTS_OF_ADDRESS, CONSENTS_OF_CONTACT
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import consent_id, consent_number
from wellspent.store.review_tables import consents
from wellspent.store.rows import StoredRow

_NOTED = frozenset({"noted_by", "noted_at"})


def add_consent(
    store: Store, entry: ConsentEntry, *, contact_identity: str = "", now: datetime
) -> ConsentEntry:
    """Add what a person said, known by `entry.email`, the contact's identity, or both.

    The same entry once more (of the same moment) isn't added again.
    """
    row = {
        "email": storable_text(entry.email.strip().casefold()),
        "contact_identity": storable_text(contact_identity),
        "channel": "" if entry.channel is None else entry.channel.value,
        "kind": entry.kind.value,
        "said_at": entry.said_at,
        "source": storable_text(entry.source),
        "note": storable_text(entry.note),
        "noted_by": storable_text(entry.noted_by),
        "noted_at": now,
    }
    same = [consents.c[name] == value for name, value in row.items() if name not in _NOTED]
    with store.writing() as connection:
        number = connection.execute(select(consents.c.number).where(*same).limit(1)).scalar()
        if number is None:
            added = insert(consents).values(**row).returning(consents.c.number)
            number = connection.execute(added).scalar_one()
    return entry_of_row({**row, "number": number})


def entries_of(connection: Connection, *, email: str, identity: str) -> list[ConsentEntry]:
    """Return what a person said, known by address, by a contact's identity, or by both."""
    found: dict[int, StoredRow] = {}
    if email:
        rows = CONSENTS_OF_ADDRESS.rows(connection, email=email)
        found |= {row["number"]: row for row in rows}
    if identity:
        rows = CONSENTS_OF_CONTACT.rows(connection, identity=identity)
        found |= {row["number"]: row for row in rows}
    return [entry_of_row(row) for row in found.values()]


def entries_in_columns(row: StoredRow) -> list[ConsentEntry]:
    """Return what a contact's or lead's own columns say, as if said when the row came in."""
    return [
        ConsentEntry(
            kind=wish.kind,
            channel=wish.channel,
            said_at=row["stored_at"],
            email=row["email"],
            source="column of an import",
            note=wish.value,
            attribute=wish.attribute,
        )
        for wish in wishes_of(row["attributes"])
    ]


def entries_of_import(row: StoredRow, noted: Iterable[ConsentEntry]) -> list[ConsentEntry]:
    """Return what an imported contact's columns say beside what the person said (`noted`).

    An export may be older than it looks, so a consent in it doesn't undo a refusal of theirs.
    """
    refused = {entry.channel for entry in noted if entry.kind is not ConsentKind.GIVEN}
    return [
        entry
        for entry in entries_in_columns(row)
        if entry.kind is not ConsentKind.GIVEN or not {None, entry.channel} & refused
    ]


def get_consent(store: Store, consent: str) -> ConsentEntry:
    """Return a noted entry by its id; NotFound when there is none."""
    query = select(consents).where(consents.c.number == consent_number(consent))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(f"nothing is noted under {consent}", next_step="List what they said anew.")
    return entry_of_row(row)


def entry_of_row(row: Mapping[Any, Any]) -> ConsentEntry:
    """Return the entry that a row holds."""
    return ConsentEntry(
        id=consent_id(row["number"]),
        kind=ConsentKind(row["kind"]),
        channel=ActivityKind(row["channel"]) if row["channel"] else None,
        said_at=row["said_at"],
        email=row["email"],
        source=row["source"],
        note=row["note"],
        noted_by=row["noted_by"],
    )
