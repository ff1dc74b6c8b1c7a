"""A draft's text: every character keeps its place, sentences end where they end."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellspent.records.finding import DraftField
from wellspent.review.reading.text import Text

PIECES = st.sampled_from(
    [
        "Hi Ada,", "Dr. Weber", "e.g. this", "No. 5", "yes!", "\n", "\n\n", "\r\n", "> quoted",
        "On Monday Ada wrote:", "Best regards,", "Tom Beck", "P.S. and so on", "-- ", "- entry",
        "1. first", "...", "…", " ", "\t", "\u2028", "\x0b", "ß", "é", "😀", "<b>bold</b>", "<br>",
        "<p>", "</p>", "&amp;", "&nbsp;", "&euro;", "&#8364;", "&notit;", "&", "<", ">",
        "<script>x", "</script>", "<blockquote>", "</blockquote>", "<!-- c -->", "\u00a0", "word",
        "a<b", "&lt;",
    ]
)  # fmt: skip
MESSY = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)


@given(MESSY, st.booleans())
@example("a\r\nb\r\rc", False)
@example("<p>a&amp;b</p>", True)
def test_text_has_the_length_of_plain(given_text: str, is_html: bool) -> None:
    text = Text(given_text, DraftField.BODY, is_html=is_html)
    assert len(text.text) == len(text.plain)
    for own, plain in zip(text.text, text.plain, strict=True):
        assert own in (plain, " ")


@given(MESSY, st.booleans())
def test_spans_map_back_into_the_given_text(given_text: str, is_html: bool) -> None:
    text = Text(given_text, DraftField.BODY, is_html=is_html)
    last = 0
    for place in range(len(text.plain) + 1):
        start, end = text.given_span(place, place)
        assert last <= start == end <= len(given_text)
        last = start


@given(MESSY)
def test_plain_letters_map_back_to_themselves(given_text: str) -> None:
    text = Text(given_text, DraftField.BODY)
    for place, letter in enumerate(text.plain):
        start, end = text.given_span(place, place + 1)
        assert given_text[start:end].startswith(letter) or letter in " \n"


@given(MESSY, st.booleans())
def test_sentences_stand_where_they_say(given_text: str, is_html: bool) -> None:
    text = Text(given_text, DraftField.BODY, is_html=is_html)
    end = 0
    for sentence in text.sentences:
        assert text.text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        assert text.sentence_at(sentence.start) == sentence
        end = sentence.end


@pytest.mark.parametrize(
    ("html", "words", "given_words"),
    [
        ("<p>You&#8217;ll love it</p>", "You’ll love", "You&#8217;ll love"),
        ("<p>Tom &amp; Ada</p>", "Tom & Ada", "Tom &amp; Ada"),
        ("<p>just <b>checking</b> in</p>", "just checking in", "just <b>checking</b> in"),
        ("<p>a   wide\n gap</p>", "a wide gap", "a   wide\n gap"),
        ("<style>p {}</style><p>seen</p>", "seen", "seen"),
        ("<p>5 &euro;</p>", "5 €", "5 &euro;"),
    ],
)
def test_html_span_maps_back_exactly(html: str, words: str, given_words: str) -> None:
    text = Text(html, DraftField.BODY, is_html=True)
    at = text.plain.index(words)
    start, end = text.given_span(at, at + len(words))
    assert html[start:end] == given_words


def _sentences(body: str) -> list[str]:
    return [sentence.text for sentence in Text(body, DraftField.BODY).sentences]


SPLIT = {
    "titles": ("Ask Mr. Smith or Dr. Weber. They know.", 2),
    "no is an answer": ("The answer is no. We ship on Monday.", 2),
    "number": ("We ship No. 5 today. It fits.", 2),
    "abbreviations": ("It stops, e.g. at night, at 5 p.m. sharp. Then it runs.", 2),
    "initials": ("J. Smith called. He said yes.", 2),
    "so do I": ("You like it. So do I. We agree.", 3),
    "German date": ("Wir kommen am 3. Mai. Passt das?", 2),
    "price": ("It costs 3.50 EUR. See www.aster.example.", 2),
    "marks": ('Really?! Yes!!! "So be it." Fine', 4),
    "list": ("We bring:\n- a seal\n- a pump\n1. first\n2. second", 5),
    "line goes on": ("the pump that stands in\nyour cellar runs dry.", 1),
    "line broken by a program": (
        "Wir haben die alte Pumpe nun schon zum dritten Mal in der\nBrauerei gesehen.",
        1,
    ),
    "lines without points": ("Pumps\nSeals\nFilters", 3),
    "dots": ("Well... It runs. And then …", 3),
}


@pytest.mark.parametrize(("body", "count"), SPLIT.values(), ids=SPLIT)
def test_sentences_end_where_a_reader_would_say(body: str, count: int) -> None:
    assert len(_sentences(body)) == count


def test_quotes_and_signature_are_blank_and_a_postscript_is_not() -> None:
    body = (
        "Fine by me.\n\nBest regards,\nTom\n\nP.S. bring cake\n\nOn Monday Ada wrote:\n> act now!"
    )
    text = Text(body, DraftField.BODY)
    assert text.text.split() == ["Fine", "by", "me.", "P.S.", "bring", "cake"]
    assert text.signature == "Best regards,\nTom"


@pytest.mark.parametrize(
    "unit", [".", ". ", "?", "\n", "\n ", "best\n", "A. ", "> x\n", "--\n", "<p>", "&amp;", "<"]
)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    body = unit * (100_000 // len(unit)) + "x"
    for is_html in (False, True):
        text = Text(body, DraftField.BODY, is_html=is_html)
        assert len(text.text) == len(text.plain)
        assert len(text.sentences) <= len(body)
