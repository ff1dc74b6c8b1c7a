"""Fits: how well each lead fits, as last reckoned, sortable by index."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, update

from wellspent.records.queue import StoredFit
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.rows import StoredRow
from wellspent.store.tables import fits, leads
from wellspent.store.upsert import upsert
from wellspent.store.write import lock_kind

CHUNK_ROWS = 20_000
"""Many at once: fits scatter over the order's index, whose pages are then written once for many."""

FIT_COLUMNS = (
    "probability",
    "low",
    "high",
    "verdict",
    "reasons",
    "scorecard_version",
    "scored_at",
)


def save_fits(store: Store, stored: Iterable[StoredFit]) -> int:
    """Store fits, in place of those that their leads had; return how many.

    A lead that is gone meanwhile is passed over.
    """
    saved = 0
    for chunk in _chunks(stored):
        with store.writing() as connection:
            lock_kind(connection, RecordKind.LEAD)
            saved += _save_chunk(connection, chunk)
    return saved


def fit_from_row(row: StoredRow, number: int) -> StoredFit | None:
    """Return the fit in a row that has its columns as `fit_...`; None if it is empty."""
    if row["fit_probability"] is None:
        return None
    values = {name: row[f"fit_{name}"] for name in FIT_COLUMNS}
    values["reasons"] = tuple(values["reasons"])
    return StoredFit(lead_id=record_id(RecordKind.LEAD, number), **values)


def _chunks(stored: Iterable[StoredFit]) -> Iterator[list[StoredFit]]:
    rest = iter(stored)
    while chunk := list(islice(rest, CHUNK_ROWS)):
        yield chunk


def _save_chunk(connection: Connection, chunk: list[StoredFit]) -> int:
    wanted = {number_of(RecordKind.LEAD, fit.lead_id): fit for fit in chunk}
    there = select(leads.c.number).where(among(connection, leads.c.number, wanted))
    numbers = connection.execute(there).scalars().all()
    if not numbers:
        return 0
    rows = [_row(number, wanted[number]) for number in numbers]
    connection.execute(upsert(connection, fits, ["lead_number"], list(FIT_COLUMNS)), rows)
    probability = select(fits.c.probability).where(fits.c.lead_number == leads.c.number)
    connection.execute(
        update(leads)
        .where(among(connection, leads.c.number, numbers))
        .values(fit=probability.scalar_subquery())
    )
    return len(rows)


def _row(number: int, fit: StoredFit) -> dict[str, Any]:
    row = {name: getattr(fit, name) for name in FIT_COLUMNS}
    return {**row, "reasons": list(fit.reasons), "lead_number": number}
