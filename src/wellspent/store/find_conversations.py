"""Find conversations: a page of them, the latest first; and one whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select
from sqlalchemy.sql import and_

from wellspent.errors import NotFound
from wellspent.link.participants import name_key
from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import (
    ConversationPage,
    ConversationQuery,
    ConversationRow,
    Keep,
    KeptConversation,
)
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.conversation_rows import identity_of_conversation
from wellspent.store.corrections import correction_of_row, settled_keys
from wellspent.store.heard_rows import REACTION
from wellspent.store.ids import (
    conversation_id,
    conversation_number,
    heard_id,
    import_id,
    number_of,
    record_id,
)
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversations,
    heard_corrections,
    heard_things,
)
from wellspent.store.page_place import page_place, place_named
from wellspent.store.read_conversations import read_conversations
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, contacts

MOST_NAMED: Final = 6
NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
"""Where a conversation without any time stands in the order."""


def list_conversations(store: Store, query: ConversationQuery) -> ConversationPage:
    """Return a page of conversations; NotFound for an id of another kind."""
    wanted = (
        select(conversations, accounts.c.name.label("account_name"))
        .outerjoin(accounts, accounts.c.number == conversations.c.account_number)
        .where(*_conditions(query))
    )
    if query.after:
        wanted = wanted.where(_after(query.after))
    wanted = _newest_first(wanted).limit(query.limit + 1)
    with store.reading() as connection:
        rows = connection.execute(wanted).mappings().all()
        page = rows[: query.limit]
        numbers = [row["number"] for row in page]
        people, reps = _people(connection, numbers)
        reactions, owed = _reactions(connection, numbers), _owed(connection, numbers)
    found = tuple(
        _row(row, people[row["number"]], reps[row["number"]], reactions, owed) for row in page
    )
    more = len(rows) > query.limit
    return ConversationPage(rows=found, next_page=_place(page[-1]) if more else "")


def get_conversation(store: Store, conversation: str) -> KeptConversation:
    """Return a conversation with all that was heard in it; NotFound if there is none of that id."""
    number = conversation_number(conversation)
    with store.reading() as connection:
        row = _conversation_row(connection, number)
        heard = read_conversations(connection, [number])[number]
        return KeptConversation(
            heard=heard,
            keep=Keep(row["keep"]),
            account_name=row["account_name"] or "",
            contact_names=_contact_names(connection, number),
            corrections=_corrections(connection, number),
            settled=_settled(connection, number),
            import_id=import_id(row["import_number"]),
            taken_from=row["taken_from"],
        )


def conversations_with_speaker(store: Store, speaker: Speaker, *, source: str) -> list[int]:
    """Return the conversations of a source that a speaker of this address or name is in."""
    columns = conversation_speakers.c
    if speaker.email:
        same = columns.email == speaker.email.casefold()
    elif speaker.phone:
        same = columns.phone == speaker.phone
    else:
        same = (columns.name_key == name_key(speaker.name)) & (columns.email == "")
    query = (
        select(columns.conversation_number)
        .join(conversations, conversations.c.number == columns.conversation_number)
        .where(same, conversations.c.taken_from == source)
        .distinct()
    )
    with store.reading() as connection:
        return list(connection.execute(query).scalars())


def conversation_named(store: Store, conversation: Conversation) -> str:
    """Return the id of the stored conversation that this is; empty if there is none."""
    query = select(conversations.c.number).where(
        conversations.c.identity == identity_of_conversation(conversation)
    )
    with store.reading() as connection:
        return conversation_id(connection.execute(query).scalar())


def _conversation_row(connection: Connection, number: int) -> StoredRow:
    query = (
        select(conversations, accounts.c.name.label("account_name"))
        .outerjoin(accounts, accounts.c.number == conversations.c.account_number)
        .where(conversations.c.number == number)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(
            f"there is no conversation {conversation_id(number)}",
            next_step="It may have gone with an import that was undone; look in the list.",
        )
    return row


def _contact_names(connection: Connection, number: int) -> dict[str, str]:
    query = (
        select(contacts.c.number, contacts.c.name)
        .join(conversation_speakers, conversation_speakers.c.contact_number == contacts.c.number)
        .where(conversation_speakers.c.conversation_number == number)
    )
    return {
        record_id(RecordKind.CONTACT, row.number): row.name for row in connection.execute(query)
    }


def _corrections(connection: Connection, number: int) -> tuple[Any, ...]:
    query = (
        select(heard_corrections)
        .where(heard_corrections.c.conversation_number == number)
        .order_by(heard_corrections.c.number)
    )
    rows = connection.execute(query).mappings().all()
    latest = {row["key"]: row["number"] for row in rows if row["was"] != row["is_now"]}
    last = {row["key"]: row["number"] for row in rows}
    return tuple(
        correction_of_row(row, holds=row["number"] == last[row["key"]] == latest.get(row["key"]))
        for row in rows
    )


def _settled(connection: Connection, number: int) -> frozenset[str]:
    keys = {key for _, key in settled_keys(connection, [number])}
    query = select(heard_things.c.number, heard_things.c.key).where(
        heard_things.c.conversation_number == number
    )
    rows = connection.execute(query).all() if keys else ()
    return frozenset(heard_id(row.number) for row in rows if row.key in keys)


def _conditions(query: ConversationQuery) -> list[ColumnElement[bool]]:
    columns, speakers = conversations.c, conversation_speakers.c
    ways: list[ColumnElement[bool]] = []

    def spoken_by(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(speakers.conversation_number == columns.number, condition)

    if query.account_id:
        ways.append(columns.account_number == number_of(RecordKind.ACCOUNT, query.account_id))
    if query.contact_id:
        number = number_of(RecordKind.CONTACT, query.contact_id)
        ways.append(spoken_by(speakers.contact_number == number))
    if query.rep:
        ours = (speakers.rep == storable_text(query.rep)) & (speakers.side == Side.OURS.value)
        ways.append(spoken_by(ours))
    if query.kind:
        ways.append(columns.kind == query.kind)
    if query.source:
        ways.append(columns.taken_from == storable_text(query.source))
    if query.words:
        ways.append(_about(storable_text(query.words)))
    if query.reaction:
        things = heard_things.c
        ways.append(
            exists().where(
                things.conversation_number == columns.number,
                things.what == REACTION,
                things.kind == query.reaction,
            )
        )
    if query.since is not None:
        ways.append(columns.last_at >= query.since)
    if query.until is not None:
        ways.append(columns.last_at < query.until)
    return ways


def _about(words: str) -> ColumnElement[bool]:
    """Return the condition that a title, the account's name or a speaker has these words."""
    key = name_key(words)
    speakers = conversation_speakers.c
    named = speakers.name_key.contains(key, autoescape=True) if key else speakers.email == words
    written = speakers.email.contains(words.strip().casefold(), autoescape=True)
    return or_(
        func.lower(conversations.c.title).contains(words.strip().lower(), autoescape=True),
        func.lower(accounts.c.name).contains(words.strip().lower(), autoescape=True),
        exists().where(speakers.conversation_number == conversations.c.number, or_(named, written)),
    )


