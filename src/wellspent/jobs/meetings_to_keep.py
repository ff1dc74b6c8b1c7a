"""Meetings to keep: of those ahead, the ones with customers, with their people linked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from wellspent.jobs.what_is_new import is_internal, is_private
from wellspent.link.participants import match_speakers
from wellspent.listen.sides import OurSide, with_sides
from wellspent.records.meeting import Meeting
from wellspent.store.speakers import known_contacts, those_private


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsToKeep:
    """Meetings with customers, and how many were left out."""

    meetings: Sequence[Meeting]
    internal: int = 0
    private: int = 0


def meetings_to_keep(
    connection: Connection,
    meetings: Iterable[Meeting],
    *,
    source: str,
    our_side: OurSide,
    reps: Mapping[str, str],
) -> MeetingsToKeep:
    """Return the meetings that aren't internal or with people marked private, each side told.

    One that lists nobody of the customer's is internal too. What was called off is given as well,
    since it may be kept already; it often lists nobody.
    """
    sided = [
        replace(one, conversation=with_sides(one.conversation, our_side=our_side))
        for one in meetings
    ]
    outer = [one for one in sided if one.cancelled or not _is_internal(one)]
    talks = [one.conversation for one in outer]
    private = those_private(connection, talks)
    public = [one for one in outer if not is_private(one.conversation, private)]
    contacts = known_contacts(connection, [one.conversation for one in public], source=source)
    linked = [
        replace(one, conversation=match_speakers(one.conversation, contacts, reps))
        for one in public
    ]
    return MeetingsToKeep(
        meetings=linked, internal=len(sided) - len(outer), private=len(outer) - len(public)
    )


def _is_internal(meeting: Meeting) -> bool:
    return not meeting.conversation.speakers or is_internal(meeting.conversation)
