"""Imports: one undoable unit each, written batch by batch, resumable after any batch."""

import hashlib
from collections import abc
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from wellspent.errors import Conflict, NotFound
from wellspent.records.imports import ImportRun, ImportState
from wellspent.records.mapping import Mapping
from wellspent.records.raw import CellNote, RefusedRow
from wellspent.records.source import RecordKind
from wellspent.store.as_json import from_json, to_json
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import import_id, import_number
from wellspent.store.plan import ImportContext, plan_batch
from wellspent.store.recognise import Numbered
from wellspent.store.refused import save_refused
from wellspent.store.runner import new_runner, seems_alive
from wellspent.store.tables import import_repeats, imports
from wellspent.store.write import lock_kind, write_plan

GONE = "Its process ended without a word; it can be resumed."


class TakenOver(Conflict):
    """Another process goes on with an import: this one must leave it alone."""


@dataclass(frozen=True, slots=True)
class RunningImport:
    """An import that this process is doing. Only the holder of `runner` may go on with it."""

    number: int
    runner: str
    mapping: Mapping
    position: int

    @property
    def id(self) -> str:
        """Return the import's id."""
        return import_id(self.number)


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch of an import: what came of its rows, and where reading resumes after it.

    `said` is that of `CleanBatch`.
    """

    records: Sequence[Numbered]
    refused: Sequence[RefusedRow]
    rows_read: int
    position: int
    said: abc.Mapping[str, Collection[int]] = field(default_factory=dict[str, Collection[int]])


def mapping_digest(mapping: Mapping) -> str:
    """Return a digest of what a mapping does, whatever it is called and why it was proposed."""
    plain = [
        [c.column, c.field, c.attribute, "" if c.kind is None else c.kind.value]
        for c in mapping.columns
    ]
    rest = [
        mapping.record_kind.value,
        mapping.decimal_comma,
        mapping.day_first,
        mapping.currency,
        mapping.time_zone,
        mapping.outcome_won,
        mapping.outcome_lost,
    ]
    return hashlib.sha256(repr([plain, rest]).encode()).hexdigest()


def begin_import(
    store: Store, *, file: str, table: str, fingerprint: str, mapping: Mapping
) -> RunningImport:
    """Record that an import begins, and take it."""
    now = datetime.now(UTC)
    runner = new_runner()
    with store.writing() as connection:
        number = connection.execute(
            insert(imports)
            .values(
                file=storable_text(file),
                table_name=storable_text(table),
                fingerprint=fingerprint,
                mapping_digest=mapping_digest(mapping),
                mapping=to_json(mapping),
                record_kind=mapping.record_kind.value,
                state=ImportState.RUNNING.value,
                started_at=now,
                beat_at=now,
                runner=runner,
            )
            .returning(imports.c.number)
        ).scalar_one()
    return RunningImport(number, runner, mapping, 0)


def take_over(store: Store, import_: str) -> RunningImport:
    """Take an import that was stopped, failed or was killed, to go on after its last batch.

    Another process that still has it can't write from now on. NotFound when there is no such
    import, Conflict when it is done, undone or being undone.
    """
    number = import_number(import_)
    runner = new_runner()
    with store.writing() as connection:
        row = _import_row(connection, number, lock=True)
        if row["state"] == ImportState.UNDOING.value:
            raise Conflict(
                f"import {import_id(number)} is being undone, or an undo of it was cut short",
                next_step="Undo it again to finish that, then import the file again.",
            )
        if row["state"] in {ImportState.DONE.value, ImportState.UNDONE.value}:
            raise Conflict(
                f"import {import_id(number)} is {row['state']}: there is nothing to resume",
                next_step="Import the file again to start a new import.",
            )
        connection.execute(
            update(imports)
            .where(imports.c.number == number)
            .values(
                state=ImportState.RUNNING.value,
                runner=runner,
                message="",
                finished_at=None,
                beat_at=datetime.now(UTC),
            )
        )
    return RunningImport(number, runner, from_json(Mapping, row["mapping"]), row["position"])


def store_batch(store: Store, running: RunningImport, batch: Batch) -> Sequence[CellNote]:
    """Keep a batch and how far the import has come, together.

    Returns notes of where rows of the file contradict each other.
    TakenOver when another process has taken the import over.
    """
    now = datetime.now(UTC)
    kind = running.mapping.record_kind
    context = ImportContext(kind, running.number, now)
    with store.writing() as connection:
        lock_kind(connection, kind)
        plan = plan_batch(connection, context, batch.records, said=batch.said)
        write_plan(connection, context, plan)
        save_refused(connection, running.number, batch.refused)
        _advance(
            connection,
            running,
            rows_read=imports.c.rows_read + batch.rows_read,
            created=imports.c.created + plan.created,
            changed=imports.c.changed + plan.changed,
            unchanged=imports.c.unchanged + plan.unchanged,
            refused=imports.c.refused + len(batch.refused),
            position=batch.position,
            beat_at=now,
        )
    return plan.notes


def advance(
    connection: Connection,
    running: RunningImport,
    *,
    rows_read: int,
    created: int = 0,
    changed: int = 0,
    unchanged: int = 0,
    refused: int = 0,
    now: datetime,
) -> None:
    """Note how far an import has come, in the transaction that keeps what came in.

    TakenOver when another process has it now.
    """
    _advance(
        connection,
        running,
        rows_read=imports.c.rows_read + rows_read,
        created=imports.c.created + created,
        changed=imports.c.changed + changed,
        unchanged=imports.c.unchanged + unchanged,
        refused=imports.c.refused + refused,
        position=imports.c.position + rows_read,
        beat_at=now,
    )


def beat(store: Store, running: RunningImport) -> None:
    """Note that the import goes on; TakenOver when another process has it now."""
    with store.writing() as connection:
        _advance(connection, running, beat_at=datetime.now(UTC))


def end_import(
    store: Store, running: RunningImport, state: ImportState, message: str = ""
) -> ImportRun:
    """Record how an import ended: done, stopped or failed."""
    with store.writing() as connection:
        row = _advance(
            connection,
            running,
            state=state.value,
            message=message,
            finished_at=datetime.now(UTC),
        )
        if state is ImportState.DONE:
            connection.execute(
                delete(import_repeats).where(import_repeats.c.import_number == running.number)
            )
    return _run(row)


def is_being_run(store: Store, import_: str) -> bool:
    """Return whether some process is at work on an import now, as far as can be told."""
    with store.reading() as connection:
        row = _import_row(connection, import_number(import_))
    return row["state"] == ImportState.RUNNING.value and not _is_gone(row)


def get_import(store: Store, import_: str) -> ImportRun:
    """Return an import; NotFound if there is none of that id."""
    with store.reading() as connection:
        return _run(_import_row(connection, import_number(import_)))


def mapping_of_import(store: Store, import_: str) -> tuple[Mapping, str]:
    """Return the mapping that an import used, and the table of the file; NotFound if none."""
    with store.reading() as connection:
        row = _import_row(connection, import_number(import_))
    return from_json(Mapping, row["mapping"]), row["table_name"]


def list_imports(store: Store, *, limit: int | None = 200, before: str = "") -> list[ImportRun]:
    """Return the imports, the newest first; those before an import, for the next page.

    Without a limit all of them.
    """
    query = select(imports).order_by(imports.c.number.desc()).limit(limit)
    if before:
        query = query.where(imports.c.number < import_number(before))
    with store.reading() as connection:
        return [_run(row) for row in connection.execute(query).mappings()]


def same_import(
    store: Store, *, fingerprint: str, table: str, mapping: Mapping
) -> ImportRun | None:
    """Return the newest import of the same file with the same mapping that isn't undone."""
    query = (
        select(imports)
        .where(
            imports.c.fingerprint == fingerprint,
            imports.c.table_name == table,
            imports.c.mapping_digest == mapping_digest(mapping),
            imports.c.state != ImportState.UNDONE.value,
        )
        .order_by(imports.c.number.desc())
        .limit(1)
    )
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else _run(row)


