"""Records for tests, plainly fictitious, and a short way to import them."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.imports import ImportRun, ImportState
from wellspent.records.lead import Lead
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.raw import Record, RefusedRow
from wellspent.records.route import Route, RoutedLead
from wellspent.records.source import RecordKind
from wellspent.store import imports
from wellspent.store.connect import Store
from wellspent.store.records import stream_records
from wellspent.store.relink import relink
from wellspent.store.rows import kind_of_record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

DECIDED = RoutedLead(
    lead_id="L1",
    authenticity=0.9,
    authenticity_low=0.7,
    authenticity_high=0.97,
    kind=EnquiryKind.GENUINE,
    reasons=("own domain", "asks for a price"),
    route=Route.CALL_NOW,
    reason="cheapest",
    decided_at=NOON,
    price=12.5,
    next_price=30.0,
    currency="EUR",
    owner="mia",
    owner_reason="owns the account",
    due_at=NOON + timedelta(hours=1),
)


def import_records(
    store: Store,
    *records: Record,
    fields: Sequence[str] = ("outcome",),
    refused: Sequence[RefusedRow] = (),
    file: str = "made.csv",
    batch_rows: int = 5000,
) -> ImportRun:
    """Import records as a file of them would."""
    kind = kind_of_record(records[0])
    mapping = Mapping(file, kind, tuple(ColumnMapping(name, field=name) for name in fields))
    running = imports.begin_import(
        store, file=file, table="", fingerprint=_digest(f"{file}{records!r}"), mapping=mapping
    )
    numbered = [(place + 2, record) for place, record in enumerate(records)]
    for start in range(0, len(numbered), batch_rows):
        rows = numbered[start : start + batch_rows]
        last = start + batch_rows >= len(numbered)
        said = {name: range(2, len(numbered) + 2) for name in fields}
        batch = imports.Batch(rows, refused if last else (), len(rows), start + len(rows), said)
        imports.store_batch(store, running, batch)
    relink(store, kind, running.number)
    return imports.end_import(store, running, ImportState.DONE)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def leads_of(store: Store) -> list[Lead]:
    """Return all leads of a store."""
    return [lead for lead in stream_records(store, RecordKind.LEAD) if isinstance(lead, Lead)]
