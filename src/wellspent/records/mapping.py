"""Mapping: which column of a file becomes which field of a record."""

from dataclasses import dataclass

from wellspent.records.attribute import AttributeKind
from wellspent.records.source import RecordKind


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column's fate: a field of the record, a typed attribute, or nothing.

    `field` is a field name of the record, or empty; `attribute` is an attribute name, or empty;
    both empty means that the column is left out. `reason` says why this was proposed, in a few
    words; `certainty` (0 to 1) how sure the proposal is.
    """

    column: str
    field: str = ""
    attribute: str = ""
    kind: AttributeKind | None = None
    reason: str = ""
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table's columns become records of one kind.

    `decimal_comma` and `day_first` are how this file writes numbers and dates; `currency` is what
    its money is in unless a cell says so; `time_zone` (IANA name) is what its times are in unless
    a cell says so. `outcome_won` and `outcome_lost` are the values of the outcome column that mean
    won and lost (compared without case); other values mean open.
    """

    name: str
    record_kind: RecordKind
    columns: tuple[ColumnMapping, ...]
    decimal_comma: bool = False
    day_first: bool = False
    currency: str = "USD"
    time_zone: str = "UTC"
    outcome_won: tuple[str, ...] = (
        "won",
        "closed won",
        "closedwon",
        "converted",
        "yes",
        "true",
        "1",
    )
    outcome_lost: tuple[str, ...] = (
        "lost",
        "closed lost",
        "closedlost",
        "unqualified",
        "no",
        "false",
        "0",
    )
