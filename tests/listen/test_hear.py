"""Hear: questions, promises, power and the rest; and what holds of any conversation."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listen.talks import LATER, MONDAY, heard_in, talk_of
from wellspent.records.conversation import Side
from wellspent.records.heard import CommitmentStatus, Complaint, CreditKind

CASES = Path(__file__).parent.parent / "cases" / "listen" / "rest.toml"
TALKS = tomllib.loads(CASES.read_text("utf-8"))["talk"]
SIDES = {"us": Side.OURS, "them": Side.CUSTOMER}


def case(key: str) -> Any:
    talks = [talk for talk in TALKS if key in talk]
    return pytest.mark.parametrize("talk", talks, ids=[talk["name"] for talk in talks])


def heard(talk: dict[str, Any]) -> Any:
    return heard_in(talk_of([(SIDES[who], text) for who, text in talk["turns"]]))


@case("questions")
def test_questions_are_told_with_their_answer(talk: dict[str, Any]):
    found = [
        [one.quote.text, -1 if one.answered_in is None else one.answered_in]
        for one in heard(talk).questions
    ]
    assert found == talk["questions"]


@case("promises")
def test_promises_are_told_with_their_day(talk: dict[str, Any]):
    found = [
        [one.quote.text, one.due.isoformat() if one.due else ""] for one in heard(talk).commitments
    ]
    assert found == talk["promises"]


@case("kept")
def test_a_promise_is_kept_once_a_later_turn_shows_it(talk: dict[str, Any]):
    [promise] = heard(talk).commitments
    assert (promise.kept_in, promise.status) == (talk["kept"], CommitmentStatus.KEPT)


@case("power")
def test_power_is_told_with_whom_it_is_about(talk: dict[str, Any]):
    found = heard(talk)
    assert [[str(one.kind), one.about] for one in found.power] == talk["power"]


def test_a_promise_is_overdue_only_once_its_day_has_passed():
    talk = talk_of([(Side.OURS, "I'll send you the pump curves by Wednesday.")])
    [early] = heard_in(talk, now=MONDAY).commitments
    [late] = heard_in(talk, now=LATER).commitments
    assert (early.status, late.status) == (CommitmentStatus.OPEN, CommitmentStatus.OVERDUE)


def test_a_complaint_about_time_is_a_sign_of_my_time():
    talk = talk_of([(Side.CUSTOMER, "This could have been an email.")])
    assert [one.complaint for one in heard_in(talk).complaints] == [Complaint.MY_TIME]


def test_an_answer_that_they_acknowledge_is_a_credit():
    turns = [
        (Side.CUSTOMER, "Does the skid need a three-phase supply?"),
        (Side.OURS, "Yes, 400 volts, 16 amps."),
        (Side.CUSTOMER, "That helps."),
    ]
    [credit] = heard_in(talk_of(turns)).credits
    assert (credit.kind, credit.quote.text) == (CreditKind.QUESTION_ANSWERED, "That helps.")


def test_a_topic_tells_who_raised_it_first():
    turns = [
        (Side.OURS, "Our vibration sensors are new."),
        (Side.CUSTOMER, "We care about cavitation."),
        (Side.OURS, "Cavitation shows in the vibration sensors."),
    ]
    raised = {one.name: one.raised_by for one in heard_in(talk_of(turns)).topics}
    assert raised == {"vibration sensors": Side.OURS, "cavitation": Side.CUSTOMER}


def test_turns_in_a_language_that_is_not_read_are_noted():
    text = "Dzień dobry, dziękuję za ofertę, ale nie jest to dla nas teraz ważne i nie mamy czasu."
    found = heard_in(talk_of([(Side.CUSTOMER, text)]))
    assert found.reactions == ()
    assert found.notes == ("1 turns are in a language that isn't read",)


WORDS = [
    "wow", "that was amazing", "I never knew", "tell me more?", "thanks", "for", "not", ",", ".",
    "\n", "too expensive", "I'll send it", "by Friday", "31/12/2026", "“", "”", "> ", "ich",
    "nicht", "Danke", "é", "🙂", "the board decides", "could have been an email", "?",
    "how are you",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(list(SIDES.values())), st.lists(st.sampled_from(WORDS)))))
def test_quotes_are_exact_words_and_reactions_the_customers(turns: list[tuple[Side, list[str]]]):
    talk = talk_of([(side, " ".join(words)) for side, words in turns])
    found = heard_in(talk)
    for things in (found.reactions, found.questions, found.power, found.complaints, found.credits):
        for one in things:
            assert talk.side_of(one.quote.turn) is Side.CUSTOMER
    everything = (
        *found.reactions, *found.questions, *found.commitments, *found.topics, *found.power,
        *found.complaints, *found.credits,
    )  # fmt: skip
    for one in everything:
        text = talk.turns[one.quote.turn].text
        assert text[one.quote.start : one.quote.end] == one.quote.text != ""
    assert heard_in(talk) == found


@pytest.mark.parametrize(
    "text", ["wow " * 20_000, "(" * 80_000, "I'll send it. " * 6_000, "> " * 40_000]
)
def test_hostile_text_is_heard_in_one_go(text: str):
    assert heard_in(talk_of([(Side.CUSTOMER, text)])).conversation.turns[0].text == text
