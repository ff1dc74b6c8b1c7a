"""Take back conversations: what an import brought of them goes; the rest is to be heard anew.

The ledger isn't rewritten: lines that rested on what goes are taken back by lines, and their words
emptied.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, case, delete, exists, or_, select, update

from wellspent.records.conversation import Side
from wellspent.records.heard import CommitmentStatus
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.heard_rows import COMMITMENT, QUESTION
from wellspent.store.ledger import take_back_all
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
    heard_things,
)
from wellspent.store.write import lock_kind

CHUNK: Final = 200
UNDONE: Final = "its import was undone"

_things: Final = heard_things.c
_turns: Final = conversation_turns.c


def take_back_conversations(store: Store, import_number: int, *, now: datetime) -> None:
    """Take back what an import brought of conversations, chunk by chunk."""
    while True:
        with store.writing() as connection:
            lock_kind(connection, RecordKind.ACTIVITY)
            touched = _touched(connection, import_number)
            if not touched:
                return
            shrunk = _with_others_turns(connection, touched, import_number)
            gone = [number for number in touched if number not in shrunk]
            forget_conversations(connection, gone, now=now, reason=UNDONE)
            _shrink(connection, shrunk, import_number)


def forget_conversations(
    connection: Connection, numbers: Sequence[int], *, now: datetime, reason: str
) -> None:
    """Delete conversations whole; their lines of the ledger are taken back, without words."""
    if numbers:
        take_back_all(connection, numbers, now=now, reason=reason)
        connection.execute(
            delete(conversations).where(among(connection, conversations.c.number, numbers))
        )


def mark_conversations_stale(connection: Connection, kind: RecordKind, gone: Sequence[int]) -> None:
    """Mark the conversations of contacts or accounts that are about to go, to be linked anew."""
    if kind is RecordKind.ACCOUNT:
        of_these = among(connection, conversations.c.account_number, gone)
    elif kind is RecordKind.CONTACT:
        speakers = conversation_speakers.c
        of_these = exists().where(
            speakers.conversation_number == conversations.c.number,
            among(connection, speakers.contact_number, gone),
        )
    else:
        return
    if gone:
        connection.execute(update(conversations).where(of_these).values(is_stale=True))


def _touched(connection: Connection, import_number: int) -> list[int]:
    """Return some conversations that an import brought, or brought turns of."""
    of_turns = select(_turns.conversation_number).where(_turns.import_number == import_number)
    whole = select(conversations.c.number).where(conversations.c.import_number == import_number)
    found = set(connection.execute(whole.limit(CHUNK)).scalars())
    found |= set(connection.execute(of_turns.distinct().limit(CHUNK)).scalars())
    return sorted(found)


def _with_others_turns(
    connection: Connection, touched: Sequence[int], import_number: int
) -> dict[int, int | None]:
    """Return which of these have turns that aren't of this import, and of which import those are.

    A meeting that another import has brought without turns stays, too.
    """
    others = select(_turns.conversation_number, _turns.import_number).where(
        among(connection, _turns.conversation_number, touched),
        _turns.import_number.is_distinct_from(import_number),
    )
    shrunk: dict[int, int | None] = dict(connection.execute(others).all())
    whole = select(conversations.c.number, conversations.c.import_number).where(
        among(connection, conversations.c.number, touched),
        conversations.c.import_number.is_distinct_from(import_number),
    )
    return shrunk | dict(connection.execute(whole).all())


@dataclass(frozen=True, slots=True)
class _Kept:
    """A turn that stays, and its place from now on."""

    number: int
    place: int


def _shrink(connection: Connection, shrunk: dict[int, int | None], import_number: int) -> None:
    """Delete this import's turns of conversations that others brought, too."""
    if not shrunk:
        return
    query = select(_turns.conversation_number, _turns.number, _turns.place, _turns.import_number)
    rows = connection.execute(
        query.where(among(connection, _turns.conversation_number, shrunk)).order_by(
            _turns.conversation_number, _turns.place
        )
    )
    kept: dict[int, dict[int, _Kept]] = defaultdict(dict)
    gone: list[int] = []
    for conversation, number, place, import_ in rows:
        if import_ == import_number:
            gone.append(number)
        else:
            places = kept[conversation]
            places[place] = _Kept(number, len(places))
    connection.execute(delete(conversation_turns).where(among(connection, _turns.number, gone)))
    for conversation, import_ in shrunk.items():
        _close_up(connection, conversation, kept[conversation])
        connection.execute(
            update(conversations)
            .where(conversations.c.number == conversation)
            .values(is_stale=True, import_number=import_, turns=len(kept[conversation]))
        )


def _close_up(connection: Connection, conversation: int, kept: dict[int, _Kept]) -> None:
    """Give the turns that stay their new places, and with them what was heard in them."""
    here = _things.conversation_number == conversation
    stays = among(connection, _things.turn, kept)
    connection.execute(delete(heard_things).where(here, ~stays))
    answered = among(connection, _things.resolved_in, kept)
    connection.execute(
        update(heard_things)
        .where(here, _things.resolved_in.is_not(None), ~answered)
        .values(resolved_in=None, status=_open_again(), is_owed=_owed_again())
    )
    for old, one in sorted(kept.items()):
        if old == one.place:
            continue
        turn = update(conversation_turns).where(_turns.number == one.number)
        connection.execute(turn.values(place=one.place))
        for column in ("turn", "resolved_in"):
            moved = update(heard_things).where(here, _things[column] == old)
            connection.execute(moved.values({column: one.place}))


def _open_again() -> Any:
    kept = _things.status == CommitmentStatus.KEPT.value
    return case((kept, CommitmentStatus.OPEN.value), else_=_things.status)


def _owed_again() -> Any:
    asked = (_things.what == QUESTION) & (_things.side == Side.CUSTOMER.value)
    promised = (_things.what == COMMITMENT) & (_things.side == Side.OURS.value)
    return or_(asked, promised)
