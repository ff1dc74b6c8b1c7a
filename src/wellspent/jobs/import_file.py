"""Import a file: propose how its columns map, preview what it would do, do it, resume it.

Each batch is kept together with how far the import has come, so a run that was stopped, or
killed, goes on after its last batch and doubles nothing.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from wellspent.clean.propose import propose_mapping
from wellspent.clean.rows import clean_batch
from wellspent.collect.open_file import list_tables, read_batches
from wellspent.errors import (
    Conflict,
    FileUnreadable,
    MappingError,
    StoreUnavailable,
    WellspentError,
    file_unreadable,
)
from wellspent.jobs.beating import beating
from wellspent.jobs.cell_notes import CellNotes
from wellspent.jobs.enter_activities import enter_activities
from wellspent.jobs.exported_table import exported_mapping, is_guarded, label_of_column
from wellspent.jobs.hear_anew import hear_stale
from wellspent.jobs.mended_rows import unguarded_batch, without_reasons
from wellspent.jobs.qualify_leads import qualify_touched_leads
from wellspent.jobs.route_leads import route_touched_leads
from wellspent.records.imports import ImportPreview, ImportRun, ImportState, Progress
from wellspent.records.mapping import Mapping
from wellspent.records.raw import RawBatch
from wellspent.records.source import RecordKind
from wellspent.store import imports, mappings
from wellspent.store.attributes import note_columns
from wellspent.store.connect import Store
from wellspent.store.linkable_conversations import mark_linkable
from wellspent.store.maintenance import refresh_statistics
from wellspent.store.preview import Preview
from wellspent.store.relink import relink

_log = logging.getLogger("wellspent.jobs")

OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]

BATCH_ROWS = 5000
SAMPLE_ROWS = 1000
PREVIEW_ROWS = 20_000


def propose(
    store: Store,
    path: Path | str,
    *,
    table: str | None = None,
    record_kind: RecordKind | None = None,
    currency: str = "USD",
    time_zone: str = "UTC",
) -> list[Mapping]:
    """Return a proposed mapping for each table of a file, in the file's order.

    Mappings that were saved for a like header come first. Others take amounts that name no
    currency to be in `currency`, and times that name no zone to be in `time_zone`.
    """
    saved = mappings.list_mappings(store)
    tables = list_tables(path) if table is None else [table]
    proposed: list[Mapping] = []
    for name in tables:
        sample = next(_batches(path, name, batch_rows=SAMPLE_ROWS), None)
        if sample is not None:
            file = name or Path(path).name
            ours = exported_mapping(file, sample.header)
            proposed.append(
                ours or _proposed(file, sample, record_kind, saved, currency, time_zone)
            )
    if not proposed:
        raise FileUnreadable("the file has no rows", where=str(path), next_step="Check the export.")
    return proposed


def _proposed(
    file: str,
    sample: RawBatch,
    record_kind: RecordKind | None,
    saved: Sequence[Mapping],
    currency: str,
    time_zone: str,
) -> Mapping:
    mapping = propose_mapping(
        file, sample.header, sample.rows, record_kind=record_kind, saved=saved
    )
    if any(one.name == mapping.name for one in saved):
        return mapping
    unsaid = Mapping("", mapping.record_kind, ())
    return replace(
        mapping,
        currency=currency if mapping.currency == unsaid.currency else mapping.currency,
        time_zone=time_zone if mapping.time_zone == unsaid.time_zone else mapping.time_zone,
    )


def preview(
    store: Store,
    path: Path | str,
    mapping: Mapping,
    *,
    table: str | None = None,
    most_rows: int = PREVIEW_ROWS,
) -> ImportPreview:
    """Return what an import would create, change and refuse, without writing anything.

    Looks at the first `most_rows` rows.
    """
    looked, notes, whole = Preview(store, mapping), CellNotes(), True
    for batch in _batches(path, table):
        if looked.rows_looked_at >= most_rows:
            whole = False
            break
        clean = clean_batch(batch, mapping)
        notes.add(looked.add(clean, len(batch.rows)))
        notes.add(clean.notes)
    done = imports.same_import(
        store, fingerprint=fingerprint(path), table=table or "", mapping=mapping
    )
    return looked.result(
        file=Path(path).name,
        whole_file=whole,
        already_imported_as=done.id if done and done.state is ImportState.DONE else "",
        notes=notes.sentences(),
    )


def run(
    store: Store,
    path: Path | str,
    mapping: Mapping,
    *,
    table: str | None = None,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> ImportRun:
    """Import a table of a file and return how it ended.

    The same file with the same mapping, imported before, changes nothing: that import is returned
    with a message. One that was stopped or killed is gone on with.
    """
    _check_mapping(mapping)
    print_of_file = fingerprint(path)
    done = imports.same_import(store, fingerprint=print_of_file, table=table or "", mapping=mapping)
    if done is not None and done.state is ImportState.DONE:
        when = f"{done.started_at:%Y-%m-%d %H:%M} UTC"
        return replace(
            done, message=f"This file was imported before, as {done.id} on {when}: nothing changed."
        )
    if done is not None:
        _check_not_running(store, done)
        return resume(store, done.id, path, on_progress=on_progress, should_stop=should_stop)
    labels = {label_of_column(column.column): column for column in mapping.columns}
    note_columns(store, mapping.record_kind, labels)
    running = imports.begin_import(
        store,
        file=Path(path).name,
        table=table or "",
        fingerprint=print_of_file,
        mapping=mapping,
    )
    return _go_on(store, path, running, table, on_progress, should_stop)


def resume(
    store: Store,
    import_id: str,
    path: Path | str,
    *,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
) -> ImportRun:
    """Go on with an import that was stopped, failed or killed, after its last batch.

    Conflict when the file isn't the one that the import began with, or the import is done.
    """
    begun = imports.get_import(store, import_id)
    if begun.fingerprint != fingerprint(path):
        raise Conflict(
            f"{Path(path).name} isn't the file that import {begun.id} began with",
            where=str(path),
            tried=f"compared its content with that of {begun.file}",
            next_step="Give the same file, or undo that import and import this file instead.",
        )
    _, table = imports.mapping_of_import(store, import_id)
    running = imports.take_over(store, import_id)
    return _go_on(store, path, running, table or None, on_progress, should_stop)


def fingerprint(path: Path | str) -> str:
    """Return the SHA-256 of a file's content; FileUnreadable when it can't be read."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise file_unreadable(path, error) from error


