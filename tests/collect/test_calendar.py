"""Calendars as programs write them: recurring, moved, cancelled, declined, in any zone."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.collect.calendar import read_calendar
from wellspent.collect.recurrence import may_happen
from wellspent.errors import FileUnreadable, InputError, TooLarge
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Presence
from wellspent.records.meeting import Meeting

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = datetime(2026, 12, 31, tzinfo=UTC)


def _read(*events: str, head: str = "", **options: object) -> list[Meeting]:
    body = "".join(f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT\n" for one in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n"
    times = {"since": SINCE, "until": UNTIL, **options}
    return read_calendar(text.replace("\n", "\r\n").encode(), **times)  # type: ignore[arg-type]


def _starts(meetings: list[Meeting]) -> list[str]:
    return [
        one.conversation.started_at.astimezone(UTC).strftime("%m-%d %H:%M")
        for one in meetings
        if one.conversation.started_at
    ]


def test_meeting_has_its_people_time_and_length() -> None:
    (meeting,) = _read("""
UID:1@example.com
DTSTART:20260302T090000Z
DTEND:20260302T094500Z
SUMMARY:Pump review
LOCATION:Room 4
ORGANIZER;CN=Ada Lovelace:mailto:Ada@example.com
ATTENDEE;CN=Ada Lovelace;PARTSTAT=NEEDS-ACTION:mailto:ada@example.com
ATTENDEE;CN="Kunde, Ben";PARTSTAT=ACCEPTED:MAILTO:ben@customer.example
ATTENDEE;PARTSTAT=DECLINED:mailto:eve@customer.example
ATTENDEE;PARTSTAT=TENTATIVE:mailto:tim@customer.example
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:nora@customer.example
ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room4@example.com
""")
    talk = meeting.conversation
    assert (talk.title, talk.minutes, meeting.place) == ("Pump review", 45.0, "Room 4")
    assert (talk.kind, talk.source) == (ActivityKind.MEETING, "calendar")
    assert {one.email.partition("@")[0]: one.presence for one in talk.speakers} == {
        "ada": Presence.ACCEPTED,
        "ben": Presence.ACCEPTED,
        "eve": Presence.DECLINED,
        "tim": Presence.TENTATIVE,
        "nora": Presence.NO_ANSWER,
    }
    assert meeting.organiser == 0


def test_series_keeps_its_wall_time_when_the_clocks_change() -> None:
    meetings = _read("""
UID:1
DTSTART;TZID=Europe/Berlin:20260316T090000
DURATION:PT30M
RRULE:FREQ=WEEKLY;COUNT=3
""")
    assert _starts(meetings) == ["03-16 08:00", "03-23 08:00", "03-30 07:00"]
    assert len({one.conversation.external_id for one in meetings}) == 3


def test_series_without_its_exceptions() -> None:
    meetings = _read("""
UID:1
DTSTART;TZID=Europe/Berlin:20260302T090000
DTEND;TZID=Europe/Berlin:20260302T093000
RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260312T230000Z
EXDATE;TZID=Europe/Berlin:20260309T090000
EXDATE:20260304T080000Z
RDATE;TZID=Europe/Berlin:20260306T110000
""")
    assert _starts(meetings) == ["03-02 08:00", "03-06 10:00", "03-11 08:00"]


def test_moved_instance_takes_the_place_of_the_regular_one_and_keeps_its_name() -> None:
    series = """
UID:1
DTSTART:20260302T090000Z
RRULE:FREQ=DAILY;COUNT=3
"""
    moved = """
