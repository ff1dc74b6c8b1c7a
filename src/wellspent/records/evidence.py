"""Evidence: what an answer rests on."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.records.source import RecordKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record and the field of it that supports a statement, quoted, with its date."""

    record_kind: RecordKind
    record_id: str
    field: str
    quote: str
    date: datetime | None = None
