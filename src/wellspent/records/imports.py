"""Imports: one undoable unit each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.mapping import Mapping
from wellspent.records.raw import Record, RefusedRow
from wellspent.records.source import RecordKind


class ImportState(StrEnum):
    """Where an import stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What an import would change in a record that exists."""

    record_id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, before it does it.

    Counts are of `rows_looked_at`; `whole_file` says whether that was all of it. The examples are
    a few records, changes and refusals of each sort.
    """

    file: str
    mapping: Mapping
    rows_looked_at: int
    whole_file: bool
    would_create: int
    would_change: int
    unchanged: int
    would_refuse: int
    examples: Sequence[Record] = ()
    changes: Sequence[FieldChange] = ()
    refused: Sequence[RefusedRow] = ()
    already_imported_as: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import: what was read, what came of it, and where it can resume."""

    id: str
    file: str
    fingerprint: str
    record_kind: RecordKind
    mapping_name: str
    state: ImportState
    started_at: datetime
    finished_at: datetime | None = None
    rows_read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    position: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come. `share` (0 to 1) and `seconds_left` are None while unknown."""

    rows: int
    rows_per_second: float
    share: float | None = None
    seconds_left: float | None = None
    notes: Sequence[str] = field(default_factory=tuple[str, ...])