def _advance(connection: Connection, running: RunningImport, **values: Any) -> RowMapping:
    row = (
        connection.execute(
            update(imports)
            .where(imports.c.number == running.number, imports.c.runner == running.runner)
            .values(**values)
            .returning(*imports.c)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise TakenOver(
            f"import {running.id} was resumed elsewhere; this run of it stops here",
            next_step="Look at the import's progress; nothing is lost or doubled.",
        )
    return row


def _import_row(connection: Connection, number: int, *, lock: bool = False) -> RowMapping:
    query = select(imports).where(imports.c.number == number)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound(
            f"there is no import {import_id(number)}", next_step="List them: wellspent undo"
        )
    return row


def _run(row: RowMapping) -> ImportRun:
    gone = _is_gone(row)
    return ImportRun(
        id=import_id(row["number"]),
        file=row["file"],
        fingerprint=row["fingerprint"],
        record_kind=RecordKind(row["record_kind"]),
        mapping_name=from_json(Mapping, row["mapping"]).name,
        state=ImportState.STOPPED if gone else ImportState(row["state"]),
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        rows_read=row["rows_read"],
        created=row["created"],
        changed=row["changed"],
        unchanged=row["unchanged"],
        refused=row["refused"],
        position=row["position"],
        message=GONE if gone else row["message"],
    )


def _is_gone(row: RowMapping) -> bool:
    """Return whether the process that ran this import ended without saying so."""
    running = row["state"] == ImportState.RUNNING.value
    return running and not seems_alive(row["runner"], row["beat_at"])
