"""Records for tests, plainly fictitious."""

from collections.abc import Sequence
from datetime import UTC, datetime

from wellspent.records.imports import ImportRun, ImportState
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.raw import Record, RefusedRow
from wellspent.store import imports
from wellspent.store.connect import Store
from wellspent.store.relink import relink
from wellspent.store.rows import kind_of_record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def import_records(
    store: Store,
    *records: Record,
    fields: Sequence[str] = ("outcome",),
    refused: Sequence[RefusedRow] = (),
    file: str = "made.csv",
) -> ImportRun:
    """Import records as a file of one batch would."""
    kind = kind_of_record(records[0])
    mapping = Mapping(file, kind, tuple(ColumnMapping(name, field=name) for name in fields))
    running = imports.begin_import(
        store, file=file, table="", fingerprint=f"{file}{records!r}", mapping=mapping
    )
    numbered = [(place + 2, record) for place, record in enumerate(records)]
    batch = imports.Batch(numbered, refused, len(records) + len(refused), 1)
    imports.store_batch(store, running, batch)
    relink(store, kind, running.number)
    return imports.end_import(store, running, ImportState.DONE)
