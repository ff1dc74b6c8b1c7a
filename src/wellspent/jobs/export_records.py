"""Export records: what comes out goes in again and gives the same records.

CSV has a column per field and per attribute, JSON lines an object per record. Times are in UTC,
ISO 8601; money is an amount and its currency.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from wellspent.errors import file_unwritable
from wellspent.jobs.exported_table import (
    attribute_column,
    cell_text,
    exported_fields,
    id_column,
)
from wellspent.jobs.mended_rows import guarded
from wellspent.records.source import RecordKind
from wellspent.store.attributes import list_attributes
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.records import stream_rows
from wellspent.store.rows import record_from_row


class ExportFormat(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSON_LINES = "jsonl"


def export(
    store: Store,
    kind: RecordKind,
    path: Path | str,
    *,
    format: ExportFormat = ExportFormat.CSV,  # noqa: A002  the word that people use
) -> int:
    """Write all records of a kind to a file; return how many."""
    written = 0
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            for line in export_lines(store, kind, format=format):
                file.write(line)
                written += 1
    except OSError as error:
        raise file_unwritable("the export", path, error) from error
    return written - 1 if format is ExportFormat.CSV else written


def export_lines(
    store: Store,
    kind: RecordKind,
    *,
    format: ExportFormat = ExportFormat.CSV,  # noqa: A002  the word that people use
) -> Iterator[str]:
    """Give all records of a kind as lines of CSV (with a header) or JSON, in flat memory."""
    if format is ExportFormat.JSON_LINES:
        yield from _json_lines(store, kind)
    else:
        yield from _csv_lines(store, kind)


def _csv_lines(store: Store, kind: RecordKind) -> Iterator[str]:
    columns = _columns(store, kind)
    yield _csv_line([id_column(kind, guarded=True), *columns])
    for number, cells in _rows(store, kind):
        texts = (cell_text(cells.get(column)) for column in columns)
        yield _csv_line([number, *(guarded(text) for text in texts)])


def _json_lines(store: Store, kind: RecordKind) -> Iterator[str]:
    first, columns = id_column(kind, guarded=False), _columns(store, kind)
    for number, cells in _rows(store, kind):
        texts = {column: cell_text(cells.get(column)) for column in columns}
        filled = {first: number, **{column: text for column, text in texts.items() if text}}
        yield json.dumps(filled, ensure_ascii=False) + "\n"


def _columns(store: Store, kind: RecordKind) -> list[str]:
    attributes = [attribute_column(attribute) for attribute in list_attributes(store, kind)]
    return [*exported_fields(kind), *attributes]


def _rows(store: Store, kind: RecordKind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give each record's id, and its values by column."""
    heads = {a.name: attribute_column(a) for a in list_attributes(store, kind)}
    fields = exported_fields(kind)
    for row in stream_rows(store, kind):
        record = record_from_row(kind, row)
        cells: dict[str, Any] = {name: getattr(record, name) for name in fields}
        if "lead_key" in row:
            cells["lead_id"] = row["lead_key"]
        for name, value in row.get("attributes", {}).items():
            cells[heads[name]] = value
        yield record_id(kind, row["number"]), cells


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
