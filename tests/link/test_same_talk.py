from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wellspent.link.same_talk import find_meeting, is_same_talk, with_meeting
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Speaker, Turn

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MEETING = Conversation(
    kind=ActivityKind.MEETING,
    speakers=(
        Speaker(name="Ada Lovelace", email="ada@example.com", presence=Presence.ACCEPTED),
        Speaker(email="ben.kunde@customer.example", presence=Presence.NO_ANSWER),
        Speaker(name="Eve", email="eve@customer.example", presence=Presence.ACCEPTED),
    ),
    source="calendar",
    title="Pump review",
    external_id="m1",
    started_at=NINE,
    minutes=30,
)
TALK = Conversation(
    kind=ActivityKind.CALL,
    speakers=(
        Speaker(name="Ada Lovelace", presence=Presence.CAME),
        Speaker(name="Ben Kunde", presence=Presence.CAME),
    ),
    turns=(Turn(speaker=0, text="Hi"),),
    source="webvtt",
    title="recording",
    external_id="t1",
    started_at=NINE + timedelta(minutes=4),
    minutes=22,
)


def test_talk_at_the_time_with_somebody_of_it_is_the_meeting() -> None:
    assert find_meeting(TALK, [MEETING]) is MEETING


@pytest.mark.parametrize("minutes", [-30, 60, 24 * 60])
def test_talk_at_another_time_is_not(minutes: int) -> None:
    other = replace(TALK, started_at=NINE + timedelta(minutes=minutes))
    assert not is_same_talk(MEETING, other)


def test_talk_of_which_only_the_day_is_known_may_be() -> None:
    assert is_same_talk(MEETING, replace(TALK, started_at=datetime(2026, 3, 2, tzinfo=UTC)))
    assert not is_same_talk(MEETING, replace(TALK, started_at=datetime(2026, 3, 3, tzinfo=UTC)))


def test_strangers_at_the_same_time_are_another_talk_unless_it_has_its_title() -> None:
    strangers = replace(TALK, speakers=(Speaker(name="Kim"), Speaker(name="Lee")))
    assert not is_same_talk(MEETING, strangers)
    assert is_same_talk(MEETING, replace(strangers, title="pump review"))


def test_who_declined_does_not_make_it_the_same() -> None:
    guests = (replace(MEETING.speakers[0], presence=Presence.DECLINED),)
    assert not is_same_talk(replace(MEETING, speakers=guests), TALK)


def test_talk_without_a_time_or_with_two_possible_meetings_is_left_alone() -> None:
    assert find_meeting(replace(TALK, started_at=None), [MEETING]) is None
    assert find_meeting(TALK, [MEETING, replace(MEETING, external_id="m2")]) is None


def test_mail_is_no_meeting() -> None:
    assert not is_same_talk(MEETING, replace(TALK, kind=ActivityKind.EMAIL))


def test_meeting_lends_its_addresses_and_who_was_silent() -> None:
    joined = with_meeting(TALK, MEETING)
    assert [(one.name, one.email, one.presence) for one in joined.speakers] == [
        ("Ada Lovelace", "ada@example.com", Presence.CAME),
        ("Ben Kunde", "ben.kunde@customer.example", Presence.CAME),
        ("Eve", "eve@customer.example", Presence.ACCEPTED),
    ]
    assert (joined.title, joined.minutes, joined.external_id) == ("Pump review", 22, "t1")
    assert joined.turns == TALK.turns


def test_talk_of_which_only_the_day_is_known_gets_the_time_of_its_meeting() -> None:
    of_the_day = replace(TALK, started_at=datetime(2026, 3, 2, tzinfo=UTC))
    assert with_meeting(of_the_day, MEETING).started_at == NINE
    assert with_meeting(TALK, MEETING).started_at == TALK.started_at
