"""Parquet: columnar files, read some thousand rows at a time."""

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wellspent.collect.header import name_columns
from wellspent.collect.table import Table
from wellspent.collect.unpack import Part, as_file_on_disk
from wellspent.errors import FileUnreadable

ROWS_AT_ONCE: Final = 16 * 1024


@contextmanager
def open_parquet(part: Part) -> Generator[Table]:
    """Open a Parquet file; dates become ISO text, nested values JSON."""
    with as_file_on_disk(part) as path:
        try:
            file = pq.ParquetFile(path, memory_map=False)
        except (pa.ArrowException, OSError) as error:
            raise FileUnreadable(
                f"The Parquet file is damaged: {error}.",
                where=part.label(),
                tried="reading its schema",
                next_step="Write it again, or export the table as CSV.",
            ) from error
        with file:
            yield _file_table(file, part)


def _file_table(file: pq.ParquetFile, part: Part) -> Table:
    total = max(file.metadata.num_rows, 1)
    read = 0

    def rows() -> Iterator[Sequence[str]]:
        nonlocal read
        for batch in file.iter_batches(ROWS_AT_ONCE):
            read += batch.num_rows
            yield from zip(*map(column_as_text, batch.columns), strict=True)

    header = name_columns(file.schema_arrow.names, file=part.label())
    return Table(header, map(list, rows()), 2, lambda: min(1.0, read / total))


def column_as_text(column: Any) -> list[str]:
    """Return an Arrow array's values as a CSV export would write them."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind):
        return pc.fill_null(column.cast(pa.string()), "").to_pylist()
    return [_value_as_text(value) for value in column.to_pylist()]


def _value_as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return (
            value.date() if value.time() == time.min and not value.tzinfo else value
        ).isoformat()
    if isinstance(value, str | Decimal | bool):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