def _people(
    connection: Connection, numbers: Sequence[int]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the names of the customer's people and of our reps, by conversation."""
    columns = conversation_speakers.c
    query = (
        select(conversation_speakers, contacts.c.name.label("contact_name"))
        .outerjoin(contacts, contacts.c.number == columns.contact_number)
        .where(among(connection, columns.conversation_number, numbers))
        .order_by(columns.conversation_number, columns.place)
    )
    people: dict[int, list[str]] = defaultdict(list)
    reps: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        ours = row["side"] == Side.OURS.value
        named = (reps if ours else people)[row["conversation_number"]]
        label = row["rep"] if ours else row["contact_name"]
        label = label or row["name"] or row["email"] or row["phone"]
        if label and len(named) < MOST_NAMED:
            named.append(label)
    return people, reps


def _reactions(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, int]]:
    columns = heard_things.c
    query = (
        select(columns.conversation_number, columns.kind, func.count())
        .where(among(connection, columns.conversation_number, numbers), columns.what == REACTION)
        .group_by(columns.conversation_number, columns.kind)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for number, kind, count in connection.execute(query):
        found[number][kind] = count
    return found


def _owed(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return how much we owe in each of these conversations, but for what is settled."""
    columns = heard_things.c
    query = select(columns.conversation_number, columns.key).where(
        among(connection, columns.conversation_number, numbers), columns.is_owed
    )
    settled = settled_keys(connection, numbers)
    owed: dict[int, int] = defaultdict(int)
    for number, key in connection.execute(query):
        owed[number] += (number, key) not in settled
    return owed


def _row(
    row: StoredRow,
    people: Sequence[str],
    reps: Sequence[str],
    reactions: Mapping[int, Mapping[str, int]],
    owed: Mapping[int, int],
) -> ConversationRow:
    return ConversationRow(
        id=conversation_id(row["number"]),
        kind=row["kind"],
        title=row["title"],
        source=row["taken_from"],
        started_at=row["started_at"],
        last_at=row["last_at"],
        minutes=row["minutes"],
        turns=row["turns"],
        people=tuple(people),
        reps=tuple(reps),
        account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
        account_name=row["account_name"] or "",
        reactions=reactions.get(row["number"], {}),
        owed=owed.get(row["number"], 0),
        is_sample=row["is_sample"],
    )


def _place(row: StoredRow) -> str:
    return page_place(row["last_at"] or NEVER, row["number"])


def _after(place: str) -> ColumnElement[bool]:
    at, last = place_named(place, what="conversations")
    columns = conversations.c
    same = and_(columns.last_at == at, columns.number < last)
    unknown = columns.last_at.is_(None)
    if at == NEVER:
        return and_(unknown, columns.number < last)
    return or_(columns.last_at < at, same, unknown)


def _newest_first(query: Select[Any]) -> Select[Any]:
    """Order by time, those without one last."""
    columns = conversations.c
    return query.order_by(columns.last_at.desc().nulls_last(), columns.number.desc())
