"""Messages in tables: LinkedIn, short messages, transcripts, by mapping."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.clean.chat import conversations_of_rows
from wellspent.clean.chat_columns import ChatMapping, is_chat, propose_chat_mapping
from wellspent.errors import MappingError
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side
from wellspent.records.raw import RawBatch

LINKEDIN = ("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "DATE",
            "SUBJECT", "CONTENT", "FOLDER", "IS MESSAGE DRAFT")  # fmt: skip
SMS = ("Date", "Direction", "Number", "Contact Name", "Message")


def _read(name: str, header: tuple[str, ...], *rows: tuple[str, ...]) -> list[Conversation]:
    mapping = propose_chat_mapping(header, rows)
    return conversations_of_rows([RawBatch(name, header, 2, rows)], mapping, name=name)


def _said(conversation: Conversation) -> list[tuple[str, str]]:
    return [(conversation.speakers[one.speaker].label, one.text) for one in conversation.turns]


def test_linkedin_export_gives_a_conversation_a_thread_without_drafts() -> None:
    ada, ben = ("Ada Lovelace", "https://l.example/ada"), ("Ben Kunde", "https://l.example/ben")
    first, second = _read(
        "messages.csv",
        LINKEDIN,
        ("1", "", *ada, ben[0], "2026-03-01 10:00:00 UTC", "", "<p>Hi&nbsp;Ben</p>", "SENT", "No"),
        ("2", "", *ada, "Eve", "2026-03-01 10:01:00 UTC", "", "Hello Eve", "SENT", "No"),
        ("1", "", *ben, ada[0], "2026-03-01 12:00:00 UTC", "", "Tell me more", "INBOX", "No"),
        ("1", "", *ada, ben[0], "2026-03-01 13:00:00 UTC", "", "Not yet", "SENT", "Yes"),
    )
    assert _said(first) == [("Ada Lovelace", "Hi Ben"), ("Ben Kunde", "Tell me more")]
    assert (first.kind, first.external_id) == (ActivityKind.SOCIAL_MESSAGE, "1")
    assert first.turns[0].to == (1,)
    assert _said(second) == [("Ada Lovelace", "Hello Eve")]


def test_short_messages_tell_the_sides_by_their_direction() -> None:
    (talk,) = _read(
        "sms.csv",
        SMS,
        ("2026-03-01 10:05", "Received", "+49 30 901820", "Ben", "hi"),
        ("2026-03-01 10:00", "Sent", "+49 30 901820", "Ben", "hello"),
    )
    assert talk.kind is ActivityKind.SMS
    assert _said(talk) == [("us", "hello"), ("Ben", "hi")]
    assert [one.side for one in talk.speakers] == [Side.OURS, Side.CUSTOMER]
    assert talk.speakers[1].phone == "+4930901820"
    assert talk.started_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_without_a_thread_people_who_write_to_each_other_are_together() -> None:
    header = ("From", "To", "Date", "Text")
    talks = _read(
        "chat.csv",
        header,
        ("Ada", "Ben", "2026-03-01", "one"),
        ("Ben", "Ada", "2026-03-02", "two"),
        ("Ada", "Eve", "2026-03-03", "three"),
    )
    assert [[text for _, text in _said(talk)] for talk in talks] == [["one", "two"], ["three"]]


def test_table_of_talk_has_seconds() -> None:
    (talk,) = _read(
        "transcript.csv",
        ("Start", "End", "Speaker", "Text"),
        ("00:00:01", "00:00:03", "Ada", "Hi"),
        ("3.5", "5", "Ben", "Hello"),
    )
    assert talk.kind is ActivityKind.MEETING
    assert [(one.start, one.end) for one in talk.turns] == [(1.0, 3.0), (3.5, 5.0)]


def test_days_before_months_where_the_file_shows_it() -> None:
    header = ("Sender", "Timestamp", "Message")
    (talk,) = _read(
        "chat.csv", header, ("Ada", "03.04.2026 10:00", "a"), ("Ben", "25.04.2026", "b")
    )
    assert talk.started_at == datetime(2026, 4, 3, 10, tzinfo=UTC)


def test_corrected_mapping_is_used() -> None:
    mapping = ChatMapping(columns={"text": "X", "speaker": "Y"}, time_zone="Europe/Berlin")
    (talk,) = conversations_of_rows([RawBatch("a", ("X", "Y"), 2, [("hi", "Ada")])], mapping)
    assert _said(talk) == [("Ada", "hi")]


def test_column_that_is_not_there_is_an_error() -> None:
    mapping = ChatMapping(columns={"text": "X", "speaker": "Z"})
    with pytest.raises(MappingError, match="'Z'"):
        conversations_of_rows([RawBatch("a", ("X", "Y"), 2, [("hi", "Ada")])], mapping)


def test_table_of_something_else_is_no_chat() -> None:
    assert not is_chat(("Company", "Amount", "Stage"))
    with pytest.raises(MappingError, match="who wrote them"):
        propose_chat_mapping(("Message", "Amount"))


@given(st.lists(st.tuples(*[st.text(max_size=12)] * len(SMS)), max_size=8))
@settings(max_examples=100, deadline=None)
def test_any_cells_are_read(rows: list[tuple[str, ...]]) -> None:
    talks = _read("sms.csv", SMS, *rows)
    assert sum(len(talk.turns) for talk in talks) == sum(bool(row[4].strip()) for row in rows)
    for talk in talks:
        assert all(one.speaker < len(talk.speakers) for one in talk.turns)
