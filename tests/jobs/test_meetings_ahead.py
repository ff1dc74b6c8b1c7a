from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.jobs.made_conversations import ADA, BEGAN, MAILBOX, NOW, OURS, WILMA, call, taken
from tests.store.made_records import import_records
from wellspent.jobs.list_imports import list_imports
from wellspent.jobs.private_people import mark_private
from wellspent.jobs.take_in_conversations import take_in
from wellspent.jobs.take_in_files import SaidOfSource, take_in_files
from wellspent.jobs.undo_import import undo
from wellspent.records.account import Account
from wellspent.records.activity import ActivityKind
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Presence, Speaker, Turn
from wellspent.records.meeting import Meeting
from wellspent.records.taken_in import TakenIn
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.meetings_ahead import add_meetings_ahead, meetings_ahead

TOMORROW = NOW + timedelta(days=1)


def meeting(
    key: str = "m1", starts_at: datetime = TOMORROW, people: Sequence[Speaker] = (WILMA, ADA)
) -> Meeting:
    return Meeting(
        conversation=Conversation(
            kind=ActivityKind.MEETING, speakers=tuple(people), external_id=key, source="calendar",
            title="Floors", started_at=starts_at, minutes=30,
        ),
        organiser=0,
        place="Room 2",
    )  # fmt: skip


def read(store: Store, *ahead: Meeting, talks: Sequence[Conversation] = ()) -> TakenIn:
    return take_in(store, talks, source=MAILBOX, our_side=OURS, now=NOW, ahead=ahead)


