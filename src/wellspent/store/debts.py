"""Debts: what we owe customers, their questions without an answer and our open promises."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from wellspent.records.ledger import Debt, DebtKind
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.corrections import settled_keys
from wellspent.store.heard_rows import QUESTION
from wellspent.store.ids import conversation_id, heard_id, number_of, record_id
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
    heard_things,
)
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, contacts

LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def list_debts(store: Store, *, rep: str, account: str, now: datetime) -> list[Debt]:
    """Return what is owed and not settled, what is overdue first, then the longest open."""
    query = _query()
    if account:
        number = number_of(RecordKind.ACCOUNT, account)
        query = query.where(conversations.c.account_number == number)
    with store.reading() as connection:
        debts = _owed(connection, query, now)
    return [debt for debt in debts if not rep or debt.rep == rep]


def debts_of(connection: Connection, talks: Iterable[int], *, now: datetime) -> list[Debt]:
    """Return what is owed in these conversations, in the same order."""
    columns = heard_things.c
    return _owed(
        connection,
        _query().where(among(connection, columns.conversation_number, talks)),
        now,
    )


def _owed(connection: Connection, query: Select[Any], now: datetime) -> list[Debt]:
    rows = connection.execute(query).mappings().all()
    if not rows:
        return []
    settled = settled_keys(connection, {row["conversation_number"] for row in rows})
    open_ = [row for row in rows if (row["conversation_number"], row["key"]) not in settled]
    speakers = _speakers(connection, open_)
    debts = [_debt(row, speakers[row["conversation_number"]], now) for row in open_]
    return sorted(debts, key=_urgency)


def _query() -> Select[Any]:
    things, talks, turns = heard_things.c, conversations.c, conversation_turns.c
    return (
        select(
            heard_things,
            talks.started_at,
            talks.account_number,
            accounts.c.name.label("account_name"),
            turns.at,
            turns.to_speakers,
        )
        .join(conversations, talks.number == things.conversation_number)
        .join(
            conversation_turns,
            (turns.conversation_number == things.conversation_number)
            & (turns.place == things.turn),
        )
        .outerjoin(accounts, accounts.c.number == talks.account_number)
        .where(heard_things.c.is_owed)
    )


def _speakers(connection: Connection, rows: Sequence[StoredRow]) -> dict[int, dict[int, StoredRow]]:
    numbers = {row["conversation_number"] for row in rows}
    query = (
        select(conversation_speakers, contacts.c.name.label("contact_name"))
        .outerjoin(contacts, contacts.c.number == conversation_speakers.c.contact_number)
        .where(among(connection, conversation_speakers.c.conversation_number, numbers))
    )
    found: dict[int, dict[int, StoredRow]] = {number: {} for number in numbers}
    for row in connection.execute(query).mappings():
        found[row["conversation_number"]][row["place"]] = row
    return found


def _debt(row: StoredRow, speakers: dict[int, StoredRow], now: datetime) -> Debt:
    said_by, heard_by = row["speaker"], row["to_speakers"]
    theirs, ours = _pair(speakers, [said_by, *heard_by])
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Debt(
        id=heard_id(row["number"]),
        kind=DebtKind.QUESTION if row["what"] == QUESTION else DebtKind.PROMISE,
        quote=row["quote"],
        since=row["at"] or row["started_at"] or LONG_AGO,
        conversation_id=conversation_id(row["conversation_number"]),
        turn=row["turn"],
        due=due,
        is_overdue=due is not None and _is_over(due, now),
        contact_id=record_id(RecordKind.CONTACT, theirs["contact_number"]) if theirs else "",
        contact_name=_label(theirs),
        account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
        account_name=row["account_name"] or "",
        rep=(ours["rep"] or ours["name"] or ours["email"]) if ours else "",
    )


def _pair(
    speakers: dict[int, StoredRow], first: Sequence[int]
) -> tuple[StoredRow | None, StoredRow | None]:
    """Return whom we owe it and who of ours owes it: those of the turn before others."""
    order = [*first, *sorted(speakers)]
    there = [speakers[place] for place in order if place in speakers]
    theirs = next((one for one in there if one["side"] != "ours"), None)
    ours = next((one for one in there if one["side"] == "ours"), None)
    return theirs, ours


def _label(speaker: StoredRow | None) -> str:
    if speaker is None:
        return ""
    return speaker["contact_name"] or speaker["name"] or speaker["email"] or speaker["phone"]


def _is_over(day: date, now: datetime) -> bool:
    """Return whether a day is over in UTC: on its day a promise isn't overdue yet."""
    return day < now.astimezone(UTC).date()


def _urgency(debt: Debt) -> tuple[bool, date, datetime]:
    due = debt.due if debt.is_overdue and debt.due else date.max
    return not debt.is_overdue, due, debt.since
