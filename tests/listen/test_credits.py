from datetime import UTC, datetime

from wellspent.listen.ear import prepare_ear
from wellspent.listen.hear import hear
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.heard import CreditKind

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAM = Speaker(name="Sam Rep", side=Side.OURS)
ADA = Speaker(name="Ada Example", side=Side.CUSTOMER)
BEN = Speaker(name="Ben Example", side=Side.CUSTOMER)


def credits_of(*said: tuple[int, str]) -> list[CreditKind]:
    turns = tuple(Turn(speaker=speaker, text=text) for speaker, text in said)
    talk = Conversation(
        kind=ActivityKind.CALL, speakers=(SAM, ADA, BEN), turns=turns, language="en"
    )
    return [one.kind for one in hear(talk, ear=prepare_ear(), now=NOW).credits]


def test_refusal_with_thanks_is_no_sign_of_value():
    found = credits_of(
        (1, "What does the Otter cost?"),
        (0, "The Otter costs 900 euros a piece."),
        (1, "Thanks, that is too expensive for us. Please stop wasting my time."),
    )
    assert found == []


def test_thanks_of_somebody_else_answer_no_question():
    found = credits_of(
        (1, "What does the Otter cost?"),
        (0, "The Otter costs 900 euros a piece."),
        (2, "I never knew that it runs at 90 degrees."),
    )
    assert CreditKind.QUESTION_ANSWERED not in found


def test_introduction_is_one_credit():
    found = credits_of((1, "I will introduce you to our plant manager in Ghent."))
    assert found == [CreditKind.INTRODUCTION]
