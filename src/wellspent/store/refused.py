"""Refused rows: kept whole, with where and why, until they are mended."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, insert, select

from wellspent.records.raw import RefusedRow
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import import_number
from wellspent.store.tables import imports, refused_rows

PAGE_ROWS = 1000


def save_refused(connection: Connection, number: int, refused: Sequence[RefusedRow]) -> None:
    """Keep the rows that an import refused."""
    if not refused:
        return
    connection.execute(
        insert(refused_rows),
        [
            {
                "import_number": number,
                "row": row.row,
                "column": storable_text(row.column),
                "value": storable_text(row.value),
                "reason": storable_text(row.reason),
                "cells": json.dumps(dict(row.cells)),
            }
            for row in refused
        ],
    )


def refused_of_import(store: Store, import_: str) -> Iterator[RefusedRow]:
    """Give the rows that an import refused, in the file's order, page by page."""
    number, last = import_number(import_), 0
    while True:
        query = (
            select(refused_rows, imports.c.file)
            .join(imports, imports.c.number == refused_rows.c.import_number)
            .where(refused_rows.c.import_number == number, refused_rows.c.number > last)
            .order_by(refused_rows.c.number)
            .limit(PAGE_ROWS)
        )
        with store.reading() as connection:
            page = connection.execute(query).mappings().all()
        if not page:
            return
        for row in page:
            cells: dict[str, str] = json.loads(row["cells"])
            yield RefusedRow(
                row["file"], row["row"], row["column"], row["value"], row["reason"], cells
            )
        last = page[-1]["number"]
