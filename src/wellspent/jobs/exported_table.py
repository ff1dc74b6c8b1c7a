"""Exported tables: how our own export heads its columns, and knows them again.

The first column says what it is (`wellspent lead`, or `wellspent lead, unguarded` in JSON lines)
and holds our ids, which mean nothing elsewhere. A field's column is called as the field, an
attribute's `attribute:seats:number:Number of seats` (name, kind, label).
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from wellspent.clean.record_fields import FIELDS
from wellspent.records.attribute import Attribute, AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.money import Money
from wellspent.records.source import RecordKind

MARK = "wellspent"
UNGUARDED = ", unguarded"
ATTRIBUTE = "attribute"
CURRENCY = "currency"

REASON = "exported from Wellspent"


def id_column(kind: RecordKind, *, guarded: bool) -> str:
    """Return the head of the first column."""
    return f"{MARK} {kind.value}{'' if guarded else UNGUARDED}"


def is_guarded(header: Sequence[str]) -> bool:
    """Return whether a table is our own export to CSV, with cells guarded against formulas."""
    kind = exported_kind(header)
    return kind is not None and header[0] == id_column(kind, guarded=True)


def exported_kind(header: Sequence[str]) -> RecordKind | None:
    """Return the kind of record that our own export holds; None for other tables."""
    first = header[0].removesuffix(UNGUARDED) if header else ""
    mark, _, kind = first.partition(" ")
    known = {one.value: one for one in RecordKind}
    return known.get(kind) if mark == MARK else None


def exported_fields(kind: RecordKind) -> list[str]:
    """Return the fields that are exported, in the order of the columns."""
    return [name for name in FIELDS[kind] if name != CURRENCY]


def attribute_column(attribute: Attribute) -> str:
    """Return the head of an attribute's column."""
    return ":".join((ATTRIBUTE, attribute.name, attribute.kind.value, attribute.label))


def cell_text(value: Any) -> str:
    """Return a field's or attribute's value as text that imports as the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{_amount_text(value.amount)} {value.currency}"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _amount_text(amount: Decimal) -> str:
    """Return an amount without digits that say nothing: `510000`, but `12.50`."""
    whole, _, rest = f"{amount:f}".partition(".")
    return f"{whole}.{rest}" if rest.strip("0") else whole


def exported_mapping(file: str, header: Sequence[str]) -> Mapping | None:
    """Return how a table of our own export maps; None for other tables."""
    kind = exported_kind(header)
    if kind is None:
        return None
    columns = [ColumnMapping(header[0], reason="our own id, which means nothing elsewhere")]
    columns += [_column(kind, name) for name in header[1:]]
    return Mapping(name=file, record_kind=kind, columns=tuple(columns))


def _column(kind: RecordKind, head: str) -> ColumnMapping:
    if head in FIELDS[kind]:
        return ColumnMapping(head, field=head, reason=REASON)
    parts = head.split(":", 3)
    kinds = {one.value: one for one in AttributeKind}
    if len(parts) == 4 and parts[0] == ATTRIBUTE and parts[2] in kinds:
        return ColumnMapping(head, attribute=parts[1], kind=kinds[parts[2]], reason=REASON)
    return ColumnMapping(head, reason="not a column of our export")


def label_of_column(head: str) -> str:
    """Return the label in the head of an attribute's column; other heads are labels themselves."""
    parts = head.split(":", 3)
    return parts[3] if len(parts) == 4 and parts[0] == ATTRIBUTE else head
