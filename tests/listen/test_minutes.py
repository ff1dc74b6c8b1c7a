from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.errors import SettingsError
from wellspent.listen.minutes import minutes_given
from wellspent.listen.rates import rates_from_toml, read_rates, reading_rate
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side, Speaker, Turn
from wellspent.records.heard import HowKnown, MinutesGiven

US, BEN, EVE, OUR_BOT = range(4)
SPEAKERS = (
    Speaker(name="Ada", side=Side.OURS),
    Speaker(name="Ben", side=Side.CUSTOMER),
    Speaker(name="Eve", side=Side.CUSTOMER),
    Speaker(name="Desk", side=Side.OURS),
)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _words(count: int) -> str:
    return " ".join(["word"] * count)


def _mails(*turns: Turn) -> Conversation:
    return Conversation(
        kind=ActivityKind.EMAIL, speakers=SPEAKERS, turns=turns, language="en", source="mail"
    )


def _meeting(*presence: Presence, source: str = "calendar", minutes: float = 30.0) -> Conversation:
    people = tuple(
        replace(SPEAKERS[BEN], name=f"Guest {number}", presence=one)
        for number, one in enumerate(presence)
    )
    return Conversation(
        kind=ActivityKind.MEETING,
        speakers=(SPEAKERS[US], *people),
        source=source,
        started_at=NOON,
        minutes=minutes,
    )


def _by_turn(given_minutes: tuple[MinutesGiven, ...]) -> list[tuple[int, int | None]]:
    return [(one.speaker, one.turn) for one in given_minutes]


def test_mail_that_nobody_answered_is_offered_and_not_given() -> None:
    assert minutes_given(_mails(Turn(speaker=US, text=_words(200), to=(BEN,)))) == ()


def test_answered_mail_was_read_and_the_answer_written() -> None:
    mails = _mails(
        Turn(speaker=US, text=_words(238), to=(BEN, EVE)),
        Turn(speaker=BEN, text=_words(60), to=(US,)),
    )
    read, wrote = minutes_given(mails)
    assert (read.speaker, read.turn, read.minutes, read.how) == (BEN, 0, 1.0, HowKnown.ESTIMATED)
    assert (read.least, read.most) == (238 / 300, 238 / 175)
    assert "Brysbaert 2019" in read.method
    assert (wrote.speaker, wrote.turn, wrote.minutes) == (BEN, 1, 2.0)
    assert "Karat" in wrote.method


def test_mail_before_a_later_one_that_was_answered_may_not_have_been_read() -> None:
    mails = _mails(
        Turn(speaker=US, text=_words(100), to=(BEN,)),
        Turn(speaker=US, text=_words(10), to=(BEN,)),
        Turn(speaker=BEN, text="Fine."),
    )
    first, second, _ = minutes_given(mails)
    assert (first.turn, first.least) == (0, 0.0)
    assert (second.turn, second.least > 0) == (1, True)


def test_answer_of_somebody_who_did_not_get_the_mail_is_no_sign() -> None:
    mails = _mails(Turn(speaker=US, text=_words(100), to=(BEN,)), Turn(speaker=EVE, text="Hello"))
    assert _by_turn(minutes_given(mails)) == [(EVE, 1)]


def test_programs_neither_read_nor_write() -> None:
    away = Turn(speaker=BEN, text=_words(50), automatic=True)
    receipt = Turn(speaker=OUR_BOT, text=_words(50), automatic=True)
    assert minutes_given(_mails(Turn(speaker=US, text=_words(100), to=(BEN,)), away)) == ()
    assert _by_turn(minutes_given(_mails(receipt, Turn(speaker=BEN, text="Hi")))) == [(BEN, 1)]


def test_languages_are_read_at_their_own_speed() -> None:
    mails = _mails(Turn(speaker=US, text=_words(179)), Turn(speaker=BEN, text="Gut."))
    german = minutes_given(replace(mails, language="de"))[0]
    assert german.minutes == 1.0
    assert "IReST" in german.method
    assert reading_rate("xx") == read_rates()["reading"]["other"]


def test_text_messages_are_written_on_a_telephone() -> None:
    sms = replace(_mails(Turn(speaker=BEN, text=_words(21))), kind=ActivityKind.SMS)
    assert minutes_given(sms)[0].minutes == 1.0


