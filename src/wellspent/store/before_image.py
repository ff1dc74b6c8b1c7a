"""Before-images: a row as text, to be put back by an undo."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Table

from wellspent.store.column_types import (
    Attributes,
    ExactDecimal,
    UtcTime,
    attributes_from_json,
    attributes_to_json,
)


def image_of_row(table: Table, row: Mapping[str, Any]) -> str:
    """Return a row as JSON text."""
    return json.dumps({name: _write(table, name, value) for name, value in row.items()})


def row_of_image(table: Table, image: str) -> dict[str, Any]:
    """Return the row that `image_of_row` wrote."""
    return {name: _read(table, name, value) for name, value in json.loads(image).items()}


def _write(table: Table, name: str, value: Any) -> Any:
    if isinstance(table.c[name].type, Attributes):
        return attributes_to_json(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _read(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    column_type = table.c[name].type
    if isinstance(column_type, Attributes):
        return attributes_from_json(value)
    if isinstance(column_type, UtcTime):
        return datetime.fromisoformat(value)
    return Decimal(value) if isinstance(column_type, ExactDecimal) else value
