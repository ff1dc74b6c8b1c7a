"""Read conversations: stored ones, whole or as far as telling what is new needs them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Speaker
from wellspent.records.heard import Heard, TalkMeasures
from wellspent.records.taken_in import Keep
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.conversation_rows import (
    Said,
    conversation_of_rows,
    identity_of_conversation,
    speaker_of_row,
)
from wellspent.store.heard_rows import with_things
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
    heard_things,
)
from wellspent.store.rows import StoredRow
from wellspent.store.same_talks import same_talks


@dataclass(frozen=True, slots=True)
class KnownConversation:
    """A stored conversation as far as telling what is new needs it; `keys` are its turns'."""

    number: int
    identity: str
    keys: frozenset[str]
    row: StoredRow
    speakers: tuple[Speaker, ...]


def known_conversations(
    connection: Connection, found: Sequence[Conversation]
) -> dict[int, KnownConversation]:
    """Return the stored conversations that these may be, by their place in `found`.

    By the conversation's own name, else by a mail that is in it: a thread may begin elsewhere when
    it is read from another mailbox. A talk also by who met when: the calendar has it as well as
    whoever recorded it.
    """
    identities = [identity_of_conversation(one) for one in found]
    query = select(conversations).where(among(connection, conversations.c.identity, identities))
    rows = {row["identity"]: dict(row) for row in connection.execute(query).mappings()}
    by_place = {place: rows[one] for place, one in enumerate(identities) if one in rows}
    rest = [place for place in range(len(found)) if place not in by_place]
    by_place |= _by_mail(connection, found, rest)
    rest = [place for place in rest if place not in by_place]
    by_place |= same_talks(connection, found, rest)
    keys, people = _keys_and_people(connection, {row["number"] for row in by_place.values()})
    return {
        place: KnownConversation(
            number=row["number"],
            identity=row["identity"],
            keys=frozenset(keys[row["number"]]),
            row=row,
            speakers=tuple(people[row["number"]]),
        )
        for place, row in by_place.items()
    }


def read_conversations(connection: Connection, numbers: Iterable[int]) -> dict[int, Heard]:
    """Return stored conversations whole, with what was heard in them."""
    wanted = list(numbers)
    rows = rows_of(connection, conversations, conversations.c.number, wanted)
    speakers = rows_by_conversation(connection, conversation_speakers, wanted, "place")
    turns = rows_by_conversation(connection, conversation_turns, wanted, "place")
    things = rows_by_conversation(connection, heard_things, wanted, "number")
    return {
        row["number"]: _heard(
            row, speakers[row["number"]], turns[row["number"]], things[row["number"]]
        )
        for row in rows
    }


def turns_said(connection: Connection, numbers: Iterable[int]) -> dict[int, list[tuple[str, Said]]]:
    """Return the key of each turn of stored conversations, in order, and how much was said."""
    columns = conversation_turns.c
    query = (
        select(
            columns.conversation_number,
            columns.key,
            columns.words,
            columns.signs,
            columns.is_whole,
        )
        .where(among(connection, columns.conversation_number, numbers))
        .order_by(columns.conversation_number, columns.place)
    )
    found: dict[int, list[tuple[str, Said]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.conversation_number].append((row.key, Said(row.words, row.signs, row.is_whole)))
    return found


def settings_of(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, Keep]]:
    """Return where these conversations were taken from, and how much is kept of them."""
    columns = conversations.c
    query = select(columns.number, columns.taken_from, columns.keep)
    rows = connection.execute(query.where(among(connection, columns.number, numbers)))
    return {row.number: (row.taken_from, Keep(row.keep)) for row in rows}


def stale_conversations(store: Store, *, after: int, limit: int) -> list[int]:
    """Return the numbers of the next conversations, after one, that are to be heard anew."""
    number = conversations.c.number
    query = select(number).where(conversations.c.is_stale, number > after)
    with store.reading() as connection:
        return list(connection.execute(query.order_by(number).limit(limit)).scalars())


def _heard(
    row: StoredRow,
    speakers: Sequence[StoredRow],
    turns: Sequence[StoredRow],
    things: Sequence[StoredRow],
) -> Heard:
    talk = conversation_of_rows(row, speakers, turns)
    bare = Heard(
        conversation=talk,
        talk=None if row["talk"] is None else TalkMeasures(**row["talk"]),
        notes=tuple(row["notes"]),
        heard_at=row["heard_at"],
    )
    return with_things(bare, things)


def _by_mail(
    connection: Connection, found: Sequence[Conversation], places: Sequence[int]
) -> dict[int, StoredRow]:
    """Return the stored thread that holds a mail of each of these."""
    ids = {
        turn.external_id: place
        for place in places
        if found[place].kind is ActivityKind.EMAIL
        for turn in found[place].turns
        if turn.external_id
    }
    if not ids:
        return {}
    columns = conversation_turns.c
    query = (
        select(columns.external_id, conversations)
        .join(conversations, conversations.c.number == columns.conversation_number)
        .where(
            among(connection, columns.external_id, ids),
            columns.external_id != "",
            conversations.c.kind == ActivityKind.EMAIL.value,
        )
        .order_by(conversations.c.number.desc())
    )
    rows: dict[int, StoredRow] = {}
    for row in connection.execute(query).all():
        mapping = dict(zip(conversations.c.keys(), row[1:], strict=True))
        rows[ids[row[0]]] = mapping
    return rows


def _keys_and_people(
    connection: Connection, numbers: Iterable[int]
) -> tuple[dict[int, list[str]], dict[int, list[Speaker]]]:
    keys: dict[int, list[str]] = defaultdict(list)
    people: dict[int, list[Speaker]] = defaultdict(list)
    wanted = list(numbers)
    if not wanted:
        return keys, people
    turn = conversation_turns.c
    query = select(turn.conversation_number, turn.key)
    for number, key in connection.execute(
        query.where(among(connection, turn.conversation_number, wanted))
    ):
        keys[number].append(key)
    for row in rows_of(
        connection, conversation_speakers, conversation_speakers.c.conversation_number, wanted
    ):
        people[row["conversation_number"]].append(speaker_of_row(row))
    return keys, people


def rows_of(
    connection: Connection, table: Any, column: Any, numbers: Iterable[int]
) -> Sequence[StoredRow]:
    """Return the rows of a table that have one of these numbers in a column."""
    query = select(table).where(among(connection, column, numbers)).order_by(table.c.number)
    return connection.execute(query).mappings().all()


def rows_by_conversation(
    connection: Connection, table: Any, numbers: Sequence[int], order: str
) -> dict[int, list[StoredRow]]:
    """Return the rows of a table by the conversation that they are of, in an order."""
    column = table.c.conversation_number
    query = select(table).where(among(connection, column, numbers)).order_by(column, table.c[order])
    found: dict[int, list[StoredRow]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["conversation_number"]].append(row)
    return found
