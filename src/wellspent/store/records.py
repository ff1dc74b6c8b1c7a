"""Fetch records one by one, or all of a kind in order."""

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Connection, RowMapping, func, select

from wellspent.errors import NotFound
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.raw import Record
from wellspent.records.source import RecordKind, Source
from wellspent.store.connect import Store
from wellspent.store.ids import import_id, kind_of, number_of, record_id
from wellspent.store.rows import record_from_row
from wellspent.store.tables import RECORD_TABLES, imports

PAGE_ROWS = 2000

OWN_FILE = "entered by hand or program"
"""The source of a record that no import brought."""


def get_record(store: Store, record: str) -> Record:
    """Return a record by its id; NotFound if there is none."""
    kind = kind_of(record)
    return record_from_row(kind, _row(store, kind, record))


def get_account(store: Store, account: str) -> Account:
    """Return an account by its id; NotFound if there is none."""
    row = _row(store, RecordKind.ACCOUNT, account)
    return cast(Account, record_from_row(RecordKind.ACCOUNT, row))


def get_contact(store: Store, contact: str) -> Contact:
    """Return a contact by its id; NotFound if there is none."""
    row = _row(store, RecordKind.CONTACT, contact)
    return cast(Contact, record_from_row(RecordKind.CONTACT, row))


def source_of(store: Store, record: str) -> Source:
    """Return where a record came from; NotFound if there is none."""
    kind = kind_of(record)
    row = _row(store, kind, record)
    if row["import_number"] is None:
        return Source(OWN_FILE, row["source_row"])
    query = select(imports.c.file).where(imports.c.number == row["import_number"])
    with store.reading() as connection:
        file = connection.execute(query).scalar_one()
    return Source(file, row["source_row"], import_id(row["import_number"]))


def stream_records(store: Store, kind: RecordKind) -> Iterator[Record]:
    """Give all records of a kind in the order in which they came, page by page."""
    for row in stream_rows(store, kind):
        yield record_from_row(kind, row)


def stream_rows(store: Store, kind: RecordKind) -> Iterator[RowMapping]:
    """Give all rows of a kind in the order in which they came, page by page."""
    table, last = RECORD_TABLES[kind], 0
    while True:
        query = select(table).where(table.c.number > last).order_by(table.c.number)
        with store.reading() as connection:
            page = connection.execute(query.limit(PAGE_ROWS)).mappings().all()
        if not page:
            return
        yield from page
        last = page[-1]["number"]


def count_all(store: Store) -> dict[RecordKind, int]:
    """Return how many records of each kind the store holds, at one moment."""
    with store.reading() as connection:
        return {kind: _count(connection, kind) for kind in RecordKind}


def _count(connection: Connection, kind: RecordKind) -> int:
    return connection.execute(select(func.count()).select_from(RECORD_TABLES[kind])).scalar_one()


def _row(store: Store, kind: RecordKind, record: str) -> RowMapping:
    table, number = RECORD_TABLES[kind], number_of(kind, record)
    with store.reading() as connection:
        row = connection.execute(select(table).where(table.c.number == number)).mappings().first()
    if row is None:
        raise NotFound(
            f"there is no {kind.value} {record_id(kind, number)}",
            next_step="It may have gone with an import that was undone; look in the list.",
        )
    return row
