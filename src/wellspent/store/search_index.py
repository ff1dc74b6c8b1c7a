"""Search index of leads on SQLite; PostgreSQL keeps its own up to date.

Kept a batch at a time. Triggers would do it row by row, which writes the index out after each
row and costs more than everything else of an import together (75 of 96 microseconds a row).
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, text

from wellspent.store.tables import leads

ADD = text(
    "INSERT INTO lead_search(rowid, search_text)"
    " SELECT number, search_text FROM leads"
    " WHERE number IN (SELECT value FROM json_each(:numbers)) ORDER BY number"
)
TAKE_OUT = text(
    "INSERT INTO lead_search(lead_search, rowid, search_text)"
    " SELECT 'delete', number, search_text FROM leads"
    " WHERE number IN (SELECT value FROM json_each(:numbers)) ORDER BY number"
)


def index_rows(connection: Connection, table: Table, numbers: Sequence[int]) -> None:
    """Put leads into the index, after they were written."""
    _run(connection, table, ADD, numbers)


def unindex_rows(connection: Connection, table: Table, numbers: Sequence[int]) -> None:
    """Take leads out of the index, before they are changed or deleted."""
    _run(connection, table, TAKE_OUT, numbers)


def _run(connection: Connection, table: Table, statement: object, numbers: Sequence[int]) -> None:
    if numbers and table is leads and connection.dialect.name == "sqlite":
        connection.execute(statement, {"numbers": str(list(numbers))})  # pyright: ignore
