"""Meetings that are ahead: kept until they have been, each once however often it is read.

A meeting that is read again is as its newest reading has it: moved, called off, with other guests.
Once it was held and taken in as a conversation, it is linked to that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, or_, select, update

from wellspent.records.conversation import Side
from wellspent.records.meeting import Meeting
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.conversation_rows import identity_of_conversation
from wellspent.store.listen_tables import conversation_speakers, conversations
from wellspent.store.meeting_rows import meeting_row, meetings_of_rows, people_rows
from wellspent.store.reaching_tables import meeting_people
from wellspent.store.reaching_tables import meetings_ahead as table
from wellspent.store.rows import Row, StoredRow
from wellspent.store.same_talks import APART

MOST: Final = 500
LOOKED_BACK: Final = timedelta(days=30)
"""So long after it was to be, a meeting is still linked to the conversation that it became."""

_LEFT_ALONE: Final = frozenset({"moved_from", "account_number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMeetings:
    """What came of meetings that are ahead."""

    created: int = 0
    changed: int = 0
    cancelled: int = 0
    unchanged: int = 0

    @property
    def brought(self) -> int:
        """Return how many were new or not as they had been."""
        return self.created + self.changed + self.cancelled


def add_meetings_ahead(
    store: Store,
    meetings: Iterable[Meeting],
    *,
    source: str,
    now: datetime,
    import_number: int | None = None,
) -> KeptMeetings:
    """Keep meetings of a source as they are read now, and return what came of it.

    Of a series that was read whole, instances that aren't given any more are called off; so is all
    of a series that is called off. Taken back with the import that brought or changed them last.
    """
    with store.writing() as connection:
        return keep_meetings(
            connection, meetings, source=source, now=now, import_number=import_number
        )


def meetings_bring(store: Store, meetings: Iterable[Meeting], *, now: datetime) -> bool:
    """Return whether keeping these meetings would change anything."""
    given = {identity_of_conversation(one.conversation): one for one in meetings}
    with store.reading() as connection:
        known = _known(connection, given)
        people = _people(connection, known)
        return any(
            _brings(one, known.get(identity), people) for identity, one in given.items()
        ) or bool(_gone(connection, given, now=now))


def meetings_ahead(
    store: Store, *, since: datetime, until: datetime | None = None, rep: str = ""
) -> list[Meeting]:
    """Return the meetings from `since` to before `until` that weren't called off, in order.

    With `rep` those in which somebody of ours of that name (or address) takes part; at most 500.
    """
    columns = table.c
    query = select(table).where(columns.starts_at >= since, ~columns.cancelled)
    if until is not None:
        query = query.where(columns.starts_at < until)
    if rep:
        query = query.where(_of_rep(rep))
    with store.reading() as connection:
        ordered = query.order_by(columns.starts_at, columns.number).limit(MOST)
        return meetings_of_rows(connection, connection.execute(ordered).mappings().all())


def link_held_meetings(connection: Connection, *, now: datetime) -> int:
    """Link meetings that should have been by now to what they became; return how many.

    To the conversation of the same name, else to one with somebody of the customer's that began
    at about that time.
    """
    columns = table.c
    open_ = select(table).where(
        columns.conversation_number.is_(None),
        columns.starts_at <= now,
        columns.starts_at > now - LOOKED_BACK,
    )
    linked = 0
    for row in connection.execute(open_.order_by(columns.number)).mappings().all():
        number = _held_as(connection, row)
        if number is not None:
            which = update(table).where(columns.number == row["number"])
            connection.execute(which.values(conversation_number=number))
            linked += 1
    return linked


def forget_meetings_of_import(connection: Connection, import_number: int) -> None:
    """Delete the meetings that an import brought, or changed last."""
    connection.execute(delete(table).where(table.c.import_number == import_number))


def keep_meetings(
    connection: Connection,
    meetings: Iterable[Meeting],
    *,
    source: str,
    now: datetime,
    import_number: int | None = None,
) -> KeptMeetings:
    """Keep meetings as `add_meetings_ahead` does, within a transaction."""
    given = {identity_of_conversation(one.conversation): one for one in meetings}
    known = _known(connection, given)
    people = _people(connection, known)
    created = changed = cancelled = unchanged = 0
    for identity, meeting in given.items():
        before = known.get(identity)
        if not _brings(meeting, before, people):
            unchanged += 1
            continue
        row = _row(meeting, before)
        row |= {"import_number": import_number, "stored_at": now}
        if before is None:
            row |= {"identity": identity, "taken_from": storable_text(source)}
            added = insert(table).values(**row).returning(table.c.number)
            number: int = connection.execute(added).scalar_one()
            created += 1
        else:
            number = before["number"]
            connection.execute(update(table).where(table.c.number == number).values(**row))
            _forget_people(connection, number)
            if meeting.cancelled and not before["cancelled"]:
                cancelled += 1
            else:
                changed += 1
        rows = people_rows(number, meeting)
        if rows:
            connection.execute(insert(meeting_people), rows)
    gone = _gone(connection, given, now=now)
    if gone:
        off = update(table).where(among(connection, table.c.number, gone))
        connection.execute(off.values(cancelled=True, import_number=import_number, stored_at=now))
    return KeptMeetings(
        created=created, changed=changed, cancelled=cancelled + len(gone), unchanged=unchanged
    )


def _known(connection: Connection, given: Iterable[str]) -> dict[str, StoredRow]:
    query = select(table).where(among(connection, table.c.identity, given))
    return {row["identity"]: row for row in connection.execute(query).mappings()}


def _people(
    connection: Connection, known: Mapping[str, StoredRow]
) -> dict[int, list[Mapping[str, Any]]]:
    numbers = [row["number"] for row in known.values()]
    query = (
        select(meeting_people)
        .where(among(connection, meeting_people.c.meeting_number, numbers))
        .order_by(meeting_people.c.meeting_number, meeting_people.c.place)
    )
    found: dict[int, list[Mapping[str, Any]]] = {number: [] for number in numbers}
    for row in connection.execute(query).mappings() if numbers else ():
        found[row["meeting_number"]].append({**row})
    return found


def _forget_people(connection: Connection, number: int) -> None:
    connection.execute(delete(meeting_people).where(meeting_people.c.meeting_number == number))


def _row(meeting: Meeting, before: StoredRow | None) -> Row:
    """Return a meeting's row; one that is at another time now says from when it was moved."""
    row = meeting_row(meeting)
    if before is None:
        return row
    if before["starts_at"] != row["starts_at"]:
        row["moved_from"] = before["starts_at"]
        row["conversation_number"] = None
    else:
        row["moved_from"] = row["moved_from"] or before["moved_from"]
    row["account_number"] = row["account_number"] or before["account_number"]
    return row


