"""Praise: what customers lately said they got from us, wherever they said it."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Select, select

from wellspent.records.account import Account
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.heard import ReactionKind
from wellspent.records.source import RecordKind
from wellspent.store.around_reader import ACCOUNTS
from wellspent.store.connect import Store
from wellspent.store.heard_rows import REACTION
from wellspent.store.ids import LETTERS, conversation_id, record_id
from wellspent.store.listen_tables import conversation_turns, conversations, heard_things
from wellspent.store.prepared import listed
from wellspent.store.tables import accounts

SURE_ENOUGH: Final = 0.7


class Praise(NamedTuple):
    """A quote of a customer's, by the account that it is from."""

    account_id: str
    evidence: Evidence


def latest_praise(store: Store, kinds: Iterable[ReactionKind], *, most: int) -> list[Praise]:
    """Return the latest words of these kinds, at most so many of each, from customers of ours."""
    with store.reading() as connection:
        return [one for kind in kinds for one in _of_kind(connection, kind, most)]


def accounts_by_id(store: Store, ids: Iterable[str]) -> dict[str, Account]:
    """Return the accounts of these ids that are there, a hundred at most."""
    letter = LETTERS[RecordKind.ACCOUNT]
    numbers = sorted({int(one.removeprefix(letter)) for one in ids})
    if not numbers:
        return {}
    with store.reading() as connection:
        found = ACCOUNTS.records(connection, keys=listed(connection, numbers))
    return {one.id: one for one in cast(list[Account], found)}


def _of_kind(connection: Connection, kind: ReactionKind, most: int) -> list[Praise]:
    return [
        Praise(
            record_id(RecordKind.ACCOUNT, row["account_number"]),
            Evidence(
                OwnRecord.CONVERSATION,
                conversation_id(row["conversation_number"]),
                f"turn {row['turn']}",
                row["quote"],
                row["at"] or row["started_at"],
            ),
        )
        for row in connection.execute(_query(kind, most)).mappings()
    ]


def _query(kind: ReactionKind, most: int) -> Select[*tuple[Any, ...]]:
    things, turns = heard_things.c, conversation_turns.c
    # The latest are taken first, by index, and looked at afterwards.
    latest = (
        select(things.number)
        .where(things.what == REACTION, things.kind == kind.value)
        .order_by(things.number.desc())
        .limit(most)
        .subquery()
    )
    return (
        select(
            things.conversation_number,
            things.turn,
            things.quote,
            conversations.c.account_number,
            conversations.c.started_at,
            turns.at,
        )
        .join(latest, latest.c.number == things.number)
        .join(conversations, conversations.c.number == things.conversation_number)
        .join(accounts, accounts.c.number == conversations.c.account_number)
        .join(
            conversation_turns,
            (turns.conversation_number == things.conversation_number)
            & (turns.place == things.turn),
        )
        .where(
            things.certainty >= SURE_ENOUGH,
            things.side == "customer",
            accounts.c.customer_since.is_not(None),
        )
        .order_by(things.number.desc())
    )
