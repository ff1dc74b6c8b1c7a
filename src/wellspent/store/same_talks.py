"""Same talks: the stored call or meeting that another source tells of, too.

A calendar knows of a meeting that somebody also recorded, or noted by hand. It is one talk, whose
minutes count once: at about the same time, with somebody of the customer's in both, and not two
recordings of different words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, or_, select

from wellspent.link.participants import name_key, same_speaker
from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.conversation_rows import TALKS, speaker_of_row, turn_keys
from wellspent.store.ids import number_of
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
)
from wellspent.store.rows import StoredRow

APART: Final = timedelta(minutes=20)
"""Two sources may differ so much on when a talk began: people come late, recordings start late."""


def same_talks(
    connection: Connection, found: Sequence[Conversation], places: Sequence[int]
) -> dict[int, StoredRow]:
    """Return the stored talk that each of these is, by place."""
    talks = {
        place: found[place]
        for place in places
        if found[place].kind in TALKS and found[place].started_at is not None
    }
    if not talks:
        return {}
    rows = _with_somebody_of(connection, talks.values())
    speakers, keys = _speakers(connection, rows), _turn_keys(connection, rows)
    matched: dict[int, StoredRow] = {}
    taken: set[int] = set()
    for place, talk in talks.items():
        for number, row in rows.items():
            theirs, said = speakers[number], keys.get(number, set())
            fits = may_be_same(talk, row["started_at"], theirs, said)
            if number not in taken and row["source"] != talk.source and fits:
                matched[place] = row
                taken.add(number)
                break
    return matched


def may_be_same(
    talk: Conversation, started_at: Any, speakers: Sequence[Speaker], keys: set[str]
) -> bool:
    """Return whether a talk may be one that began then, with these people and turns."""
    if talk.started_at is None or started_at is None or abs(talk.started_at - started_at) > APART:
        return False
    others = [one for one in speakers if one.side is not Side.OURS]
    if not any(
        one.side is not Side.OURS and same_speaker(one, others) is not None for one in talk.speakers
    ):
        return False
    said = set(turn_keys(talk))
    return not said or not keys or said <= keys or keys <= said


def _with_somebody_of(
    connection: Connection, talks: Iterable[Conversation]
) -> Mapping[int, StoredRow]:
    """Return the stored talks in which somebody of these takes part, by number."""
    theirs = [one for talk in talks for one in talk.speakers if one.side is not Side.OURS]
    columns = conversation_speakers.c
    ways: list[ColumnElement[bool]] = []
    emails = {one.email.casefold() for one in theirs} - {""}
    names = {name_key(one.name) for one in theirs if one.name} - {""}
    numbers = {number_of(RecordKind.CONTACT, one.contact_id) for one in theirs if one.contact_id}
    for column, values in (
        (columns.email, emails), (columns.name_key, names), (columns.contact_number, numbers),
    ):  # fmt: skip
        if values:
            ways.append(among(connection, column, values))
    if not ways:
        return {}
    query = select(conversations).where(
        conversations.c.kind.in_([kind.value for kind in TALKS]),
        conversations.c.number.in_(select(columns.conversation_number).where(or_(*ways))),
    )
    return {row["number"]: dict(row) for row in connection.execute(query).mappings()}


def _speakers(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Speaker]]:
    columns = conversation_speakers.c
    query = select(conversation_speakers).where(
        among(connection, columns.conversation_number, numbers)
    )
    found: dict[int, list[Speaker]] = defaultdict(list)
    for row in connection.execute(query.order_by(columns.place)).mappings():
        found[row["conversation_number"]].append(speaker_of_row(row))
    return found


def _turn_keys(connection: Connection, numbers: Iterable[int]) -> dict[int, set[str]]:
    columns = conversation_turns.c
    query = select(columns.conversation_number, columns.key).where(
        among(connection, columns.conversation_number, numbers)
    )
    found: dict[int, set[str]] = defaultdict(set)
    for number, key in connection.execute(query):
        found[number].add(key)
    return found
