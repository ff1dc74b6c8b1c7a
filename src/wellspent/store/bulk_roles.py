"""Bulk roles: what tells of all buying roles, read set by set and not person by person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, func, select

from wellspent.records.conversation import Side
from wellspent.records.deal import DealOutcome
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.heard_rows import POWER
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
    heard_things,
)
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, contacts, deals

CHUNK: Final = 5_000


@dataclass(frozen=True, slots=True)
class TitledContact:
    """A contact's number, title, account and the number of people there."""

    number: int
    title: str
    account: int | None
    employees: float | None


def titled_contacts(store: Store) -> Iterator[TitledContact]:
    """Yield all contacts, by number."""
    query = _titled().order_by(contacts.c.number)
    with store.reading() as connection:
        for rows in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
            yield from (TitledContact(*row) for row in rows)


def titled_among(store: Store, numbers: Iterable[int]) -> list[TitledContact]:
    """Return some contacts, by number."""
    with store.reading() as connection:
        some = among(connection, contacts.c.number, numbers)
        rows = connection.execute(_titled().where(some).order_by(contacts.c.number)).all()
    return [TitledContact(*row) for row in rows]


def _titled() -> Select[*tuple[Any, ...]]:
    return select(
        contacts.c.number, contacts.c.title, contacts.c.account_number, accounts.c.employees
    ).outerjoin(accounts, accounts.c.number == contacts.c.account_number)


def won_deals(store: Store) -> Mapping[int, Sequence[datetime | None]]:
    """Return when each contact's deals were won, by the contact's number."""
    query = select(deals.c.contact_number, deals.c.closed_at, deals.c.created_at).where(
        deals.c.outcome == DealOutcome.WON.value, deals.c.contact_number.is_not(None)
    )
    won: dict[int, list[datetime | None]] = {}
    with store.reading() as connection:
        for number, closed_at, created_at in connection.execute(query):
            won.setdefault(number, []).append(closed_at or created_at)
    return won


def power_rows(store: Store) -> Iterator[StoredRow]:
    """Yield what known contacts said of who decides, by account and then by conversation.

    `contact` and `contact_account` are the speaker's, `said_at` is when, `language` the talk's.
    """
    thing, speaker, turn = heard_things.c, conversation_speakers.c, conversation_turns.c
    same_turn = and_(
        turn.conversation_number == thing.conversation_number, turn.place == thing.turn
    )
    same_speaker = and_(
        speaker.conversation_number == thing.conversation_number, speaker.place == thing.speaker
    )
    query: Any = (
        select(
            thing.conversation_number,
            thing.turn,
            thing.kind,
            thing.name,
            thing.quote,
            thing.certainty,
            speaker.contact_number.label("contact"),
            contacts.c.account_number.label("contact_account"),
            func.coalesce(turn.at, conversations.c.started_at).label("said_at"),
            conversations.c.language,
        )
        .join(conversation_speakers, same_speaker)
        .join(conversation_turns, same_turn)
        .join(conversations, conversations.c.number == thing.conversation_number)
        .join(contacts, contacts.c.number == speaker.contact_number)
        .where(thing.what == POWER, speaker.side == Side.CUSTOMER.value)
        .order_by(contacts.c.account_number, thing.conversation_number, thing.turn, thing.number)
    )
    with store.reading() as connection:
        rows = connection.execution_options(yield_per=CHUNK).execute(query).mappings()
        for part in rows.partitions():
            yield from part


def people_at(store: Store, account_numbers: Iterable[int]) -> Mapping[int, list[StoredRow]]:
    """Return number, name, title and account of the contacts of some accounts, by account."""
    columns = contacts.c
    people: dict[int, list[StoredRow]] = {}
    with store.reading() as connection:
        query = (
            select(columns.number, columns.name, columns.title, columns.account_number)
            .where(among(connection, columns.account_number, account_numbers))
            .order_by(columns.number)
        )
        for row in connection.execute(query).mappings():
            people.setdefault(row["account_number"], []).append(row)
    return people
