"""The fields that a column may become: what a person can choose from when correcting a mapping."""

from wellspent.clean.record_fields import FIELDS
from wellspent.records.source import RecordKind


def mappable_fields(kind: RecordKind) -> tuple[str, ...]:
    """Return the fields that a column of a file of this kind may become, in their order.

    These are the very fields that a mapping is checked against.
    """
    return tuple(FIELDS[kind])
