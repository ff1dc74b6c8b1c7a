"""Calendars: the appointments of an .ics file, each instance of a recurring one by itself.

A calendar knows who was asked and what they answered, not who came. What was cancelled is given
too, marked so, since it may have been read before.
"""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.prop.broken import vBroken
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wellspent.collect.encoding import FALLBACK, SAMPLE, find_encoding
from wellspent.collect.kind_of_talk import kind_of_talk
from wellspent.collect.recurrence import Series, starts_within
from wellspent.errors import FileUnreadable, InputError, TooLarge
from wellspent.records.conversation import Conversation, Presence, Speaker
from wellspent.records.meeting import Meeting

LARGEST: Final = 64 * 1024 * 1024
MOST_MEETINGS: Final = 50_000
MOST_GUESTS: Final = 500
"""Of one appointment; who is listed beyond that is left out."""

PRESENCE: Final = {
    "ACCEPTED": Presence.ACCEPTED,
    "COMPLETED": Presence.ACCEPTED,
    "DECLINED": Presence.DECLINED,
    "TENTATIVE": Presence.TENTATIVE,
}
NOT_PEOPLE: Final = frozenset({"ROOM", "RESOURCE"})
ANSWERS: Final = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"})
"""Methods of files that hold somebody's answer, and no appointment of their own."""

