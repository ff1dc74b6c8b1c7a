"""Meetings that are ahead to rows and back: the appointment itself, and its people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, select

from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation
from wellspent.records.meeting import Meeting
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.conversation_rows import speaker_of_row, speaker_rows
from wellspent.store.ids import meeting_id, number_of, record_id
from wellspent.store.prepared import PreparedQuery, listed, one_of
from wellspent.store.reaching_tables import meeting_people
from wellspent.store.rows import Row, StoredRow

_PEOPLE: Final = PreparedQuery(
    lambda dialect: (
        select(meeting_people)
        .where(one_of(meeting_people.c.meeting_number, dialect))
        .order_by(meeting_people.c.meeting_number, meeting_people.c.place)
    )
)


def meeting_row(meeting: Meeting) -> Row:
    """Return the row of what an appointment says itself; ValueError without a beginning."""
    talk = meeting.conversation
    if talk.started_at is None:
        raise ValueError("an appointment without a beginning can't be kept")
    return {
        "external_id": storable_text(talk.external_id),
        "source": storable_text(talk.source),
        "kind": talk.kind.value,
        "title": storable_text(talk.title),
        "starts_at": talk.started_at,
        "minutes": talk.minutes,
        "all_day": meeting.all_day,
        "cancelled": meeting.cancelled,
        "moved_from": meeting.moved_from,
        "organiser": meeting.organiser,
        "place": storable_text(meeting.place),
        "language": storable_text(talk.language),
        "account_number": (
            number_of(RecordKind.ACCOUNT, talk.account_id) if talk.account_id else None
        ),
        "is_sample": talk.is_sample,
    }


def people_rows(number: int, meeting: Meeting) -> list[Row]:
    """Return the rows of the people of meeting `number`."""
    rows = speaker_rows(number, meeting.conversation.speakers)
    for row in rows:
        row["meeting_number"] = row.pop("conversation_number")
    return rows


def meetings_of_rows(connection: Connection, rows: Sequence[StoredRow]) -> list[Meeting]:
    """Return the meetings that these rows hold, in their order."""
    if not rows:
        return []
    keys = listed(connection, [row["number"] for row in rows])
    people: dict[int, list[StoredRow]] = defaultdict(list)
    for one in _PEOPLE.rows(connection, keys=keys):
        people[one["meeting_number"]].append(one)
    return [_meeting(row, people[row["number"]]) for row in rows]


def _meeting(row: StoredRow, people: Iterable[StoredRow]) -> Meeting:
    return Meeting(
        conversation=Conversation(
            id=meeting_id(row["number"]),
            kind=ActivityKind(row["kind"]),
            speakers=tuple(speaker_of_row(one) for one in people),
            external_id=row["external_id"],
            source=row["source"],
            title=row["title"],
            started_at=row["starts_at"],
            minutes=row["minutes"],
            language=row["language"],
            account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
            is_sample=row["is_sample"],
        ),
        cancelled=row["cancelled"],
        all_day=row["all_day"],
        moved_from=row["moved_from"],
        organiser=row["organiser"],
        place=row["place"],
    )
