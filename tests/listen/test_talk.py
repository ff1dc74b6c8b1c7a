from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.listen.spoken_words import count_questions, count_words
from wellspent.listen.talk import talk_measures
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn

US, THEM, SOMEBODY = 0, 1, 2
SPEAKERS = (
    Speaker(name="Ada", side=Side.OURS),
    Speaker(name="Ben", side=Side.CUSTOMER),
    Speaker(name="Kim", side=Side.UNKNOWN),
)
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _talk(*turns: Turn, kind: ActivityKind = ActivityKind.MEETING) -> Conversation:
    return Conversation(kind=kind, speakers=SPEAKERS, turns=turns)


def _said(speaker: int, words: int, start: float | None = None, end: float | None = None) -> Turn:
    return Turn(speaker=speaker, text=" ".join(["word"] * words), start=start, end=end)


def _wrote(speaker: int, hours: float, **more: bool) -> Turn:
    return Turn(speaker=speaker, text="Hi", at=MORNING + timedelta(hours=hours), **more)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("I don't know.", 3), ("E-mail: 3.5 kg!", 3), ("Äpfel für Zoë", 3), ("— … !", 0)],
)
def test_words_are_counted_as_a_person_would(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("How much? And when?", 2),
        ("Really?!? No.", 1),
        ("See https://example.com/?a=1&b=2", 0),
        ("¿Cuánto cuesta?", 1),
        ("He asked “why?” again.", 1),
    ],
)
def test_questions_are_sentences_that_ask(text: str, questions: int) -> None:
    assert count_questions(text) == questions


def test_shares_of_words_and_of_seconds() -> None:
    found = talk_measures(_talk(_said(US, 30, 0, 10), _said(THEM, 10, 10, 40)))
    assert (found.our_words, found.their_words) == (30, 10)
    assert (found.our_share_of_words, found.our_share_of_seconds) == (0.75, 0.25)


def test_pauses_within_a_turn_are_not_talk() -> None:
    pausing = Turn(speaker=US, text="word", start=0, end=100, seconds=10)
    found = talk_measures(_talk(pausing, _said(THEM, 1, 100, 110)))
    assert (found.our_share_of_seconds, found.our_longest_seconds) == (0.5, 10)


def test_nothing_is_told_that_is_not_known() -> None:
    assert talk_measures(_talk()).our_share_of_words is None
    assert talk_measures(_talk(_said(US, 5))).our_share_of_words is None
    without_times = talk_measures(_talk(_said(US, 5), _said(THEM, 5)))
    assert without_times.our_share_of_words == 0.5
    assert without_times.our_share_of_seconds is None
    assert without_times.our_longest_seconds is None
    assert without_times.our_interruptions is None
    strangers = talk_measures(_talk(_said(US, 5), _said(THEM, 5), _said(SOMEBODY, 5)))
    assert strangers.our_share_of_words is None


def test_few_words_of_a_stranger_do_not_spoil_the_share() -> None:
    found = talk_measures(_talk(_said(US, 50), _said(THEM, 50), _said(SOMEBODY, 2)))
    assert found.our_share_of_words == 0.5


def test_monologue_lasts_until_somebody_else_speaks() -> None:
    found = talk_measures(
        _talk(_said(US, 5, 0, 5), _said(US, 6, 5, 9), _said(THEM, 1, 9, 10), _said(US, 8, 10, 13))
    )
    assert (found.our_longest_words, found.their_longest_words) == (11, 1)
    assert found.our_longest_seconds == 9


def test_messages_are_no_monologue_together() -> None:
    chat = _talk(_said(US, 5), _said(US, 6), kind=ActivityKind.SMS)
    assert talk_measures(chat).our_longest_words == 6


@pytest.mark.parametrize(
    ("words", "start", "ours"),
    [(6, 5.0, 1), (2, 5.0, 0), (6, 9.8, 0), (6, 10.5, 0)],
    ids=["overlaps", "listens", "at the end", "after"],
)
def test_interruption_overlaps_and_goes_on(words: int, start: float, ours: int) -> None:
    found = talk_measures(_talk(_said(THEM, 30, 0, 10), _said(US, words, start, 20)))
    assert (found.our_interruptions, found.their_interruptions) == (ours, 0)


def test_waits_are_from_the_first_message_that_waits() -> None:
    mails = _talk(
        _wrote(THEM, 0), _wrote(THEM, 1), _wrote(US, 4), _wrote(THEM, 5), _wrote(US, 11),
        kind=ActivityKind.EMAIL,
    )  # fmt: skip
    found = talk_measures(mails)
    assert (found.our_response_hours, found.their_response_hours) == (5.0, 1.0)


def test_automatic_replies_are_no_answer_and_no_words() -> None:
    mails = _talk(
        _wrote(THEM, 0), _wrote(US, 0.1, automatic=True), _wrote(US, 3), kind=ActivityKind.EMAIL
    )
    found = talk_measures(mails)
    assert (found.our_response_hours, found.our_words) == (3.0, 1)


def test_talk_has_no_response_time() -> None:
    assert talk_measures(_talk(_wrote(US, 0), _wrote(THEM, 1))).their_response_hours is None


TURNS = st.lists(
    st.tuples(st.sampled_from([US, THEM]), st.integers(1, 60), st.floats(0.1, 90)), max_size=20
)


def _timed(drawn: list[tuple[int, int, float]]) -> Conversation:
    turns: list[Turn] = []
    clock = 0.0
    for speaker, words, lasts in drawn:
        turns.append(_said(speaker, words, clock, clock + lasts))
        clock += lasts
    return _talk(*turns)


@given(TURNS)
@settings(max_examples=100, deadline=None)
def test_the_other_side_has_the_rest(drawn: list[tuple[int, int, float]]) -> None:
    talk = _timed(drawn)
    sides = {US: Side.CUSTOMER, THEM: Side.OURS}
    mirrored = Conversation(
        kind=talk.kind,
        speakers=tuple(Speaker(name=one.name, side=sides.get(place, one.side))
                       for place, one in enumerate(SPEAKERS)),
        turns=talk.turns,
    )  # fmt: skip
    here, there = talk_measures(talk), talk_measures(mirrored)
    assert (here.our_words, here.their_words) == (there.their_words, there.our_words)
    assert (here.our_share_of_words is None) == (there.our_share_of_words is None)
    if here.our_share_of_words is not None and there.our_share_of_words is not None:
        assert here.our_share_of_words + there.our_share_of_words == pytest.approx(1)
    if here.our_share_of_seconds is not None and there.our_share_of_seconds is not None:
        assert here.our_share_of_seconds + there.our_share_of_seconds == pytest.approx(1)
    assert here.our_longest_words <= here.our_words
    assert not here.our_interruptions
    assert not here.their_interruptions
