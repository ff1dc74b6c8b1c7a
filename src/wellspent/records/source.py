"""Where a record came from."""

from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of record that can be collected."""

    ACCOUNT = "account"
    CONTACT = "contact"
    LEAD = "lead"
    DEAL = "deal"
    ACTIVITY = "activity"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was read: the file (or form, or API), its row, and the import that did it."""

    file: str
    row: int
    import_id: str = ""
