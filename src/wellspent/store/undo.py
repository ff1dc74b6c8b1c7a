"""Undo an import: put back what it changed, delete what it made, keep what was changed since.

Chunk by chunk, so that other writers needn't wait; a killed undo is finished by undoing again.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select, update

from wellspent.errors import Conflict, NotFound
from wellspent.records.imports import ImportState
from wellspent.records.source import RecordKind
from wellspent.records.undo import KeptRecord, UndoReport
from wellspent.store.activity_lines import GONE, take_back_activity_lines
from wellspent.store.among import among
from wellspent.store.before_image import image_of_row, row_of_image
from wellspent.store.connect import Store
from wellspent.store.enquiries_of_deals import find_enquiries
from wellspent.store.free_identities import free_identities
from wellspent.store.ids import import_id, import_number, record_id
from wellspent.store.link_rows import NO_LINK, link_rows
from wellspent.store.meetings_ahead import forget_meetings_of_import
from wellspent.store.relink import deals_of_persons, relink_deals, relink_leads
from wellspent.store.rows import Row
from wellspent.store.stale import mark_stale
from wellspent.store.tables import (
    RECORD_TABLES,
    import_changes,
    import_repeats,
    imports,
    leads,
)
from wellspent.store.take_back_conversations import (
    mark_conversations_stale,
    take_back_conversations,
)
from wellspent.store.write import delete_rows, lock_kind, update_rows

CHUNK_ROWS = 2000
MOST_EXAMPLES = 100


@dataclass(slots=True)
class _Undoing:
    """An undo on its way."""

    number: int
    kind: RecordKind
    deleted: int = 0
    restored: int = 0
    kept: int = 0
    examples: list[KeptRecord] = field(default_factory=list[KeptRecord])

    def keep(self, number: int, reason: str) -> None:
        self.kept += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(KeptRecord(record_id(self.kind, number), reason))


def undo_import(store: Store, import_: str) -> UndoReport:
    """Undo an import and return what came of it.

    A record that was changed again since stays as it is, and is named. NotFound when there is no
    such import, Conflict when it is undone already.
    """
    undoing = _begin(store, import_number(import_))
    # What it made goes first: it may bear the identity of what is put back.
    for undo_chunk in (_delete_chunk, _restore_chunk):
        last: int | None = 0
        while last is not None:
            last = undo_chunk(store, undoing, last)
    if undoing.kind is RecordKind.ACTIVITY:
        take_back_conversations(store, undoing.number, now=datetime.now(UTC))
        with store.writing() as connection:
            forget_meetings_of_import(connection, undoing.number)
    return _end(store, undoing)


def _begin(store: Store, number: int) -> _Undoing:
    """Take the import, so that a run that is still at it stops and none goes on with it."""
    with store.writing() as connection:
        query = select(imports.c.state, imports.c.record_kind).where(imports.c.number == number)
        row = connection.execute(query.with_for_update()).first()
        if row is None:
            raise NotFound(
                f"there is no import {import_id(number)}", next_step="Look at the list of imports."
            )
        if row.state == ImportState.UNDONE.value:
            raise Conflict(
                f"import {import_id(number)} is undone already",
                next_step="Import the file again to have it back.",
            )
        connection.execute(
            update(imports)
            .where(imports.c.number == number)
            .values(
                state=ImportState.UNDOING.value,
                runner=secrets.token_hex(8),
                message="An undo began; undo again to finish it.",
            )
        )
    return _Undoing(number, RecordKind(row.record_kind))


def _restore_chunk(store: Store, undoing: _Undoing, last: int) -> int | None:
    """Put back changed records; return where to go on, None at the end."""
    table = RECORD_TABLES[undoing.kind]
    with store.writing() as connection:
        lock_kind(connection, undoing.kind)
        images = _images(connection, undoing, last)
        numbers = list(images)
        query = select(table.c.number, table.c.changed_by, table.c.identity).where(
            among(connection, table.c.number, numbers)
        )
        now = {row.number: row for row in connection.execute(query)}
        undone = _undone_imports(connection, images.values())
        restored: list[Row] = []
        gone: list[int] = []
        for number, image in images.items():
            if number not in now:
                continue
            if now[number].changed_by != undoing.number:
                undoing.keep(number, _changed_by(now[number].changed_by))
                _hand_over(connection, undoing, number, image)
            elif image["changed_by"] == image["import_number"] in undone:
                gone.append(number)
            else:
                restored.append(image)
        _restore(connection, undoing.kind, restored)
        _delete(connection, undoing.kind, gone)
        _forget_images(connection, undoing.number, numbers)
    undoing.restored += len(restored)
    undoing.deleted += len(gone)
    return numbers[-1] if len(numbers) == CHUNK_ROWS else None


def _images(connection: Connection, undoing: _Undoing, last: int) -> dict[int, Row]:
    query = (
        select(import_changes.c.record_number, import_changes.c.before)
        .where(
            import_changes.c.import_number == undoing.number,
            import_changes.c.record_number > last,
        )
        .order_by(import_changes.c.record_number)
        .limit(CHUNK_ROWS)
    )
    table = RECORD_TABLES[undoing.kind]
    return {n: row_of_image(table, image) for n, image in connection.execute(query)}


def _undone_imports(connection: Connection, images: Iterable[Row]) -> set[int]:
    """Return which of the imports that made these rows are undone: such a row is put back no more.

    It outlived the undo of its own import only because it had been changed since.
    """
    makers = {image["import_number"] for image in images} - {None}
    states = (ImportState.UNDOING.value, ImportState.UNDONE.value)
    query = select(imports.c.number).where(
        among(connection, imports.c.number, makers), imports.c.state.in_(states)
    )
    return set(connection.execute(query).scalars()) if makers else set()


def _restore(connection: Connection, kind: RecordKind, rows: Sequence[Row]) -> None:
    """Write rows back, linked anew: what they were linked to may be gone."""
    for row in rows:
        row.pop("fit", None)
        for name in row:
            if name.endswith("_number") and name != "import_number":
                row[name] = None
        if kind is RecordKind.LEAD:
            row.update(NO_LINK)
    link_rows(connection, kind, rows)
    if kind is RecordKind.DEAL:
        find_enquiries(connection, rows)
    free_identities(connection, kind, rows)
    update_rows(connection, RECORD_TABLES[kind], rows)
    numbers = [row["number"] for row in rows]
    relink_deals(connection, deals_of_persons(connection, kind, numbers))


def _hand_over(connection: Connection, undoing: _Undoing, number: int, image: Row) -> None:
    """Let the next import that changed this record put back what was before this one."""
    later = (
        select(import_changes.c.import_number)
        .where(
            import_changes.c.record_number == number,
            import_changes.c.import_number > undoing.number,
            imports.c.number == import_changes.c.import_number,
            imports.c.record_kind == undoing.kind.value,
        )
        .order_by(import_changes.c.import_number)
        .limit(1)
    )
    heir = connection.execute(later).scalar()
    if heir is not None:
        connection.execute(
            update(import_changes)
            .where(import_changes.c.import_number == heir, import_changes.c.record_number == number)
            .values(before=image_of_row(RECORD_TABLES[undoing.kind], image))
        )


def _forget_images(connection: Connection, import_: int, numbers: Sequence[int]) -> None:
    connection.execute(
        delete(import_changes).where(
            import_changes.c.import_number == import_,
            among(connection, import_changes.c.record_number, numbers),
        )
    )


def _delete_chunk(store: Store, undoing: _Undoing, last: int) -> int | None:
    """Delete records that the import made; return where to go on, None at the end."""
    table = RECORD_TABLES[undoing.kind]
    query = (
        select(table.c.number, table.c.changed_by)
        .where(table.c.import_number == undoing.number, table.c.number > last)
        .order_by(table.c.number)
        .limit(CHUNK_ROWS)
    )
    with store.writing() as connection:
        lock_kind(connection, undoing.kind)
        rows = connection.execute(query).all()
        gone = [row.number for row in rows if row.changed_by == undoing.number]
        for row in rows:
            if row.changed_by != undoing.number:
                undoing.keep(row.number, _changed_by(row.changed_by))
        _delete(connection, undoing.kind, gone)
    undoing.deleted += len(gone)
    return rows[-1].number if len(rows) == CHUNK_ROWS else None


def _delete(connection: Connection, kind: RecordKind, gone: Sequence[int]) -> None:
    orphans = _unlink_leads(connection, kind, gone)
    grown = deals_of_persons(connection, kind, gone)
    mark_conversations_stale(connection, kind, gone)
    if kind is RecordKind.ACTIVITY:
        take_back_activity_lines(connection, gone, now=datetime.now(UTC), reason=GONE)
    delete_rows(connection, RECORD_TABLES[kind], gone)
    relink_leads(connection, orphans)
    relink_deals(connection, grown)


def _unlink_leads(connection: Connection, kind: RecordKind, gone: Sequence[int]) -> Sequence[int]:
    """Clear the links that go with their account or contact; return the leads that had them."""
    column = {
        RecordKind.ACCOUNT: leads.c.account_number,
        RecordKind.CONTACT: leads.c.contact_number,
    }.get(kind)
    if column is None or not gone:
        return ()
    unlink = update(leads).where(among(connection, column, gone)).values(NO_LINK)
    orphans = connection.execute(unlink.returning(leads.c.number)).scalars().all()
    mark_stale(connection, orphans)
    return orphans


def _changed_by(changed_by: int | None) -> str:
    who = "by hand or program" if changed_by is None else f"by import {import_id(changed_by)}"
    return f"changed since {who}; kept as it is"


def _end(store: Store, undoing: _Undoing) -> UndoReport:
    message = f"Undone: {undoing.deleted:,} deleted, {undoing.restored:,} put back"
    if undoing.kept:
        message += f", {undoing.kept:,} kept because they were changed since"
    with store.writing() as connection:
        connection.execute(
            update(imports)
            .where(imports.c.number == undoing.number)
            .values(
                state=ImportState.UNDONE.value,
                message=message + ".",
                finished_at=datetime.now(UTC),
            )
        )
        connection.execute(
            delete(import_repeats).where(import_repeats.c.import_number == undoing.number)
        )
    return UndoReport(
        import_id(undoing.number),
        undoing.deleted,
        undoing.restored,
        undoing.kept,
        tuple(undoing.examples),
    )
