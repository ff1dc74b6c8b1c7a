"""Recognise: the stored rows that records of a file may mean, with or without their source's key.

A lead with its source's key keeps beside it what would name it without one (`content_key`), so
that a file without keys finds it again. Accounts are found by domain, contacts by e-mail.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from wellspent.records.lead import Lead
from wellspent.records.raw import Record
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.identity import Identity, natural_key
from wellspent.store.rows import Row
from wellspent.store.tables import RECORD_TABLES, leads

RECOGNISED_BY = {RecordKind.ACCOUNT: "domain", RecordKind.CONTACT: "email"}
"""What recognises a record for a file that doesn't have its source's key."""

LEAD_WORDS = ("name", "email", "phone", "company", "message", "arrived_at")

NATURAL = "n:"
"""Begins a natural key; what a form's lead is known by begins otherwise."""

Numbered = tuple[int, Record]
"""A record and its row in the file."""


@dataclass(slots=True)
class StoredRows:
    """The stored rows that a batch may mean.

    By identity; leads with a key by what they say; accounts by domain, contacts by e-mail.
    """

    by_identity: dict[str, Row]
    by_content: dict[str, Row]
    by_natural: dict[str, list[Row]]


def stored_rows(
    connection: Connection,
    kind: RecordKind,
    records: Sequence[Numbered],
    identities: Sequence[Identity],
    keys: Sequence[str],
) -> StoredRows:
    """Return the stored rows that these records may mean."""
    table = RECORD_TABLES[kind]
    natural = {identity.natural for identity in identities if identity.natural}
    rows = _fetch(connection, kind, among(connection, table.c.identity, {*keys, *natural}))
    stored = StoredRows({row["identity"]: row for row in rows}, {}, {})
    keyless = [record for _, record in records if not record.external_id]
    if keyless and kind is RecordKind.LEAD:
        _add_by_content(connection, identities, stored)
    _add_natural(connection, kind, keyless, stored)
    return stored


def natural_column(
    kind: RecordKind, row: Mapping[str, Any], natural: str | None = None
) -> dict[str, str | None]:
    """Return the column by which a lead with a key is found without it; nothing for other kinds.

    `natural` is its natural key where that is known. What a form's lead was known by before
    stays, for it may be sent again.
    """
    known = row.get("content_key")
    if kind is not RecordKind.LEAD or (known and not known.startswith(NATURAL)):
        return {}
    if not row["identity"].startswith("x:"):
        return {"content_key": None}
    if natural is None:
        natural = natural_key(Lead(**{name: row[name] for name in LEAD_WORDS}))
    return {"content_key": natural or None}


def lead_by_content(connection: Connection, natural: str) -> int | None:
    """Return the number of the lead with a key that says this."""
    query = select(leads.c.number).where(leads.c.content_key == natural)
    return connection.execute(query.order_by(leads.c.number).limit(1)).scalar()


def _add_by_content(
    connection: Connection, identities: Sequence[Identity], stored: StoredRows
) -> None:
    wanted = {one.key for one in identities if one.key == one.natural and one.key}
    condition = among(connection, leads.c.content_key, wanted)
    for row in _fetch(connection, RecordKind.LEAD, condition, leads.c.content_key.is_not(None)):
        stored.by_content.setdefault(row["content_key"], row)


def _add_natural(
    connection: Connection, kind: RecordKind, keyless: Sequence[Record], stored: StoredRows
) -> None:
    column_name = RECOGNISED_BY.get(kind)
    if column_name is None:
        return
    wanted = {getattr(record, column_name) for record in keyless} - {""}
    if not wanted:
        return
    column = RECORD_TABLES[kind].c[column_name]
    for row in _fetch(connection, kind, among(connection, column, wanted)):
        stored.by_natural.setdefault(row[column_name], []).append(row)


def _fetch(connection: Connection, kind: RecordKind, *conditions: Any) -> Iterable[Row]:
    table = RECORD_TABLES[kind]
    query = select(table).where(*conditions).order_by(table.c.number)
    return [dict(row) for row in connection.execute(query).mappings()]
