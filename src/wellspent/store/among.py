"""Membership in a long list: one parameter, however many values."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, any_, bindparam, func, literal, select
from sqlalchemy.types import Integer, Text, TypeEngine

from wellspent.store.column_types import Number, storable_text


def among(
    connection: Connection, column: ColumnElement[Any], values: Iterable[str | int]
) -> ColumnElement[bool]:
    """Return the condition that a column's value is one of these."""
    plain = {storable_text(value) if isinstance(value, str) else value for value in values}
    listed = sorted(plain)  # pyright: ignore[reportArgumentType]
    if connection.dialect.name == "sqlite":
        rows = func.json_each(_as_json(listed)).table_valued("value", name=None)
        return column.in_(select(rows.c.value))
    item_type: TypeEngine[Any] = Number if isinstance(column.type, Integer) else Text()
    return column == any_(bindparam(None, listed, type_=ARRAY(item_type)))


def _as_json(values: list[Any]) -> ColumnElement[str]:
    return literal(json.dumps(values))
