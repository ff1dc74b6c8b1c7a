"""Meetings coming: those of the next days with somebody of a customer's, each with its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellspent.records.conversation import Side, Speaker
from wellspent.records.meeting import Meeting
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.meetings_ahead import meetings_ahead
from wellspent.store.names_of import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingComing:
    """A meeting, and who of the customer's comes: known contacts (id and name), and others."""

    meeting: Meeting
    contacts: Mapping[str, str]
    others: tuple[str, ...]


def meetings_coming(
    store: Store, *, now: datetime, within: timedelta, rep: str = "", most: int = 5
) -> list[MeetingComing]:
    """Return the next meetings with somebody who isn't of ours, soonest first, at most `most`."""
    found = [
        one
        for one in meetings_ahead(store, since=now, until=now + within, rep=rep)
        if any(map(_is_theirs, one.conversation.speakers))
    ][:most]
    ids = {person.contact_id for one in found for person in one.conversation.speakers}
    numbers = [number_of(RecordKind.CONTACT, one) for one in ids if one]
    known = names_of(store, RecordKind.CONTACT, numbers)
    names = {record_id(RecordKind.CONTACT, number): name for number, name in known.items()}
    return [_with_people(one, names) for one in found]


def _with_people(meeting: Meeting, names: Mapping[str, str]) -> MeetingComing:
    theirs = [one for one in meeting.conversation.speakers if _is_theirs(one)]
    return MeetingComing(
        meeting=meeting,
        contacts={one.contact_id: names.get(one.contact_id) or one.label
                  for one in theirs if one.contact_id},
        others=tuple(one.label for one in theirs if not one.contact_id),
    )  # fmt: skip


def _is_theirs(person: Speaker) -> bool:
    return person.side is not Side.OURS
