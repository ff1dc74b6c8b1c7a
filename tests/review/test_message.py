"""A message as the rules see it: its greeting, its opening, its sentences."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.phrases.phrase_groups import PhraseBook
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel
from wellspent.records.reader import Reader
from wellspent.review.message import SHARED_WORDS, Message
from wellspent.review.phrase_groups import words_file

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
BOOK = PhraseBook([words_file(stem) for stem in SHARED_WORDS])
READER = Reader(contact=Contact(name="Anna Weber"))


def _message(body: str, channel: DraftChannel | None = None) -> Message:
    return Message(Draft(body=body, channel=channel), book=BOOK, now=NOW, reader=READER)


GREETED = [
    ("Hi Anna,\n\nwe ship.", "Hi Anna,"),
    ("Hi Anna\n\nWe ship.", "Hi Anna"),
    ("Hi Anna I saw that it ships.", "Hi Anna"),
    ("Hi I'm Tom.", "Hi"),
    ("hi anna, just a word", "hi anna,"),
    ("Dear Mr. Smith,\nwe ship.", "Dear Mr. Smith,"),
    ("Dear Dr. J. P. Smith-Jones,\nwe ship.", "Dear Dr. J. P. Smith-Jones,"),
    ("Good morning Frau Weber\nich habe", "Good morning Frau Weber"),
    ("Guten Morgen Frau Dr. Weber, ich habe", "Guten Morgen Frau Dr. Weber,"),
    ("Sehr geehrte Frau von der Heide,\n\nwir", "Sehr geehrte Frau von der Heide,"),
    ("Sehr geehrte Damen und Herren,\n\nwir", "Sehr geehrte Damen und Herren,"),
    ("Madame, Monsieur,\n\nnous", "Madame, Monsieur,"),
    ("Estimado Sr. García:\n\nnos", "Estimado Sr. García:"),
    ("Dear Sir or Madam,\nwe ship.", "Dear Sir or Madam,"),
    ("Dear valued customer:\nwe ship.", "Dear valued customer:"),
    ("To whom it may concern\n\nWe ship.", "To whom it may concern"),
    ("Hi {{first_name}},\n\nwe ship.", "Hi {{first_name}},"),
    ("Hi ${contact.first},\n\nwe ship.", "Hi ${contact.first},"),
    ("Hi Tom and Anna,\n\nwe ship.", "Hi Tom and Anna,"),
    ("Dear Anna (and team),\n\nwe ship.", "Dear Anna (and team),"),
    ("Hi there just checking", "Hi there"),
    ("Anna,\n\nwe ship.", "Anna,"),
    ("Anna, we ship.", "Anna,"),
    ("Bob,\n\nwe ship.", "Bob,"),
]


@pytest.mark.parametrize(("body", "greeting"), GREETED)
def test_greeting_is_found(body: str, greeting: str) -> None:
    message = _message(body)
    assert message.greeting is not None
    assert message.quote(message.greeting) == greeting


@pytest.mark.parametrize(
    "body",
    [
        "The pump runs.",
        "Yesterday, we met.",
        "Thanks!\n\nThe pump runs.",
        "Hi-tech is here.",
        "Leeds\n\nis a town.",
        "Is Anna there?",
        "",
        "   \n",
    ],
)
def test_no_greeting_is_found_where_there_is_none(body: str) -> None:
    assert _message(body).greeting is None


@pytest.mark.parametrize(
    ("body", "opening"),
    [
        ("Hi Anna,\n\nwe ship. And more.", "we ship."),
        ("Hi Anna, we ship.", "we ship."),
        ("Anna - we ship.", "we ship."),
        ("We ship.", "We ship."),
    ],
)
def test_opening_is_the_first_sentence_after_the_greeting(body: str, opening: str) -> None:
    found = _message(body).opening
    assert found is not None
    assert found.text == opening


def test_greeting_of_a_script_stands_after_its_label() -> None:
    message = _message("[Opening]\nHi Anna, this is Tom.", DraftChannel.CALL_SCRIPT)
    assert message.greeting is not None
    assert message.quote(message.greeting) == "Hi Anna,"


@given(st.lists(st.sampled_from([each for each, _ in GREETED]) | st.text(max_size=20)).map("".join))
def test_greeting_lies_within_the_text_and_sentences_after_it(body: str) -> None:
    message = _message(body)
    end = 0
    if message.greeting is not None:
        end = message.greeting.end
        assert 0 <= message.greeting.start < end <= len(body)
    for sentence in message.sentences:
        assert sentence.start >= end
        assert message.body.text[sentence.start : sentence.end] == sentence.text