def _go_on(
    store: Store,
    path: Path | str,
    running: imports.RunningImport,
    table: str | None,
    on_progress: OnProgress | None,
    should_stop: ShouldStop | None,
) -> ImportRun:
    meter, notes = _Meter(on_progress, resumed=running.position > 0), CellNotes()
    try:
        with beating(store, running):
            for batch in _batches(path, table, resume_at=running.position):
                if should_stop is not None and should_stop():
                    message = "Stopped on request; it can be resumed."
                    return imports.end_import(store, running, ImportState.STOPPED, message)
                _keep(store, running, batch, notes)
                meter.add(len(batch.rows), batch.share_read)
            relink(store, running.mapping.record_kind, running.number)
            mark_linkable(store, running.mapping.record_kind, running.number)
            _look_anew(store)
            if running.mapping.record_kind is RecordKind.ACTIVITY:
                enter_activities(store, now=datetime.now(UTC), import_number=running.number)
            message = "\n".join(notes.sentences())
            return imports.end_import(store, running, ImportState.DONE, message)
    except imports.TakenOver:
        raise
    except BaseException as error:
        _end_failed(store, running, error)
        raise


def _keep(store: Store, running: imports.RunningImport, batch: RawBatch, notes: CellNotes) -> None:
    clean = clean_batch(batch, running.mapping)
    notes.add(clean.notes)
    rows = len(batch.rows)
    kept = imports.Batch(clean.records, clean.refused, rows, batch.position, clean.said)
    notes.add(imports.store_batch(store, running, kept))


def _look_anew(store: Store) -> None:
    """Refresh what is reckoned from the records; it can wait where another process is writing."""
    try:
        refresh_statistics(store)
        now = datetime.now(UTC)
        hear_stale(store, now=now)
        qualify_touched_leads(store, now=now)
        route_touched_leads(store, now=now)
    except StoreUnavailable as error:
        _log.warning("fits and statistics are left to the next time: %s", error.what)


def _end_failed(store: Store, running: imports.RunningImport, error: BaseException) -> None:
    """Note why the import ended, if the store still takes it."""
    stopped = isinstance(error, KeyboardInterrupt)
    state = ImportState.STOPPED if stopped else ImportState.FAILED
    message = "Interrupted; it can be resumed." if stopped else str(error) or repr(error)
    try:
        imports.end_import(store, running, state, message)
    except WellspentError as second:
        error.add_note(f"and the import's end couldn't be noted: {second.what}")


def _batches(
    path: Path | str, table: str | None, *, batch_rows: int | None = None, resume_at: int = 0
) -> Iterator[RawBatch]:
    """Read a file's rows; of a mended file of refused rows without our own columns."""
    for batch in read_batches(
        path, table, batch_rows=batch_rows or BATCH_ROWS, resume_at=resume_at
    ):
        mended = without_reasons(batch)
        yield unguarded_batch(mended) if is_guarded(mended.header) else mended


def _check_not_running(store: Store, begun: ImportRun) -> None:
    if imports.is_being_run(store, begun.id):
        raise Conflict(
            f"this file is being imported now, as {begun.id}",
            where=begun.file,
            next_step="Wait until it is done; or resume it, which takes it over.",
        )


def _check_mapping(mapping: Mapping) -> None:
    if not any(column.field or column.attribute for column in mapping.columns):
        raise MappingError(
            "no column of the file is mapped to anything",
            where=mapping.name,
            next_step="Map at least one column.",
        )


class _Meter:
    """Measures how fast rows go and how long the rest takes."""

    def __init__(self, on_progress: OnProgress | None, *, resumed: bool) -> None:
        self._on_progress = on_progress
        self._began = self._share_began = time.monotonic()
        self._rows = 0
        # How much a resumed run has behind it is told by its first batch.
        self._share_before: float | None = None if resumed else 0.0

    def add(self, rows: int, share: float | None) -> None:
        """Report after a batch."""
        self._rows += rows
        if self._on_progress is None:
            return
        now = time.monotonic()
        self._on_progress(
            Progress(
                rows=self._rows,
                rows_per_second=self._rows / max(now - self._began, 1e-9),
                share=share,
                seconds_left=self._seconds_left(now, share),
            )
        )

    def _seconds_left(self, now: float, share: float | None) -> float | None:
        if share is None or share >= 1:
            return None if share is None else 0.0
        if self._share_before is None:
            self._share_before, self._share_began = share, now
        done = share - self._share_before
        return (now - self._share_began) * (1 - share) / done if done > 0 else None
