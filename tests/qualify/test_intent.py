"""What enquiries ask for, by the project's own examples (`tests/cases/intent/`) and by hand."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.qualify.intent import READ_CHARACTERS, intent_of
from wellspent.qualify.phrase_book import shipped_phrase_book
from wellspent.qualify.phrase_files import SAYABLE, shipped_phrase_files
from wellspent.qualify.word_evidence import parse_word_evidence
from wellspent.records.authenticity import EnquiryKind

CASES = Path(__file__).parent.parent / "cases" / "intent"
LANGUAGES = ("en", "de", "fr", "es")
PARTS = ("develop", "held_out", "second_held_out")
HELPED = {EnquiryKind.GENUINE, EnquiryKind.SUPPORT, EnquiryKind.UNSURE}


def examples(language: str) -> list[tuple[EnquiryKind, str]]:
    table = tomllib.loads((CASES / f"{language}.toml").read_text(encoding="utf-8"))
    return [
        (EnquiryKind(kind), message)
        for part in PARTS
        for kind, messages in table[part].items()
        for message in messages
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_genuine_enquiry_is_never_suspected(language: str) -> None:
    suspected = [
        message
        for kind, message in examples(language)
        if kind is EnquiryKind.GENUINE and intent_of(message).kind not in HELPED
    ]
    assert suspected == []


@pytest.mark.parametrize(
    "message",
    [
        "We can get you on page 1",
        "Wir bringen Ihre Webseite auf Seite 1",
        "Nous pouvons mettre votre site en première page",
        "Podemos poner su web en la primera página",
    ],
)
def test_promise_of_a_first_page_is_a_pitch(message: str) -> None:
    assert intent_of(message).kind is EnquiryKind.VENDOR


@pytest.mark.parametrize(
    "message",
    [
        "Can you get us a quote for the pump on page 1 of your catalogue?",
        "I saw your pump on the first page of the catalogue, please quote 3",
        "Vous trouverez notre besoin en première page du cahier des charges",
    ],
)
def test_page_of_a_catalogue_is_no_pitch(message: str) -> None:
    assert intent_of(message).kind is EnquiryKind.GENUINE


@pytest.mark.parametrize("language", LANGUAGES)
def test_kind_is_right_or_unsure(language: str) -> None:
    wrong = [
        (kind, intent_of(message).kind, message)
        for kind, message in examples(language)
        if intent_of(message).kind not in HELPED | {kind}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_enquiries_that_are_not_genuine_are_found(language: str) -> None:
    others = [(kind, message) for kind, message in examples(language) if kind not in HELPED]
    found = [message for kind, message in others if intent_of(message).kind is kind]
    assert len(found) >= 0.8 * len(others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_read_in_their_language_or_none_is_said(language: str) -> None:
    long = [message for _, message in examples(language) if len(message) > 80]
    assert {intent_of(message).language for message in long} <= {language, ""}


NO_WORDS = parse_word_evidence("word\tgenuine interest\n(start)\t0")
"""Phrases alone speak."""


@pytest.mark.parametrize(
    "message",
    [
        "We are not looking for SEO, web design or link building.",
        "Please don't send me your brochure but call me.",
        "Our students buy your machines for the workshop.",
        "Wir suchen keine SEO Agentur, sondern eine Pumpe.",
        "Nous ne voulons pas de brochure mais un prix pour 3 pompes.",
        "No busco trabajo, necesito dos bombas.",
        "Agencies keep sending us offers for SEO services and backlinks.",
    ],
)
def test_negated_or_reported_words_accuse_nobody(message: str) -> None:
    assert intent_of(message).kind in HELPED


def test_other_language_is_unsure() -> None:
    intent = intent_of("Buongiorno, vorremmo un preventivo per venti pompe, è possibile? Grazie")
    assert (intent.kind, intent.language, intent.quotes) == (EnquiryKind.UNSURE, "other", ())


@pytest.mark.parametrize(
    "message",
    [
        "",
        "?",
        "Хотели бы узнать цену насоса",
        "我们需要二十台泵的报价",
        "ポンプの見積もりをお願いします",
    ],
)
def test_silent_or_foreign_message_is_unsure(message: str) -> None:
    assert intent_of(message).kind is EnquiryKind.UNSURE


def test_title_speaks_where_the_message_is_short() -> None:
    message = "Could you help me with some information?"
    assert intent_of(message, title="PhD student").kind is EnquiryKind.STUDENT
    assert intent_of(message, title="Head of production").kind in HELPED


def test_university_that_asks_for_a_quotation_is_genuine() -> None:
    message = "Please send a quotation for a freeze dryer by 14 May."
    assert intent_of(message, company="University of Eastmere").kind is EnquiryKind.GENUINE


def test_dumped_links_are_spam_in_any_language() -> None:
    links = " ".join(f"http://example.com/{number}" for number in range(5))
    assert intent_of(f"Смотрите {links}").kind is EnquiryKind.SPAM
    assert intent_of("[url=http://example.com]cheap[/url]").kind is EnquiryKind.SPAM


def test_two_links_to_drawings_are_no_spam() -> None:
    message = "Please quote for 3 pumps: https://example.com/a.pdf https://example.com/b.pdf"
    assert intent_of(message).kind is EnquiryKind.GENUINE


def test_equal_evidence_for_two_kinds_is_unsure() -> None:
    message = "My CV is attached. My thesis is about pumps."
    assert intent_of(message, words=NO_WORDS).kind is EnquiryKind.UNSURE


@given(st.text(max_size=300))
def test_shares_add_up_and_quotes_stand_in_the_message(message: str) -> None:
    intent = intent_of(message)
    assert sum(intent.shares.values()) == pytest.approx(1)
    assert all(quote in message for quote in intent.quotes)


@given(
    st.lists(
        st.sampled_from(
            ["we need", "20 pcs", "don't", "brochure", "SEO services", "my thesis", "my cv", "."]
        ),
        max_size=40,
    )
)
def test_quotes_are_spans_whatever_is_combined(words: list[str]) -> None:
    message = "  ".join(words)
    intent = intent_of(message)
    assert all(quote in message for quote in intent.quotes)
    assert intent.shares[EnquiryKind.UNSURE] >= 0


@pytest.mark.parametrize(
    "piece",
    [
        "send me ",
        "we ",
        "how much ",
        "a" * 70 + " ",
        "\n",
        "((((",
        "http://",
        "[url=",
        "<a ",
        "aб",
        "don't ",
        "please * send ",
        "я ",
        ". ",
        "students jobs seo ",
    ],
)
def test_hostile_megabyte_is_read_in_bounded_steps(piece: str) -> None:
    message = piece * (1_000_000 // len(piece))
    assert intent_of(message).shares == intent_of(message[:READ_CHARACTERS]).shares


def test_every_language_has_sixty_phrases_over_all_kinds() -> None:
    for file in shipped_phrase_files():
        assert sum(len(group.phrases) for group in file.groups) >= 60
        assert {group.kind for group in file.groups} == set(SAYABLE)


def test_shipped_book_is_read_once() -> None:
    assert shipped_phrase_book() is shipped_phrase_book()
