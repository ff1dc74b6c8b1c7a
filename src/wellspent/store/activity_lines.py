"""Activity lines: the ledger's lines of activities that no conversation is known of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, cast

from sqlalchemy import Connection, exists, select

from wellspent.records.activity import Activity
from wellspent.records.ledger import LedgerLine
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.ledger import add_entries, take_back_lines
from wellspent.store.listen_tables import conversation_turns, conversations, ledger_entries
from wellspent.store.rows import StoredRow, record_from_row
from wellspent.store.tables import activities

IN_A_CONVERSATION: Final = "it is part of a conversation that was taken in"
GONE: Final = "its import was undone"


def activities_without_line(
    connection: Connection, *, after: int, limit: int, import_number: int | None
) -> list[tuple[int, Activity]]:
    """Return the next activities, by number, that are in no conversation and in no line."""
    number, lines = activities.c.number, ledger_entries.c
    query = select(activities).where(
        number > after,
        ~exists().where(lines.activity_number == number),
        ~exists().where(conversation_turns.c.activity_number == number),
        ~exists().where(conversations.c.activity_number == number),
    )
    if import_number is not None:
        query = query.where(activities.c.changed_by == import_number)
    rows = connection.execute(query.order_by(number).limit(limit)).mappings()
    return [(row["number"], _activity(row)) for row in rows]


def add_activity_lines(
    connection: Connection, lines: Sequence[LedgerLine], *, now: datetime
) -> None:
    """Add lines of activities."""
    add_entries(connection, [(line.key, line.entry) for line in lines], now=now)


def take_back_activity_lines(
    connection: Connection, numbers: Iterable[int], *, now: datetime, reason: str
) -> None:
    """Take back the lines that these activities have by themselves, without a conversation."""
    lines = ledger_entries.c
    own = among(connection, lines.activity_number, numbers)
    take_back_lines(connection, own & lines.conversation_number.is_(None), now=now, reason=reason)


def _activity(row: StoredRow) -> Activity:
    return cast(Activity, record_from_row(RecordKind.ACTIVITY, row))
