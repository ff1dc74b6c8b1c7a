"""Same talk: an appointment of a calendar and the transcript of what was said at it are one talk.

Counted twice, the customer's minutes would be doubled. The transcript knows who spoke, the calendar
their addresses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side, Speaker

EARLY: Final = timedelta(minutes=20)
"""People join and record before the time that was set."""

LATE: Final = timedelta(minutes=45)
"""A recording that begins later than this after the set time is of something else."""

TALKS: Final = frozenset({ActivityKind.CALL, ActivityKind.MEETING})


def find_meeting(talk: Conversation, meetings: Iterable[Conversation]) -> Conversation | None:
    """Return the appointment at which a talk took place: at its time, with somebody of it.

    None where the talk has no time, or where it could be several.
    """
    found = [one for one in meetings if is_same_talk(one, talk)]
    return found[0] if len(found) == 1 else None


def is_same_talk(meeting: Conversation, talk: Conversation) -> bool:
    """Return whether a transcript is of an appointment: begun then, with a person or its title."""
    if not {meeting.kind, talk.kind} <= TALKS or meeting.turns or not talk.turns:
        return False
    if meeting.started_at is None or talk.started_at is None:
        return False
    if not _at_the_same_time(meeting.started_at, talk.started_at):
        return False
    return _names_the_same(meeting, talk) or any(
        _is_same(guest, speaker) for guest in _coming(meeting) for speaker in talk.speakers
    )


def with_meeting(talk: Conversation, meeting: Conversation) -> Conversation:
    """Return a talk with what its appointment knows: addresses, the title, who else was to come.

    And the time of day, where the talk itself has only its day.
    """
    people = [_completed(speaker, meeting.speakers) for speaker in talk.speakers]
    silent = [
        guest
        for guest in meeting.speakers
        if not any(_is_same(guest, speaker) for speaker in people)
    ]
    return replace(
        talk,
        speakers=(*people, *silent),
        title=meeting.title or talk.title,
        started_at=meeting.started_at if _has_only_a_day(talk.started_at) else talk.started_at,
        minutes=talk.minutes if talk.minutes is not None else meeting.minutes,
    )


def _at_the_same_time(meeting: datetime, talk: datetime) -> bool:
    if _has_only_a_day(talk):
        return meeting.astimezone(talk.tzinfo).date() == talk.date()
    return -EARLY <= talk - meeting <= LATE


def _has_only_a_day(moment: datetime | None) -> bool:
    """Return whether a time is a midnight, as a transcript has it that names only its day."""
    return moment is not None and (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _names_the_same(meeting: Conversation, talk: Conversation) -> bool:
    return bool(meeting.title) and fold(meeting.title.strip()) == fold(talk.title.strip())


def _coming(meeting: Conversation) -> Sequence[Speaker]:
    return [one for one in meeting.speakers if one.presence is not Presence.DECLINED]


def _is_same(guest: Speaker, speaker: Speaker) -> bool:
    if guest.email and speaker.email:
        return guest.email.casefold() == speaker.email.casefold()
    own = fold(speaker.name.strip())
    return bool(own) and own in (fold(guest.name.strip()), _name_in(guest.email))


def _name_in(email: str) -> str:
    """Return the name that an address holds: *ben.kunde@...* is *ben kunde*."""
    before = email.partition("@")[0]
    return fold(" ".join(part for part in before.replace("_", ".").split(".") if part))


def _completed(speaker: Speaker, guests: Sequence[Speaker]) -> Speaker:
    same = [guest for guest in guests if _is_same(guest, speaker)]
    if len(same) != 1:
        return speaker
    (guest,) = same
    side = guest.side if speaker.side is Side.UNKNOWN else speaker.side
    return replace(speaker, email=speaker.email or guest.email, side=side)
