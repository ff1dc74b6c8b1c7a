"""Plan what a batch of records would do to the store: create, change, or nothing.

Only reads. The import writes the plan, the preview shows it; so they can't disagree.

An empty cell never overwrites a value, and a field that the file doesn't have stays as it is. Of
rows with the same identity the later one wins.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from wellspent.records.imports import FieldChange
from wellspent.records.raw import CellNote, Record
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.derived import derived_columns
from wellspent.store.identity import Identity, identity_of
from wellspent.store.ids import record_id
from wellspent.store.recognise import (
    RECOGNISED_BY,
    Numbered,
    StoredRows,
    natural_column,
    stored_rows,
)
from wellspent.store.rows import Row, choice_fields, record_columns, row_from_record
from wellspent.store.tables import import_repeats

DEFAULT_CHOICES = frozenset({"open", "other", "unknown"})

CONTRADICTS = "an earlier row of this file with the same key says otherwise; the later one counts"


@dataclass(slots=True)
class Change:
    """A stored row that would change: as it is, and as it would be."""

    before: Row
    after: Row


@dataclass(slots=True)
class Plan:
    """What a batch would do. Counts are of rows of the file, the lists of records."""

    kind: RecordKind
    creates: list[Row] = field(default_factory=list[Row])
    changes: list[Change] = field(default_factory=list[Change])
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repeats: dict[str, int] = field(default_factory=dict[str, int])
    notes: list[CellNote] = field(default_factory=list[CellNote])


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What all batches of one import share."""

    kind: RecordKind
    number: int | None
    now: datetime


def plan_batch(
    connection: Connection,
    context: ImportContext,
    records: Sequence[Numbered],
    *,
    said: Mapping[str, Collection[int]],
    earlier: Mapping[str, Row] | None = None,
    earlier_repeats: Mapping[str, int] | None = None,
) -> Plan:
    """Return what these records (with their rows in the file) would do.

    `said` are the fields of few words (such as the outcome) with the rows whose cell says
    something: only there may they go back to their default, as when a deal is reopened.
    `earlier` are rows by identity that a preview has planned before and not written, and
    `earlier_repeats` how often it has met those that may repeat.
    """
    plan = Plan(context.kind)
    identities = [identity_of(record) for _, record in records]
    keys = _count_repeats(connection, context, plan, identities, earlier_repeats or {})
    stored = stored_rows(connection, context.kind, records, identities, keys)
    planned = _Planner(context, plan, stored, dict(earlier or {}), said)
    for (row_number, record), identity, key in zip(records, identities, keys, strict=True):
        planned.add(row_number, record, identity, key)
    planned.finish()
    return plan


def field_changes(change: Change, kind: RecordKind) -> list[FieldChange]:
    """Return, field by field, what a change would do, as text."""
    number = change.before.get("number")
    return [
        FieldChange(record_id(kind, number), name, _shown(change.before[name]), _shown(value))
        for name, value in change.after.items()
        if name in record_columns(kind) and value != change.before[name]
    ]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _count_repeats(
    connection: Connection,
    context: ImportContext,
    plan: Plan,
    identities: Sequence[Identity],
    earlier: Mapping[str, int],
) -> list[str]:
    """Return each record's key; those that may repeat get the number of their occurrence."""
    repeating = {identity.key for identity in identities if identity.repeats}
    times = Counter(earlier)
    times.update(_times_before(connection, context.number, repeating))
    keys: list[str] = []
    for identity in identities:
        if identity.repeats:
            times[identity.key] += 1
            keys.append(f"{identity.key}:{times[identity.key]}")
        else:
            keys.append(identity.key)
    plan.repeats = {key: times[key] for key in repeating}
    return keys


def _times_before(
    connection: Connection, import_number: int | None, keys: set[str]
) -> dict[str, int]:
    if not keys or import_number is None:
        return {}
    query = select(import_repeats.c.identity, import_repeats.c.times).where(
        import_repeats.c.import_number == import_number,
        among(connection, import_repeats.c.identity, keys),
    )
    return {row.identity: row.times for row in connection.execute(query)}


