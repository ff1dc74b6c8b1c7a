"""Corrections: what people said of things that were heard. Entries are added; the latest counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from wellspent.records.heard import ReactionKind
from wellspent.records.taken_in import HeardCorrection
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import conversation_id
from wellspent.store.listen_tables import heard_corrections, heard_things, settled_debts
from wellspent.store.rows import StoredRow

LONGEST_ID: Final = 19


def add_correction(
    connection: Connection,
    thing: StoredRow,
    *,
    is_now: ReactionKind | None,
    phrase: str,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    """Keep a person's word on a reaction, given as its row."""
    connection.execute(
        insert(heard_corrections).values(
            conversation_number=thing["conversation_number"],
            key=thing["key"],
            was=thing["kind"],
            is_now="" if is_now is None else is_now.value,
            quote=thing["quote"],
            phrase=storable_text(phrase),
            reason=storable_text(reason),
            noted_by=storable_text(by),
            noted_at=now,
        )
    )


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A person's latest word on a reaction: its kind, None for none at all, and its words."""

    kind: ReactionKind | None
    quote: str


def corrections_of(
    connection: Connection, conversations: Iterable[int]
) -> dict[int, dict[str, KeptWord]]:
    """Return what each corrected reaction is, by conversation and the reaction's key."""
    columns = heard_corrections.c
    query = (
        select(columns.conversation_number, columns.key, columns.is_now, columns.quote)
        .where(among(connection, columns.conversation_number, conversations))
        .order_by(columns.number)
    )
    found: dict[int, dict[str, KeptWord]] = defaultdict(dict)
    for row in connection.execute(query):
        kind = ReactionKind(row.is_now) if row.is_now else None
        found[row.conversation_number][row.key] = KeptWord(kind, row.quote)
    return found


def list_corrections(store: Store) -> list[tuple[HeardCorrection, str]]:
    """Return all corrections in the order in which they were made, each with its phrase."""
    query = select(heard_corrections).order_by(heard_corrections.c.number)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [(correction_of_row(row), row["phrase"]) for row in rows]


def correction_of_row(row: StoredRow, *, holds: bool = False) -> HeardCorrection:
    """Return the correction that a row holds."""
    return HeardCorrection(
        id=str(row["number"]),
        conversation_id=conversation_id(row["conversation_number"]),
        was=ReactionKind(row["was"]) if row["was"] else None,
        is_now=ReactionKind(row["is_now"]) if row["is_now"] else None,
        quote=row["quote"],
        reason=row["reason"],
        noted_by=row["noted_by"],
        noted_at=row["noted_at"],
        holds=holds,
    )


def correction_row(connection: Connection, correction: str) -> StoredRow | None:
    """Return the row of a correction by its id; None if there is none."""
    if not (correction.isascii() and correction.isdecimal() and len(correction) < LONGEST_ID):
        return None
    query = select(heard_corrections).where(heard_corrections.c.number == int(correction))
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def thing_row(connection: Connection, number: int) -> StoredRow | None:
    """Return the row of something that was heard; None if there is none of that number."""
    query = select(heard_things).where(heard_things.c.number == number)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def add_settled(
    connection: Connection,
    thing: StoredRow,
    *,
    is_settled: bool,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    """Keep that something owed is settled, or is open after all."""
    connection.execute(
        insert(settled_debts).values(
            conversation_number=thing["conversation_number"],
            key=thing["key"],
            is_settled=is_settled,
            reason=storable_text(reason),
            noted_by=storable_text(by),
            noted_at=now,
        )
    )


def settled_keys(connection: Connection, conversations: Iterable[int]) -> set[tuple[int, str]]:
    """Return what is settled in these conversations: their number, and the thing's key."""
    columns = settled_debts.c
    query = (
        select(columns.conversation_number, columns.key, columns.is_settled)
        .where(among(connection, columns.conversation_number, conversations))
        .order_by(columns.number)
    )
    latest = {
        (row.conversation_number, row.key): row.is_settled for row in connection.execute(query)
    }
    return {place for place, is_settled in latest.items() if is_settled}


def is_settled_now(connection: Connection, thing: StoredRow) -> bool:
    """Return whether something owed is settled, by its row."""
    place = (thing["conversation_number"], thing["key"])
    return place in settled_keys(connection, [place[0]])
