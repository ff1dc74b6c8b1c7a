"""Prepared queries: put into words once for each kind of database, then only run.

SQLAlchemy puts a query together anew each time it is asked, which takes longer than the database
takes to answer by index. Where many small questions belong to one answer, that is most of the time.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Select,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import Integer, Text, TypeEngine

from wellspent.records.raw import Record
from wellspent.records.source import RecordKind
from wellspent.store.column_types import Number, storable_text
from wellspent.store.record_maker import Readers, record_maker
from wellspent.store.rows import record_columns
from wellspent.store.tables import RECORD_TABLES

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Worded:
    """A query in a database's own words."""

    text: str
    order: Sequence[str] | None
    constants: Mapping[str, Any]
    columns: tuple[Any, ...]


class PreparedQuery:
    """A query with named parameters; `make` gives it for a dialect, by its name."""

    def __init__(self, make: Callable[[str], Select[Any]]) -> None:
        self._make = make
        self._worded: dict[str, _Worded] = {}
        self._readers: dict[str, Readers] = {}

    def rows(self, connection: Connection, **values: object) -> list[Row]:
        """Return the rows by column name. The values are as the driver takes them."""
        found, readers = self.fetch(connection, values)
        return [_row(readers, row) for row in found]

    def fetch(
        self, connection: Connection, values: Mapping[str, object]
    ) -> tuple[Sequence[Sequence[Any]], Readers]:
        """Return the rows as the driver gives them, and how to read each column."""
        worded = self._for(connection.dialect)
        given = {**worded.constants, **values}
        driver: Any = connection.connection.driver_connection
        cursor = driver.cursor()
        try:
            if worded.order is None:
                cursor.execute(worded.text, given)
            else:
                cursor.execute(worded.text, tuple(given[name] for name in worded.order))
            readers = self._readers.get(connection.dialect.name)
            if readers is None:
                readers = _readers(worded, connection.dialect, cursor.description)
                self._readers[connection.dialect.name] = readers
            found = cursor.fetchall()
        finally:
            cursor.close()
        return found, readers

    def plan(self, connection: Connection) -> list[str]:
        """Return how SQLite goes about it, step by step."""
        worded = self._for(connection.dialect)
        steps = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {worded.text}",
            tuple(worded.constants.get(name) for name in worded.order or ()),
        )
        return [row[3] for row in steps]

    def _for(self, dialect: Dialect) -> _Worded:
        worded = self._worded.get(dialect.name)
        if worded is None:
            worded = self._worded[dialect.name] = _put_into_words(self._make(dialect.name), dialect)
        return worded


def _put_into_words(query: Select[Any], dialect: Dialect) -> _Worded:
    compiled: Any = query.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return _Worded(
        text=str(compiled),
        order=compiled.positiontup,
        constants=compiled.params,
        columns=tuple(query.selected_columns),
    )


def _readers(worded: _Worded, dialect: Dialect, description: Sequence[Sequence[Any]]) -> Readers:
    """Return each column's name, and how its values are read as the driver gives them."""
    return tuple(
        (column.name, column.type.dialect_impl(dialect).result_processor(dialect, said[1]))
        for column, said in zip(worded.columns, description, strict=True)
    )


def _row(readers: Readers, values: Sequence[Any]) -> Row:
    return {
        name: value if process is None or value is None else process(value)
        for (name, process), value in zip(readers, values, strict=True)
    }


class PreparedRecords:
    """A query for records of a kind: those for which a condition holds, in an order."""

    def __init__(self, kind: RecordKind, narrow: Callable[[Select[Any], str], Select[Any]]) -> None:
        self._kind = kind
        self._makers: dict[str, Callable[[Sequence[Any]], Record]] = {}
        table = RECORD_TABLES[kind]
        columns = [table.c[name] for name in record_columns(kind)]
        self._query = PreparedQuery(lambda dialect: narrow(select(*columns), dialect))

    def plan(self, connection: Connection) -> list[str]:
        """Return how SQLite goes about it, step by step."""
        return self._query.plan(connection)

    def records(self, connection: Connection, **values: object) -> list[Record]:
        """Return the records."""
        rows, readers = self._query.fetch(connection, values)
        make = self._makers.get(connection.dialect.name)
        if make is None:
            make = self._makers[connection.dialect.name] = record_maker(self._kind, readers)
        return [make(row) for row in rows]


def one_of(column: Column[Any], dialect: str) -> ColumnElement[bool]:
    """Return the condition that a column's value is among the parameter `keys` (`listed`)."""
    if dialect == "sqlite":
        rows = func.json_each(bindparam("keys")).table_valued("value", name=None)
        return column.in_(select(rows.c.value))
    item_type: TypeEngine[Any] = Number if isinstance(column.type, Integer) else Text()
    return column == any_(bindparam("keys", type_=ARRAY(item_type)))


def listed(connection: Connection, values: Iterable[str | int]) -> object:
    """Return values as the parameter `keys` of `one_of`."""
    plain = [storable_text(value) if isinstance(value, str) else value for value in values]
    return json.dumps(plain) if connection.dialect.name == "sqlite" else plain