class _Planner:
    """Goes through a batch in the file's order."""

    def __init__(
        self,
        context: ImportContext,
        plan: Plan,
        stored: StoredRows,
        earlier: dict[str, Row],
        said: Mapping[str, Collection[int]],
    ) -> None:
        self._context = context
        self._plan = plan
        self._stored = stored
        self._creates: dict[str, Row] = {}
        self._changes: dict[str, Change] = {}
        self._earlier = earlier
        self._said = said
        self._recognised_by = RECOGNISED_BY.get(context.kind, "")
        self._met: set[str] = set(self._earlier)
        for row in self._earlier.values():
            if row.get("content_key"):
                self._stored.by_content.setdefault(row["content_key"], row)

    def add(self, row_number: int, record: Record, identity: Identity, key: str) -> None:
        """Decide about one record."""
        row = row_from_record(record)
        found = self._find(record, identity, key)
        if found is None:
            self._create(row, identity, key, row_number)
            return
        for name in self._unsaid(row, row_number):
            row[name] = found[name]
        merged = self._merge(found, row, identity, key)
        if merged == found:
            self._plan.unchanged += 1
            self._met.add(found["identity"])
            return
        self._plan.changed += 1
        self._note_contradictions(row_number, found, merged)
        self._keep(found, merged)

    def finish(self) -> None:
        """Put what was decided into the plan, with the derived columns."""
        self._plan.creates = list(self._creates.values())
        self._plan.changes = list(self._changes.values())
        for row in (*self._plan.creates, *(change.after for change in self._plan.changes)):
            row.update(derived_columns(self._context.kind, row))

    def _note_contradictions(self, row_number: int, found: Row, merged: Row) -> None:
        """Note where a row overwrites what an earlier row of the same file says."""
        if found["identity"] not in self._met and not self._is_of_this_import(found):
            return
        for name in _overwritten(self._context.kind, found, merged):
            self._plan.notes.append(CellNote(row_number, name, "", CONTRADICTS))

    def _is_of_this_import(self, found: Row) -> bool:
        number = self._context.number
        return number is not None and found["changed_by"] == number

    def _find(self, record: Record, identity: Identity, key: str) -> Row | None:
        for candidate in (key, identity.natural):
            if candidate in self._creates:
                return self._creates[candidate]
            if candidate in self._changes:
                return self._changes[candidate].after
            found = self._stored.by_identity.get(candidate) or self._earlier.get(candidate)
            if found is not None:
                return found
        if record.external_id:
            return None
        return self._find_keyed(identity) or self._find_natural(record)

    def _find_keyed(self, identity: Identity) -> Row | None:
        """Return the row with a source's key that says what this one says."""
        row = self._stored.by_content.get(identity.natural)
        return None if row is None else self._newest(row)

    def _newest(self, row: Row) -> Row:
        """Return a row as this batch has changed it."""
        change = self._changes.get(row["identity"])
        return self._creates.get(row["identity"], row) if change is None else change.after

    def _find_natural(self, record: Record) -> Row | None:
        rows = self._stored.by_natural.get(getattr(record, self._recognised_by, ""), [])
        return self._newest(rows[0]) if len(rows) == 1 else None

    def _create(self, row: Row, identity: Identity, key: str, row_number: int) -> None:
        self._plan.created += 1
        self._met.add(key)
        created = {
            **row,
            "identity": key,
            "import_number": self._context.number,
            "changed_by": self._context.number,
            "source_row": row_number,
            "stored_at": self._context.now,
        }
        created.update(natural_column(self._context.kind, created, identity.natural))
        self._creates[key] = created
        if identity.natural and key != identity.natural:
            self._stored.by_content.setdefault(identity.natural, created)
        if row.get(self._recognised_by):
            self._stored.by_natural.setdefault(row[self._recognised_by], []).append(created)

    def _unsaid(self, row: Row, row_number: int) -> list[str]:
        """Return the fields that hold a default because the file doesn't say."""
        return [
            name
            for name in choice_fields(self._context.kind)
            if row[name] in DEFAULT_CHOICES and row_number not in self._said.get(name, ())
        ]

    def _merge(self, found: Row, row: Row, identity: Identity, key: str) -> Row:
        merged = dict(found)
        merged.update({name: value for name, value in row.items() if value or value == 0})
        if "attributes" in row:
            merged["attributes"] = {**found["attributes"], **row["attributes"]}
        if _reopened(found, merged):
            merged["closed_at"] = row["closed_at"]
        if key.startswith("x:") and found["identity"] == identity.natural:
            merged["identity"] = key
            # From now on it is the record of that key: no other key's record is the same.
            self._stored.by_identity.pop(identity.natural, None)
            self._earlier.pop(identity.natural, None)
            self._stored.by_content.setdefault(identity.natural, merged)
        return merged

    def _keep(self, found: Row, merged: Row) -> None:
        merged["changed_by"] = self._context.number
        merged.update(natural_column(self._context.kind, merged))
        identity = found["identity"]
        self._met |= {identity, merged["identity"]}
        if identity in self._creates:
            del self._creates[identity]
            self._creates[merged["identity"]] = merged
        elif identity in self._changes:
            before = self._changes.pop(identity).before
            self._changes[merged["identity"]] = Change(before, merged)
        else:
            self._changes[merged["identity"]] = Change(found, merged)


def _reopened(before: Row, after: Row) -> bool:
    """Return whether a lead or deal is open again, so that the day it was closed is past."""
    return "closed_at" in after and before["outcome"] != "open" and after["outcome"] == "open"


def _overwritten(kind: RecordKind, before: Row, after: Row) -> list[str]:
    """Return the fields and attributes that had a value and have another now."""
    had = [(name, before.get(name), after.get(name)) for name in record_columns(kind)]
    had += [
        (name, value, after["attributes"].get(name))
        for name, value in before.get("attributes", {}).items()
    ]
    apart = {"number", "attributes"}
    return [name for name, old, new in had if old and new != old and name not in apart]
