"""Recipient: whom of our records a draft is for, by id, by their system's key, or by address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Connection, Select, select

from wellspent.clean.email import bare_address
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import LARGEST_NUMBER, LETTERS
from wellspent.store.rows import StoredRow
from wellspent.store.tables import contacts, leads

_TABLES: Final = {
    LETTERS[RecordKind.CONTACT]: (RecordKind.CONTACT, contacts),
    LETTERS[RecordKind.LEAD]: (RecordKind.LEAD, leads),
}
_OWN_ID: Final = re.compile(rf"([{''.join(_TABLES)}])([0-9]{{1,19}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A contact, or else somebody who enquired: their row, and what they are known by.

    `row` is None when nobody is known by the address. `number` and `identity` are a contact's.
    """

    kind: RecordKind = RecordKind.CONTACT
    row: StoredRow | None = None
    email: str = ""
    number: int | None = None
    account_number: int | None = None
    identity: str = ""
    key: str = ""


def find_recipient(store: Store, named: str) -> Recipient:
    """Return whom an id, key or address means; one without a row when nobody is known by it."""
    with store.reading() as connection:
        return recipient_of(connection, named)


def recipient_of(connection: Connection, named: str) -> Recipient:
    """Return the same within a transaction."""
    address = bare_address(named).casefold() if "@" in named else ""
    for kind, query in _ways(named.strip(), address):
        row = connection.execute(query.limit(1)).mappings().first()
        if row is not None:
            return _recipient(kind, cast(StoredRow, row))
    return Recipient(email=address)


def _recipient(kind: RecordKind, row: StoredRow) -> Recipient:
    is_contact = kind is RecordKind.CONTACT
    return Recipient(
        kind=kind,
        row=row,
        email=row["email"].casefold(),
        number=row["number"] if is_contact else None,
        account_number=row["account_number"],
        identity=row["identity"] if is_contact else "",
        key=row["external_id"],
    )


def _ways(named: str, address: str) -> Iterable[tuple[RecordKind, Select[Any]]]:
    own = _OWN_ID.fullmatch(named)
    if own and int(own[2]) <= LARGEST_NUMBER:
        kind, table = _TABLES[own[1]]
        yield kind, select(table).where(table.c.number == int(own[2]))
    if address:
        found = select(contacts).where(contacts.c.email == address, contacts.c.email != "")
        yield RecordKind.CONTACT, found.order_by(contacts.c.number)
    if named:
        yield RecordKind.CONTACT, select(contacts).where(contacts.c.identity == f"x:{named}")
    if address:
        enquired = select(leads).where(leads.c.email == address, leads.c.email != "")
        yield RecordKind.LEAD, enquired.order_by(leads.c.number.desc())
