"""Preview: what an import would do, reckoned by the import's own planner, written nowhere."""

from collections.abc import Sequence
from datetime import UTC, datetime

from wellspent.records.imports import FieldChange, ImportPreview
from wellspent.records.mapping import Mapping
from wellspent.records.raw import CellNote, CleanBatch, Record, RefusedRow
from wellspent.store.connect import Store
from wellspent.store.plan import ImportContext, Plan, field_changes, plan_batch
from wellspent.store.rows import Row

MOST_EXAMPLES = 10


class Preview:
    """Adds up what batches would do. Remembers what it planned, so keep it to some 10,000 rows."""

    def __init__(self, store: Store, mapping: Mapping) -> None:
        self._store = store
        self._mapping = mapping
        self._context = ImportContext(mapping.record_kind, None, datetime.now(UTC))
        self._planned: dict[str, Row] = {}
        self._repeats: dict[str, int] = {}
        self._created = self._changed = self._unchanged = self._refused = 0
        self._examples: list[Record] = []
        self._changes: list[FieldChange] = []
        self._refusals: list[RefusedRow] = []
        self.rows_looked_at = 0

    def add(self, batch: CleanBatch, rows: int) -> Sequence[CellNote]:
        """Plan a batch of so many rows; return where rows of the file contradict each other."""
        with self._store.reading() as connection:
            plan = plan_batch(
                connection,
                self._context,
                batch.records,
                said=batch.said,
                earlier=self._planned,
                earlier_repeats=self._repeats,
            )
        self._remember(plan)
        self.rows_looked_at += rows
        self._refused += len(batch.refused)
        self._refusals += batch.refused[: MOST_EXAMPLES - len(self._refusals)]
        wanted = MOST_EXAMPLES - len(self._examples)
        self._examples += [record for _, record in batch.records[:wanted]]
        return plan.notes

    def result(
        self, *, file: str, whole_file: bool, already_imported_as: str, notes: Sequence[str]
    ) -> ImportPreview:
        """Return what was found."""
        return ImportPreview(
            file=file,
            mapping=self._mapping,
            rows_looked_at=self.rows_looked_at,
            whole_file=whole_file,
            would_create=self._created,
            would_change=self._changed,
            unchanged=self._unchanged,
            would_refuse=self._refused,
            examples=tuple(self._examples),
            changes=tuple(self._changes),
            refused=tuple(self._refusals),
            already_imported_as=already_imported_as,
            notes=notes,
        )

    def _remember(self, plan: Plan) -> None:
        self._created += plan.created
        self._changed += plan.changed
        self._unchanged += plan.unchanged
        self._repeats.update(plan.repeats)
        for row in (*plan.creates, *(change.after for change in plan.changes)):
            self._planned[row["identity"]] = row
        for change in plan.changes:
            if len(self._changes) < MOST_EXAMPLES:
                self._changes += field_changes(change, plan.kind)