UID:1
RECURRENCE-ID:20260303T090000Z
DTSTART:20260305T100000Z
DTEND:20260305T110000Z
SUMMARY:Later
"""
    regular = {one.conversation.external_id for one in _read(series)}
    meetings = _read(series, moved)
    assert _starts(meetings) == ["03-02 09:00", "03-04 09:00", "03-05 10:00"]
    assert {one.conversation.external_id for one in meetings} == regular
    assert meetings[-1].moved_from == datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_moved_instance_without_people_has_those_of_the_series() -> None:
    series = (
        "UID:1\nDTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nATTENDEE:mailto:a@x.example"
    )
    moved = "UID:1\nRECURRENCE-ID:20260303T090000Z\nDTSTART:20260303T100000Z"
    assert [one.email for one in _read(series, moved)[1].conversation.speakers] == ["a@x.example"]


def test_cancelled_is_marked_where_the_event_or_the_file_says_so() -> None:
    event = "UID:1\nDTSTART:20260302T090000Z\n"
    assert [one.cancelled for one in _read(event)] == [False]
    assert [one.cancelled for one in _read(event + "STATUS:CANCELLED")] == [True]
    assert [one.cancelled for one in _read(event, head="METHOD:CANCEL\n")] == [True]


def test_cancelled_instance_of_a_series() -> None:
    series = "UID:1\nDTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=2"
    gone = "UID:1\nRECURRENCE-ID:20260303T090000Z\nDTSTART:20260303T090000Z\nSTATUS:CANCELLED"
    assert [one.cancelled for one in _read(series, gone)] == [False, True]


def test_newest_version_of_an_event_counts() -> None:
    old = "UID:1\nSEQUENCE:1\nDTSTART:20260302T090000Z"
    new = "UID:1\nSEQUENCE:2\nDTSTART:20260303T090000Z"
    assert _starts(_read(new, old)) == ["03-03 09:00"]


def test_answers_to_invitations_are_no_meetings() -> None:
    assert _read("UID:1\nDTSTART:20260302T090000Z", head="METHOD:REPLY\n") == []


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("W. Europe Standard Time", "03-02 08:00"),
        ("Pacific Standard Time", "03-02 17:00"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "03-02 08:00"),
        ("Nowhere/At All", "03-02 09:00"),
    ],
)
def test_zone_names(zone: str, start: str) -> None:
    assert _starts(_read(f"UID:1\nDTSTART;TZID={zone}:20260302T090000")) == [start]


def test_floating_time_is_meant_where_the_calendar_or_the_reader_says() -> None:
    event = "UID:1\nDTSTART:20260302T090000\nDTEND:20260302T100000"
    assert _starts(_read(event)) == ["03-02 09:00"]
    assert _starts(_read(event, zone=ZoneInfo("America/New_York"))) == ["03-02 14:00"]
    assert _starts(_read(event, head="X-WR-TIMEZONE:Asia/Tokyo\n")) == ["03-02 00:00"]


def test_own_time_zone_of_a_file() -> None:
    head = (
        "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    event = "UID:1\nDTSTART;TZID=Ours:20260302T090000\nRRULE:FREQ=DAILY;COUNT=2"
    assert _starts(_read(event, head=head)) == ["03-02 06:00", "03-03 06:00"]


def test_whole_day_has_no_minutes() -> None:
    (fair,) = _read("UID:1\nDTSTART;VALUE=DATE:20260302\nSUMMARY:Fair")
    assert (fair.all_day, fair.conversation.minutes) == (True, None)


@pytest.mark.parametrize(
    "lasts", ["", "DTEND:20260302T080000Z", "DTEND:20260309T090000Z", "DURATION:nonsense"]
)
def test_length_that_makes_no_sense_is_unknown(lasts: str) -> None:
    (meeting,) = _read(f"UID:1\nDTSTART:20260302T090000Z\n{lasts}")
    assert meeting.conversation.minutes is None


def test_only_the_time_asked_for() -> None:
    event = "UID:1\nDTSTART:20200101T090000Z\nRRULE:FREQ=DAILY"
    since, until = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert _starts(_read(event, since=since, until=until)) == ["03-01 09:00", "03-02 09:00"]


def test_broken_event_leaves_the_others() -> None:
    good = "UID:2\nDTSTART:20260302T090000Z"
    assert _starts(_read("UID:1\nDTSTART:nonsense", "UID:3", good)) == ["03-02 09:00"]


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00\xff", b"BEGIN:VCARD\r\nEND:VCARD\r\n"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnreadable, match="No calendar can be read") as caught:
        read_calendar(content, since=SINCE, until=UNTIL, name="a.ics")
    assert caught.value.where == "a.ics"


def test_endless_series_are_bounded() -> None:
    event = "UID:{}\nDTSTART:20200101T0000{:02}Z\nRRULE:FREQ=DAILY"
    events = [event.format(number, number % 60) for number in range(150)]
    with pytest.raises(TooLarge, match="50,000"):
        _read(*events, since=datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=44",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31",
        "FREQ=YEARLY;BYYEARDAY=400",
        "FREQ=SOMETIMES",
        "",
    ],
)
def test_rule_that_never_happens_counts_as_its_first_instance(rule: str) -> None:
    assert not may_happen(dict(part.split("=") for part in rule.split(";") if part))
    assert _starts(_read(f"UID:1\nDTSTART:20260302T090000Z\nRRULE:{rule}")) == ["03-02 09:00"]


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=2", ["03-02 09:00", "04-06 09:00"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
         ["03-02 09:00", "03-31 09:00", "04-30 09:00"]),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2", ["03-02 09:00"]),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;UNTIL=20260316", ["03-02 09:00", "03-16 09:00"]),
    ],
)  # fmt: skip
def test_usual_rules(rule: str, starts: list[str]) -> None:
    assert _starts(_read(f"UID:1\nDTSTART:20260302T090000Z\nRRULE:{rule}")) == starts


@given(
    st.integers(1, 4),
    st.integers(0, 3000),
    st.sampled_from(["DAILY", "WEEKLY"]),
    st.integers(1, 30),
)
@settings(max_examples=60, deadline=None)
def test_series_begun_long_ago_has_the_same_rhythm(
    interval: int, days_ago: int, frequency: str, days: int
) -> None:
    start = SINCE - timedelta(days=days_ago)
    until = SINCE + timedelta(days=days)
    event = f"UID:1\nDTSTART:{start:%Y%m%dT%H%M%SZ}\nRRULE:FREQ={frequency};INTERVAL={interval}"
    step = timedelta(days=interval * (7 if frequency == "WEEKLY" else 1))
    expected = [
        moment
        for number in range((until - start) // step + 1)
        if SINCE <= (moment := start + number * step) < until
    ]
    found = [one.conversation.started_at for one in _read(event, until=until)]
    assert found == expected


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "UID:1", "DTSTART:20260302T090000Z", "DTEND:x", "RRULE:",
        "DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY", "RRULE:FREQ=;;", "EXDATE:20260302",
        "RECURRENCE-ID:20260302T090000Z", "ATTENDEE:", "ATTENDEE;CN=\"a:b", "ORGANIZER:mailto:",
        "STATUS:CANCELLED", "DURATION:-P1D", "SEQUENCE:x", "BEGIN:VTIMEZONE", "END:VTIMEZONE", " x",
        "DTSTART;TZID=:20260302T090000", "RDATE;VALUE=PERIOD:20260302T090000Z/PT1H", ":", "METHOD:",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_calendar_is_read_or_refused_but_never_crashes(lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])
    with suppress(InputError):
        for one in read_calendar(text.encode(), since=SINCE, until=UNTIL):
            assert one.conversation.started_at is not None
            assert SINCE <= one.conversation.started_at < UNTIL
