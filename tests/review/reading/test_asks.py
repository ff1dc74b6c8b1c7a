"""What a message asks for: the kinds, the minutes, and what is mere courtesy."""

from datetime import UTC, datetime

import pytest

from wellspent.phrases.phrase_groups import PhraseBook
from wellspent.records.draft import Draft
from wellspent.review.message import SHARED_WORDS, Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.asks import AskKind, asks_of

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
BOOK = PhraseBook([words_file(stem) for stem in SHARED_WORDS])


def _asks(body: str) -> list[tuple[AskKind, float | None, bool]]:
    message = Message(Draft(body=body), book=BOOK, now=NOW)
    return [(ask.kind, ask.minutes, ask.is_courtesy) for ask in asks_of(message)]


TALK = AskKind.CONVERSATION


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("Could you spare 15 minutes next week for a call?", 15.0),
        ("Would you be open to a 20-minute chat on Thursday?", 20.0),
        ("Are you free for an hour on Tuesday?", 60.0),
        ("Can we meet for half an hour?", 30.0),
        ("Shall we talk on Tuesday?", None),
        ("Hätten Sie nächste Woche eine halbe Stunde für ein kurzes Telefonat?", 30.0),
        ("Auriez-vous quinze minutes mardi pour un échange ?", 15.0),
        ("¿Tendría usted veinte minutos el martes para una llamada?", 20.0),
    ],
)
def test_a_talk_is_asked_for_with_its_minutes(body: str, minutes: float | None) -> None:
    assert _asks(body) == [(TALK, minutes, False)]


def test_several_requests_in_one_sentence() -> None:
    kinds = [kind for kind, _, _ in _asks("Please fill in the form, and introduce me to your CFO.")]
    assert kinds == [AskKind.FORM, AskKind.INTRODUCTION]


def test_courtesy_is_no_request() -> None:
    assert _asks("The seal ships today. Let me know if you have any questions.") == [
        (AskKind.REPLY, None, True)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Thanks for the drawing. The seal is right. We ship on Monday.",
        "We had a call on Monday and went through the list.",
        "Plants that fill in the sheet every week see it at once.",
        "",
    ],
)
def test_what_asks_for_nothing(body: str) -> None:
    assert _asks(body) == []


def test_a_question_is_one() -> None:
    assert _asks("Is it right that your cold store runs at -20?") == [
        (AskKind.QUESTION, None, False)
    ]