def listed(store: Store) -> list[Meeting]:
    return meetings_ahead(store, since=NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    import_records(store, Account(external_id="a1", name="Kunde", domain="kunde.example"))
    import_records(
        store, Contact(external_id="c1", name=ADA.name, email=ADA.email, account_key="a1")
    )
    return store


def test_meeting_ahead_is_kept_with_its_people_found(filled: Store) -> None:
    done = read(filled, meeting())
    assert done.notes == ("1 still to come: kept as meetings ahead.",)
    (found,) = listed(filled)
    talk = found.conversation
    assert (talk.id, talk.title, talk.started_at, talk.account_id) == (
        "M1", "Floors", TOMORROW, "A1",
    )  # fmt: skip
    assert [(one.label, one.contact_id) for one in talk.speakers] == [
        ("Wilma Sample", ""), ("Ada Kunde", "C1"),
    ]  # fmt: skip
    assert (found.organiser, found.place, found.cancelled) == (0, "Room 2", False)
    assert account_history(filled, contact_id="C1", now=NOW).meetings_ahead == (found,)
    assert account_history(filled, contact_id="C1", now=TOMORROW).meetings_ahead == (found,)
    after = TOMORROW + timedelta(minutes=1)
    assert account_history(filled, contact_id="C1", now=after).meetings_ahead == ()


def test_reading_the_same_again_changes_nothing_and_begins_no_import(filled: Store) -> None:
    read(filled, meeting())
    before = len(list_imports(filled))
    again = read(filled, meeting())
    assert (again.import_id, len(list_imports(filled))) == ("", before)
    assert len(listed(filled)) == 1


def test_moved_meeting_says_from_when_it_was_moved(filled: Store) -> None:
    read(filled, meeting())
    later = TOMORROW + timedelta(hours=3)
    read(filled, meeting(starts_at=later))
    read(filled, meeting(starts_at=later))
    (found,) = listed(filled)
    assert (found.conversation.started_at, found.moved_from) == (later, TOMORROW)


def test_answers_of_guests_are_as_they_were_read_last(filled: Store) -> None:
    read(filled, meeting())
    declined = replace(ADA, presence=Presence.DECLINED)
    read(filled, meeting(people=(WILMA, declined)))
    (found,) = listed(filled)
    assert [one.presence for one in found.conversation.speakers] == [
        Presence.UNKNOWN, Presence.DECLINED,
    ]  # fmt: skip


def test_cancelled_meeting_is_ahead_no_more(filled: Store) -> None:
    read(filled, meeting())
    done = read(filled, replace(meeting(people=()), cancelled=True))
    assert (listed(filled), done.notes) == ([], ())
    read(filled, replace(meeting("never known"), cancelled=True))
    assert listed(filled) == []


def test_instances_that_a_series_lost_are_called_off(filled: Store) -> None:
    def instance(day: int) -> Meeting:
        made = meeting(f"series/{day}", NOW + timedelta(days=day))
        return replace(made, series_read=True)

    read(filled, instance(1), instance(8), meeting("other"))
    read(filled, instance(8))
    assert [one.conversation.external_id for one in listed(filled)] == ["other", "series/8"]
    read(filled, replace(meeting("series", NOW + timedelta(days=1), people=()), cancelled=True))
    assert [one.conversation.external_id for one in listed(filled)] == ["other"]


def test_instance_that_comes_alone_calls_off_no_other(filled: Store) -> None:
    first, second = meeting("s/1"), meeting("s/2", TOMORROW + timedelta(days=7))
    read(filled, replace(first, series_read=True), replace(second, series_read=True))
    read(filled, meeting("s/2", TOMORROW + timedelta(days=8)))
    assert len(listed(filled)) == 2


def test_internal_and_private_meetings_are_left_out(filled: Store) -> None:
    mark_private(filled, "@secret.example", now=NOW)
    secret = Speaker(name="Doc", email="doc@secret.example")
    done = read(
        filled,
        meeting("m1", people=(WILMA,)),
        meeting("m2", people=()),
        meeting("m3", people=(WILMA, secret)),
    )
    assert (listed(filled), done.internal, done.private, done.import_id) == ([], 2, 1, "")


def test_meetings_of_a_rep_and_of_a_time(filled: Store) -> None:
    mia = Speaker(name="Mia", email="mia@otter.example")
    read(filled, meeting("m1"), meeting("m2", TOMORROW + timedelta(days=1), (mia, ADA)))
    assert len(meetings_ahead(filled, since=NOW, rep="Mia")) == 1
    assert len(meetings_ahead(filled, since=NOW, rep="mia@otter.example")) == 1
    until = TOMORROW + timedelta(hours=1)
    (found,) = meetings_ahead(filled, since=NOW, until=until)
    assert found.conversation.external_id == "m1"


def test_undo_takes_the_meetings_of_an_import_back(filled: Store) -> None:
    done = read(filled, meeting())
    undo(filled, done.import_id)
    assert listed(filled) == []
    assert read(filled, meeting()).import_id != ""
    assert len(listed(filled)) == 1


def test_meeting_goes_nowhere_when_its_contact_does(filled: Store) -> None:
    read(filled, meeting())
    undo(filled, list_imports(filled)[-2].id)
    (found,) = listed(filled)
    assert [one.contact_id for one in found.conversation.speakers] == ["", ""]


def test_talk_that_is_handed_over_before_it_was_is_kept_too(filled: Store) -> None:
    taken(filled, replace(call(), started_at=TOMORROW))
    assert [one.conversation.kind for one in listed(filled)] == [ActivityKind.CALL]


def test_meeting_that_was_held_is_linked_to_what_it_became(filled: Store) -> None:
    held = meeting("m1", BEGAN)
    add_meetings_ahead(filled, [held], source=MAILBOX, now=BEGAN - timedelta(days=1))
    recorded = meeting("m2", BEGAN + timedelta(hours=4))
    linked = replace(
        recorded,
        conversation=replace(
            recorded.conversation, speakers=(replace(ADA, contact_id="C1"),), external_id="m2"
        ),
    )
    add_meetings_ahead(filled, [linked], source=MAILBOX, now=BEGAN - timedelta(days=1))
    transcript = replace(
        linked.conversation,
        external_id="recording",
        source="webvtt",
        speakers=(WILMA, ADA),
        started_at=BEGAN + timedelta(hours=4, minutes=5),
        turns=(Turn(speaker=1, text="Hello there"),),
    )
    taken(filled, held.conversation, transcript)
    with filled.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT conversation_number FROM meetings_ahead ORDER BY number"
        ).all()
    assert sorted(row[0] for row in rows) == [1, 2]


ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:one
DTSTART:{first}
DTEND:{last}
SUMMARY:Floors again
LOCATION:Hall 3
ORGANIZER;CN=Wilma Sample:mailto:wilma@otter.example
ATTENDEE;CN=Ada Kunde;PARTSTAT=ACCEPTED:mailto:ada@kunde.example
{more}END:VEVENT
END:VCALENDAR
"""


def test_calendar_file_gives_what_is_ahead_and_takes_back_what_is_cancelled(
    filled: Store, tmp_path: Path
) -> None:
    def take(more: str = "") -> None:
        (tmp_path / "calendar.ics").write_text(
            ICS.format(first=f"{TOMORROW:%Y%m%dT%H%M%SZ}",
                       last=f"{TOMORROW + timedelta(hours=1):%Y%m%dT%H%M%SZ}", more=more)
        )  # fmt: skip
        said = SaidOfSource(our_domains=("otter.example",))
        take_in_files(filled, [tmp_path], source="files", said=said, now=NOW)

    take()
    (found,) = listed(filled)
    assert (found.place, found.conversation.minutes, found.organiser) == ("Hall 3", 60.0, 1)
    assert found.conversation.account_id == "A1"
    take("RRULE:FREQ=DAILY;COUNT=3\n")
    assert len(listed(filled)) == 3
    take()
    assert len(listed(filled)) == 1
    take("STATUS:CANCELLED\n")
    assert listed(filled) == []
