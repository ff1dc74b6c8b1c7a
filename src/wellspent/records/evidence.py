"""Evidence: what an answer rests on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellspent.records.source import RecordKind


class OwnRecord(StrEnum):
    """What our own side has written down, which no source delivers.

    Of a *conversation* the field is a turn (`turn 3`, from 0), those it went to (`turn 3 to`) or
    the `title`: `Conversation.field` returns what stands there.
    """

    COMPANY = "company"
    PRODUCT = "product"
    CONSENT = "consent"
    CALENDAR = "calendar"
    CONVERSATION = "conversation"
    SITE = "web site"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record and the field of it that supports a statement, quoted, with its date."""

    record_kind: RecordKind | OwnRecord
    record_id: str
    field: str
    quote: str
    date: datetime | None = None

    @property
    def field_from_one(self) -> str:
        """Return the field as people are told it: turns of a conversation are counted from 1."""
        first, _, rest = self.field.partition(" ")
        number, space, part = rest.partition(" ")
        is_turn = self.record_kind is OwnRecord.CONVERSATION and first == "turn"
        if not is_turn or not number.isdecimal():
            return self.field
        return f"turn {int(number) + 1}{space}{part}"
