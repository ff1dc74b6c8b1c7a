"""Recipient: whom of our records a draft is for, by id, by their system's key, or by address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from wellspent.clean.email import bare_address
from wellspent.records.source import RecordKind
from wellspent.store.around_reader import (
    CONTACT_BY_ADDRESS,
    CONTACT_BY_IDENTITY,
    CONTACT_BY_NUMBER,
    LEAD_BY_NUMBER,
    LEADS_OF_ADDRESS,
)
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import LARGEST_NUMBER, LETTERS
from wellspent.store.rows import StoredRow

_BY_NUMBER: Final = {
    LETTERS[RecordKind.CONTACT]: (RecordKind.CONTACT, CONTACT_BY_NUMBER),
    LETTERS[RecordKind.LEAD]: (RecordKind.LEAD, LEAD_BY_NUMBER),
}
_OWN_ID: Final = re.compile(rf"([{''.join(_BY_NUMBER)}])([0-9]{{1,19}})")


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
    named = storable_text(named.strip())
    address = bare_address(named).casefold() if "@" in named else ""
    for kind, row in _found(connection, named, address):
        return _recipient(kind, row)
    return Recipient(email=address)


def _found(
    connection: Connection, named: str, address: str
) -> Iterator[tuple[RecordKind, StoredRow]]:
    """Give the rows that a name may mean, the surest first, asking for one after the other."""
    own = _OWN_ID.fullmatch(named)
    if own and int(own[2]) <= LARGEST_NUMBER:
        kind, query = _BY_NUMBER[own[1]]
        yield from ((kind, row) for row in query.rows(connection, number=int(own[2])))
    if address:
        found = CONTACT_BY_ADDRESS.rows(connection, email=address)
        yield from ((RecordKind.CONTACT, row) for row in found)
    if named:
        found = CONTACT_BY_IDENTITY.rows(connection, identity=f"x:{named}")
        yield from ((RecordKind.CONTACT, row) for row in found)
    if address:
        found = LEADS_OF_ADDRESS.rows(connection, email=address)
        yield from ((RecordKind.LEAD, row) for row in found)


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
