"""Citations: the field of a record that a sentence rests on, as it stands there."""

from datetime import UTC, datetime

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.heard import Heard
from wellspent.records.lead import Lead
from wellspent.records.money import Money
from wellspent.records.source import RecordKind

Record = Account | Contact | Lead | Deal | Activity

_KINDS = {
    Account: RecordKind.ACCOUNT,
    Contact: RecordKind.CONTACT,
    Lead: RecordKind.LEAD,
    Deal: RecordKind.DEAL,
    Activity: RecordKind.ACTIVITY,
}


def cite(record: Record, field: str, quote: str = "") -> Evidence:
    """Return a citation of a record's field: of all that stands there, or of a part of it."""
    return Evidence(
        _KINDS[type(record)], record.id, field, quote or (field_of(record, field) or ""),
        date_of(record),
    )  # fmt: skip


def cite_turn(heard: Heard, turn: int, quote: str) -> Evidence:
    """Return a citation of words in a turn of a conversation."""
    return Evidence(
        OwnRecord.CONVERSATION, heard.conversation.id, f"turn {turn}", quote, said_at(heard, turn)
    )


def said_at(heard: Heard, turn: int) -> datetime | None:
    """Return when a turn was said: its own time, else when the conversation began."""
    return heard.conversation.turns[turn].at or heard.conversation.started_at


def date_of(record: Record) -> datetime | None:
    """Return the date of a record: when it happened, arrived, was closed or taken down."""
    if isinstance(record, Activity):
        return record.happened_at
    if isinstance(record, Lead):
        return record.arrived_at
    if isinstance(record, Deal):
        return record.closed_at or record.created_at
    return record.created_at


def field_of(record: Record, name: str) -> str | None:
    """Return what stands in a record's field as text; None when there is nothing.

    Fields of the record itself come first, then its attributes. An amount is written as in
    *18200 EUR*, a moment in UTC, several values with commas between.
    """
    value = getattr(record, name, None)
    if value is None or name == "attributes":
        value = record.attributes.get(name)
    if value is None or value in ("", ()):
        return None
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ", "minutes")[:16]
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    if isinstance(value, Money):
        return f"{float(value.amount):.0f} {value.currency}"
    return str(value)