def _brings(
    meeting: Meeting,
    before: StoredRow | None,
    people: Mapping[int, Sequence[Mapping[str, Any]]],
) -> bool:
    """Return whether a meeting says anything that isn't stored."""
    if before is None:
        return not meeting.cancelled
    row = _row(meeting, before)
    if any(before[name] != value for name, value in row.items() if name not in _LEFT_ALONE):
        return True
    if row["account_number"] != before["account_number"]:
        return True
    number = before["number"]
    now = people_rows(number, meeting)
    return (
        now != [{name: one[name] for name in now[0]} for one in people[number]]
        if now
        else (bool(people[number]))
    )


def _gone(connection: Connection, given: Mapping[str, Meeting], *, now: datetime) -> list[int]:
    """Return the stored instances, still ahead, that their series hasn't any more.

    An appointment that became a series, or a series that became one appointment, is gone as what
    it was.
    """
    series = {storable_text(_series_of(one)) for one in given.values()} - {""}
    there = {storable_text(one.conversation.external_id) for one in given.values()}
    columns = table.c
    query = select(columns.number, columns.external_id).where(
        ~columns.cancelled, columns.starts_at > now
    )
    return [
        row.number
        for row in connection.execute(query)
        if row.external_id not in there
        and not series.isdisjoint({row.external_id, row.external_id.rpartition("/")[0]})
    ]


def _series_of(meeting: Meeting) -> str:
    """Return the name of the series of which all was read; of one appointment its own."""
    named = meeting.conversation.external_id
    return named.rpartition("/")[0] if meeting.series_read else named


def _held_as(connection: Connection, row: StoredRow) -> int | None:
    """Return the conversation that a meeting became."""
    columns = conversations.c
    same = select(columns.number).where(columns.identity == row["identity"])
    number = connection.execute(same).scalar()
    if number is not None:
        return number
    theirs = select(meeting_people.c.contact_number).where(
        meeting_people.c.meeting_number == row["number"],
        meeting_people.c.contact_number.is_not(None),
    )
    speakers = conversation_speakers.c
    met = (
        select(columns.number)
        .where(
            columns.kind == row["kind"],
            columns.started_at >= row["starts_at"] - APART,
            columns.started_at <= row["starts_at"] + APART,
            exists().where(
                speakers.conversation_number == columns.number,
                speakers.contact_number.in_(theirs),
            ),
        )
        .order_by(columns.number)
        .limit(1)
    )
    return connection.execute(met).scalar()


def _of_rep(rep: str) -> ColumnElement[bool]:
    people = meeting_people.c
    named = storable_text(rep)
    return exists().where(
        people.meeting_number == table.c.number,
        people.side == Side.OURS.value,
        or_(people.rep == named, people.name == named, people.email == named.casefold()),
    )
