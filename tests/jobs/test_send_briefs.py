"""Briefs go out before a meeting, once, and to our own side only."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.deliver.loopback import mail_server
from tests.store.made_records import import_records
from wellspent.deliver.mail import read_mail_server
from wellspent.errors import InputError
from wellspent.jobs.send_briefs import send_briefs
from wellspent.records.activity import ActivityKind
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, LinkedBy, Presence, Side, Speaker
from wellspent.records.meeting import Meeting
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.meetings_ahead import add_meetings_ahead
from wellspent.store.records import stream_records

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ADA = Contact(name="Ada Example", email="ada@example.com", title="Plant Manager", external_id="1")
"""A customer."""


def planned(at: datetime, contact_id: str) -> Meeting:
    rep = Speaker(name="Ömer Örnek", email="omer@ours.example", side=Side.OURS, rep="Ömer Örnek")
    away = Speaker(
        name="Ingrid", email="ingrid@ours.example", side=Side.OURS, presence=Presence.DECLINED
    )
    ada = Speaker(
        name=ADA.name,
        email=ADA.email,
        side=Side.CUSTOMER,
        contact_id=contact_id,
        linked_by=LinkedBy.ADDRESS,
    )
    talk = Conversation(
        kind=ActivityKind.MEETING,
        speakers=(rep, away, ada),
        external_id="uid-1@example.com",
        source="calendar",
        title="The side brush",
        started_at=at,
        minutes=30.0,
    )
    return Meeting(conversation=talk)


def with_meeting(store: Store, at: datetime) -> None:
    import_records(store, ADA)
    (contact,) = stream_records(store, RecordKind.CONTACT)
    assert isinstance(contact, Contact)
    add_meetings_ahead(store, [planned(at, contact.id)], source="calendar", now=NOW)


def test_the_brief_goes_to_our_side_once(sqlite_store: Store) -> None:
    with_meeting(sqlite_store, NOW + timedelta(hours=5))
    with mail_server() as mailbox:
        server = read_mail_server(mailbox.address)
        sent = send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW)
        again = send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW)
    assert [one.to for one in sent] == ["omer@ours.example"]
    assert again == []
    (message,) = mailbox.messages
    assert "The side brush" in str(message["subject"])
    assert "Ada Example" in message.get_content()
    assert message["auto-submitted"]


def test_a_meeting_that_was_moved_gets_its_brief_anew(sqlite_store: Store) -> None:
    with_meeting(sqlite_store, NOW + timedelta(hours=5))
    with mail_server() as mailbox:
        server = read_mail_server(mailbox.address)
        send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW)
        (contact,) = stream_records(sqlite_store, RecordKind.CONTACT)
        assert isinstance(contact, Contact)
        later = planned(NOW + timedelta(hours=8), contact.id)
        add_meetings_ahead(sqlite_store, [later], source="calendar", now=NOW)
        assert send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW)


def test_what_the_server_refused_is_told_and_tried_again(sqlite_store: Store) -> None:
    with_meeting(sqlite_store, NOW + timedelta(hours=5))
    with mail_server() as mailbox:
        server = read_mail_server(mailbox.address)
        mailbox.refuse = True
        (refused,) = send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW)
        assert "no such mailbox" in refused.error
        mailbox.refuse = False
        (sent,) = send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW)
    assert sent.error == ""


def test_a_meeting_of_next_week_waits(sqlite_store: Store) -> None:
    with_meeting(sqlite_store, NOW + timedelta(days=7))
    with mail_server() as mailbox:
        server = read_mail_server(mailbox.address)
        assert send_briefs(sqlite_store, server=server, sender="me@ours.example", now=NOW) == []


def test_without_a_sender_nothing_is_sent(sqlite_store: Store) -> None:
    with mail_server() as mailbox:
        server = read_mail_server(mailbox.address)
    with pytest.raises(InputError, match="sender"):
        send_briefs(sqlite_store, server=server, sender="", now=NOW)
