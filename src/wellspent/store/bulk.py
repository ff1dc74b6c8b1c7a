"""Bulk insert: many rows at once, by the shortest way that each database has.

SQLAlchemy's own way prepares each value of each row anew by name, which costs as much as the
insert; PostgreSQL takes many rows far faster by COPY.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from wellspent.store.rows import Row

Prepare = Callable[[Any], Any] | None


def bulk_insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    if not rows:
        return
    columns = list(rows[0])
    values = _prepared(connection, table, columns, rows)
    if connection.dialect.name == "sqlite":
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608  ours
        connection.exec_driver_sql(statement, list(values))
    else:
        _copy(connection, table, columns, values)


def _prepared(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
) -> Iterator[tuple[Any, ...]]:
    """Give each row's values, in the columns' order, as the driver takes them."""
    prepared: list[Iterable[Any]] = []
    for name in columns:
        make: Prepare = table.c[name].type.bind_processor(connection.dialect)
        values = [row[name] for row in rows]
        prepared.append(values if make is None else map(make, values))
    return zip(*prepared, strict=True)


def _copy(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    values: Iterator[tuple[Any, ...]],
) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy,
    ):
        for row in values:
            copy.write_row([_as_text(value) for value in row])


def _as_text(value: Any) -> Any:
    """Return documents as JSON text, which COPY takes; other values as they are."""
    return json.dumps(value) if isinstance(value, dict | list) else value