Key = tuple[str, datetime | None]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event of the file: when it is, and its place in a series."""

    event: Event
    uid: str
    start: datetime
    minutes: float | None
    all_day: bool
    instead_of: datetime | None
    cancelled: bool
    zone: tzinfo

    def newness(self) -> tuple[int, str]:
        """Return what is greater in a later version of the same event."""
        return _number(_all(self.event, "SEQUENCE")), _stamp(self.event)


def read_calendar(
    content: bytes, *, since: datetime, until: datetime, name: str = "", zone: tzinfo = UTC
) -> list[Meeting]:
    """Return the appointments that begin from `since` to before `until`, in order.

    `zone` is where times without a zone are meant, if the calendar doesn't say. An appointment
    that makes no sense (no start) is left out. Raises FileUnreadable where it is no calendar,
    TooLarge over 64 MB or 50,000 appointments.
    """
    entries = [
        entry for calendar in _calendars(content, name) for entry in _entries(calendar, zone)
    ]
    return _newest_meetings(entries, since, until, name)


def read_invitations(
    parts: Iterable[bytes], *, since: datetime, until: datetime, zone: tzinfo = UTC
) -> list[Meeting]:
    """Return the appointments that invitations, updates and cancellations in mail make together.

    Of an appointment its newest version counts; of versions equally new the one that comes last.
    A part that is no calendar is left out: its mail is still read. Raises TooLarge over 50,000
    appointments.
    """
    entries: list[_Entry] = []
    for part in parts:
        try:
            calendars = _calendars(part, "")
        except InputError:
            continue
        entries += [entry for calendar in calendars for entry in _entries(calendar, zone)]
    return _newest_meetings(entries, since, until, "invitations in mail")


def _newest_meetings(
    entries: Iterable[_Entry], since: datetime, until: datetime, name: str
) -> list[Meeting]:
    newest: dict[Key, _Entry] = {}
    for entry in entries:
        key = (entry.uid, entry.instead_of)
        if key not in newest or entry.newness() >= newest[key].newness():
            newest[key] = entry
    found: list[Meeting] = []
    for meeting in _meetings(newest, since, until):
        found.append(meeting)
        if len(found) > MOST_MEETINGS:
            raise TooLarge(
                f"The calendar has more than {MOST_MEETINGS:,} appointments in this time.",
                where=name,
                next_step="Read it for a shorter time.",
            )
    return sorted(found, key=lambda one: (_begins(one), one.conversation.external_id))


def _begins(meeting: Meeting) -> datetime:
    assert meeting.conversation.started_at is not None
    return meeting.conversation.started_at


def _calendars(content: bytes, name: str) -> list[Calendar]:
    if len(content) > LARGEST:
        raise TooLarge("The calendar is larger than 64 MB.", where=name,
                       next_step="Export a shorter time.")  # fmt: skip
    text = content.decode(find_encoding(content[:SAMPLE]), FALLBACK).lstrip("\ufeff \r\n\t")
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise _no_calendar("it doesn't begin with BEGIN:VCALENDAR", name)
    try:
        with warnings.catch_warnings():  # it warns of zones that it had to guess
            warnings.simplefilter("ignore")
            return Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise _no_calendar(str(error)[:200], name) from error


def _no_calendar(why: str, name: str) -> FileUnreadable:
    return FileUnreadable(
        f"No calendar can be read from this file: {why}.",
        where=name,
        tried="reading it as iCalendar (RFC 5545)",
        next_step="Export the calendar as .ics again.",
    )


def _entries(calendar: Calendar, zone: tzinfo) -> Iterator[_Entry]:
    method = str(calendar.get("METHOD") or "").upper()
    if method in ANSWERS:
        return
    zone = _named_zone(str(calendar.get("X-WR-TIMEZONE") or "")) or zone
    for event in calendar.walk("VEVENT"):
        if isinstance(event, Event) and (entry := _entry(event, zone)):
            yield replace(entry, cancelled=True) if method == "CANCEL" else entry


def _entry(event: Event, zone: tzinfo) -> _Entry | None:
    start = _value(event, "DTSTART")
    if start is None:
        return None
    begins = _moment(start, zone)
    instead_of = _value(event, "RECURRENCE-ID")
    return _Entry(
        event=event,
        uid=_text(event, "UID") or f"{begins.isoformat()} {_text(event, 'SUMMARY')}",
        start=begins,
        minutes=_minutes(event, start, begins, zone),
        all_day=not isinstance(start, datetime),
        instead_of=_moment(instead_of, begins.tzinfo or zone).astimezone(UTC)
        if instead_of
        else None,
        cancelled=_text(event, "STATUS").upper() == "CANCELLED",
        zone=begins.tzinfo or zone,
    )


def _all(event: Event, key: str) -> list[Any]:
    """Return the values of a property, however often it occurs; broken ones are left out."""
    found = event.get(key)
    listed = cast("list[Any]", found) if isinstance(found, list) else [found]
    return [one for one in listed if one is not None and not isinstance(one, vBroken)]


def _text(event: Event, key: str) -> str:
    return " ".join(" ".join(map(str, _all(event, key)[:1])).split())


def _value(event: Event, key: str) -> date | datetime | None:
    """Return a date or moment of an event, None where it is missing or broken."""
    found = next(iter(_all(event, key)), None)
    value = getattr(found, "dt", None)
    if isinstance(value, datetime) and value.tzinfo is None:
        zone = _named_zone(str(getattr(found, "params", {}).get("TZID", "")))
        value = value.replace(tzinfo=zone) if zone else value
    return value if isinstance(value, date) and value.year > 1 else None


def _named_zone(name: str) -> tzinfo | None:
    """Return the zone of that IANA or Windows name."""
    name = name.strip().strip('"')
    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(name, name)) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _moment(value: date | datetime, zone: tzinfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), tzinfo=zone)
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)


def _minutes(event: Event, start: date | datetime, begins: datetime, zone: tzinfo) -> float | None:
    if not isinstance(start, datetime):
        return None
    lasts = getattr(next(iter(_all(event, "DURATION")), None), "dt", None)
    end = _value(event, "DTEND")
    if isinstance(end, datetime):
        lasts = _moment(end, begins.tzinfo or zone) - begins
    if not isinstance(lasts, timedelta) or not timedelta() < lasts <= timedelta(days=1):
        return None
    return lasts.total_seconds() / 60


def _meetings(entries: Mapping[Key, _Entry], since: datetime, until: datetime) -> Iterator[Meeting]:
    moved: dict[str, list[_Entry]] = defaultdict(list)
    for (uid, instead_of), entry in entries.items():
        if instead_of is not None:
            moved[uid].append(entry)
            if since <= entry.start < until:
                yield _meeting(entry, entry.start, instead_of, series=entries.get((uid, None)))
    for (uid, instead_of), entry in entries.items():
        if instead_of is None:
            yield from _instances(entry, moved[uid], since, until)


def _instances(
    entry: _Entry, moved: Iterable[_Entry], since: datetime, until: datetime
) -> Iterator[Meeting]:
    elsewhere = {one.instead_of for one in moved}
    series = Series(
        start=entry.start,
        rules=_rules(entry.event),
        left_out=_dates(entry.event, "EXDATE", entry.zone),
        added=_dates(entry.event, "RDATE", entry.zone),
    )
    is_series = bool(series.rules or series.added)
    for start in starts_within(series, since=since, until=until):
        at = start.astimezone(UTC)
        if at not in elsewhere:
            meeting = _meeting(entry, start, at if is_series else None)
            yield replace(meeting, series_read=True) if is_series else meeting


def _rules(event: Event) -> list[str]:
    texts = [one.to_ical() for one in _all(event, "RRULE") if hasattr(one, "to_ical")]
    return [one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in texts]


def _dates(event: Event, key: str, zone: tzinfo) -> list[date | datetime]:
    dates: list[date | datetime] = []
    for one in _all(event, key):
        for entry in getattr(one, "dts", ()):
            value = getattr(entry, "dt", None)
            value = value[0] if isinstance(value, tuple) and value else value
            if isinstance(value, datetime):
                dates.append(_moment(value, zone))
            elif isinstance(value, date):
                dates.append(value)
    return dates


def _meeting(
    entry: _Entry, start: datetime, instead_of: datetime | None, *, series: _Entry | None = None
) -> Meeting:
    """Return an appointment; a moved instance that lists nobody has the people of its series."""
    people, organiser = _people(entry.event)
    if not people and series is not None:
        people, organiser = _people(series.event)
    title = _text(entry.event, "SUMMARY")[:500]
    key = f"{entry.uid}/{instead_of:%Y%m%dT%H%M%SZ}" if instead_of else entry.uid
    is_moved = instead_of is not None and instead_of != start.astimezone(UTC)
    return Meeting(
        conversation=Conversation(
            kind=kind_of_talk(title),
            speakers=tuple(people),
            external_id=key,
            source="calendar",
            title=title,
            started_at=start,
            minutes=entry.minutes,
        ),
        cancelled=entry.cancelled,
        all_day=entry.all_day,
        moved_from=instead_of if is_moved else None,
        organiser=organiser,
        place=_text(entry.event, "LOCATION")[:500],
    )


def _people(event: Event) -> tuple[list[Speaker], int | None]:
    """Return who was asked, each once, and the place of who asked them."""
    people: list[Speaker] = []
    for one in _all(event, "ATTENDEE")[:MOST_GUESTS]:
        params = getattr(one, "params", {})
        if str(params.get("CUTYPE", "")).upper() not in NOT_PEOPLE:
            answered = str(params.get("PARTSTAT", "")).upper()
            _add(people, one, PRESENCE.get(answered, Presence.NO_ANSWER))
    place = None
    for one in _all(event, "ORGANIZER")[:1]:
        place = _add(people, one, Presence.ACCEPTED)
        if place is not None and people[place].presence is Presence.NO_ANSWER:
            people[place] = replace(people[place], presence=Presence.ACCEPTED)
    return people, place


def _add(people: list[Speaker], written: Any, presence: Presence) -> int | None:
    """Add a person and return their place; who is there already stays as they are."""
    params = getattr(written, "params", {})
    address = str(written).strip()
    email = address[7:] if address[:7].lower() == "mailto:" else str(params.get("EMAIL", ""))
    email = email.strip().lower()
    name = " ".join(str(params.get("CN", "")).split())[:200]
    name = "" if name.lower() == email else name
    if not email and not name:
        return None
    for place, one in enumerate(people):
        if (one.email, one.name if not email else "") == (email, name if not email else ""):
            return place
    people.append(Speaker(name=name, email=email, presence=presence))
    return len(people) - 1


def _number(values: Sequence[object]) -> int:
    return next((int(value) for value in values if isinstance(value, int)), 0)


def _stamp(event: Event) -> str:
    value = _value(event, "DTSTAMP")
    return value.isoformat() if value else ""