def test_meeting_counts_for_each_who_said_they_would_come_at_most() -> None:
    found = minutes_given(
        _meeting(Presence.ACCEPTED, Presence.DECLINED, Presence.NO_ANSWER, Presence.TENTATIVE)
    )
    (accepted,) = found
    assert (accepted.speaker, accepted.turn) == (1, None)
    assert (accepted.minutes, accepted.least, accepted.most) == (30.0, 0.0, 30.0)
    assert accepted.how is HowKnown.ESTIMATED


def test_meeting_to_come_took_nobodys_time() -> None:
    meeting = _meeting(Presence.ACCEPTED)
    assert minutes_given(meeting, now=datetime(2026, 3, 2, 11, tzinfo=UTC)) == ()
    assert len(minutes_given(meeting, now=datetime(2026, 3, 2, 13, tzinfo=UTC))) == 1


def test_talk_with_a_length_is_measured_for_each_who_was_there() -> None:
    talk = Conversation(
        kind=ActivityKind.CALL,
        speakers=SPEAKERS,
        turns=(Turn(speaker=US, text="Hi"), Turn(speaker=BEN, text="Hello")),
        source="webvtt",
        minutes=12.5,
    )
    (ben,) = minutes_given(talk)
    assert (ben.speaker, ben.minutes, ben.least, ben.most) == (BEN, 12.5, 12.5, 12.5)
    assert ben.how is HowKnown.MEASURED


def test_talk_without_a_length_is_estimated_by_its_words() -> None:
    talk = Conversation(
        kind=ActivityKind.MEETING,
        speakers=SPEAKERS,
        turns=(Turn(speaker=US, text=_words(300)), Turn(speaker=BEN, text=_words(20))),
        source="text",
    )
    (ben,) = minutes_given(talk)
    assert (ben.minutes, ben.how) == (2.0, HowKnown.ESTIMATED)
    assert "Tauroza & Allison" in ben.method


def test_talk_noted_by_hand_is_declared() -> None:
    (line,) = minutes_given(_meeting(Presence.UNKNOWN, source="by hand", minutes=15))
    assert (line.minutes, line.how) == (15, HowKnown.DECLARED)


def test_visit_at_a_stand_counts_as_noted() -> None:
    visit = replace(_meeting(Presence.CAME, source="table"), kind=ActivityKind.EVENT)
    assert minutes_given(visit)[0].how is HowKnown.MEASURED


@pytest.mark.parametrize("minutes", [0.0, -5.0, 60.0 * 25])
def test_length_that_cannot_be_is_no_debit(minutes: float) -> None:
    assert minutes_given(_meeting(Presence.CAME, source="webvtt", minutes=minutes)) == ()


def test_rates_that_make_no_sense_are_refused() -> None:
    with pytest.raises(SettingsError, match="can't be used"):
        rates_from_toml('[reading.en]\nusual=1\nslow=2\nfast=3\nsource="x"', "here")
    with pytest.raises(SettingsError, match="can't be used"):
        rates_from_toml('[reading.en]\nusual=2\nslow=1\nfast=3\nwrong="x"', "here")


def test_every_rate_has_a_source() -> None:
    assert all(
        one.source and one.slow <= one.usual <= one.fast
        for rates in read_rates().values()
        for one in rates.values()
    )


TURNS = st.lists(
    st.builds(
        Turn,
        speaker=st.integers(0, 3),
        text=st.integers(0, 300).map(_words),
        to=st.lists(st.integers(0, 3), max_size=2).map(tuple),
        automatic=st.booleans(),
    ),
    max_size=12,
)
KINDS = st.sampled_from(list(ActivityKind))


@given(TURNS, KINDS, st.none() | st.floats(0, 600))
@settings(max_examples=200, deadline=None)
def test_minutes_are_the_customers_and_within_their_range(
    turns: list[Turn], kind: ActivityKind, minutes: float | None
) -> None:
    talk = Conversation(
        kind=kind, speakers=SPEAKERS, turns=tuple(turns), language="en", minutes=minutes
    )
    found = minutes_given(talk)
    assert len(set(_by_turn(found))) == len(found)
    for one in found:
        assert talk.speakers[one.speaker].side is Side.CUSTOMER
        assert 0 <= one.least <= one.minutes <= one.most
        assert one.method
        if one.turn is not None:
            assert not talk.turns[one.turn].automatic


@given(TURNS)
@settings(max_examples=100, deadline=None)
def test_what_we_add_at_the_end_takes_no_minutes_until_they_react(turns: list[Turn]) -> None:
    mails = _mails(*turns)
    more = _mails(*turns, Turn(speaker=US, text=_words(500)))
    assert minutes_given(more) == minutes_given(mails)
