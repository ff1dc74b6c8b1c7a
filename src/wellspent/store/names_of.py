"""Names of records by their numbers, for lists that tell of many."""

from collections.abc import Iterable

from sqlalchemy import select

from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.tables import RECORD_TABLES


def names_of(store: Store, kind: RecordKind, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of accounts or contacts; a contact without one is known by address."""
    table = RECORD_TABLES[kind]
    wanted = sorted({number for number in numbers if number})
    columns = [table.c.number, table.c.name]
    if kind is RecordKind.CONTACT:
        columns.append(table.c.email)
    if not wanted:
        return {}
    with store.reading() as connection:
        rows = connection.execute(select(*columns).where(among(connection, table.c.number, wanted)))
        return {row[0]: next((name for name in row[1:] if name), "") for row in rows}
