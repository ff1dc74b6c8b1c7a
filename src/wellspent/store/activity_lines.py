"""Activity lines: the ledger's lines of activities that no conversation is known of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, cast

from sqlalchemy import Connection, exists, select

from wellspent.records.activity import Activity
from wellspent.records.ledger import EntryKind, LedgerLine
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.ledger import add_entries, take_back_lines
from wellspent.store.listen_tables import conversation_turns, conversations, ledger_entries
from wellspent.store.rows import StoredRow, record_from_row
from wellspent.store.tables import activities

IN_A_CONVERSATION: Final = "it is part of a conversation that was taken in"
GONE: Final = "its import was undone"


def activities_without_line(
    connection: Connection,
    *,
    after: int,
    limit: int,
    import_number: int | None,
    had_one: bool = False,
) -> list[tuple[int, Activity]]:
    """Return the next activities, by number, that are in no conversation and have no debit.

    With `had_one` only those that had one of their own, before a conversation took its place.
    """
    number, lines, back = activities.c.number, ledger_entries.c, ledger_entries.alias()
    in_force = lines.reverses.is_(None) & ~exists().where(back.c.reverses == lines.number)
    is_debit = lines.kind == EntryKind.DEBIT.value
    query = select(activities).where(
        number > after,
        ~exists().where(lines.activity_number == number, is_debit, in_force),
        ~exists().where(conversation_turns.c.activity_number == number),
        ~exists().where(conversations.c.activity_number == number),
    )
    if import_number is not None:
        query = query.where(activities.c.changed_by == import_number)
    if had_one:
        own = lines.conversation_number.is_(None) & (lines.activity_number == number)
        query = query.where(exists().where(own, is_debit))
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
    """Take back the debits that these activities have by themselves, without a conversation.

    What a customer answered about one of them stays.
    """
    lines = ledger_entries.c
    own = among(connection, lines.activity_number, numbers)
    debits = (lines.kind == EntryKind.DEBIT.value) & lines.conversation_number.is_(None)
    take_back_lines(connection, own & debits, now=now, reason=reason)


def _activity(row: StoredRow) -> Activity:
    return cast(Activity, record_from_row(RecordKind.ACTIVITY, row))
