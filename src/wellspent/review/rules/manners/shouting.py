"""It shouts: words in capitals, rows of exclamation marks, rows of emojis.

## Why it matters
Capitals and exclamation marks say that the writer doesn't trust the words to do it. Filters for
unwanted mail count them too.

## Instead
Let the figure or the question stand by itself, with a full stop.

## Evidence
House style; SpamAssassin's rules count capitals and exclamation marks in subjects
(SUBJ_ALL_CAPS, PLING_PLING).
"""

import re
from collections.abc import Iterator
from itertools import islice

from wellspent.records.draft import DraftChannel
from wellspent.records.finding import DraftField, Severity
from wellspent.review.message import Message
from wellspent.review.needs import WRITTEN
from wellspent.review.own_hits import own_hits
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "shouting"

_MARKS = re.compile(r"[!?]*(?:!{2,}|!\?|\?!)[!?]*|\?{3,}|!(?:[ \t]+!)+")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{3}")
_ROW = re.compile(
    r"(?<![\w/.-])(?:[A-ZÀ-ÖØ-Þ'’]{2,20}|I|A)(?:[ ,]{1,2}(?:[A-ZÀ-ÖØ-Þ'’]{2,20}|I|A)(?![\w/-])){2,}"
)
_EMOJI = re.compile(
    "[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2600-\u27bf]"
)
_NO_EMOJI = frozenset("✓✔✗✘☐☑☒★☆✉☎✂➔➜➤❖✦✱☞✆")

MOST_EMOJIS = 1
MOST_EMOJIS_AMONG_FRIENDS = 2
"""On channels where an emoji is part of the tone."""

MOST_SENTENCES_WITH_MARK = 2


def find(message: Message) -> Iterator[Found]:
    """Mark the first that shouts: capitals, rows of exclamation marks, emojis in numbers."""
    yield from islice(_shouts(message), 1)


def _shouts(message: Message) -> Iterator[Found]:
    for field in (DraftField.SUBJECT, DraftField.BODY):
        text = message.field(field).text
        if _CAPITALS.search(text):
            yield from _capitals(message, text, field)
        if "!" in text or "???" in text:
            yield from _exclamations(text, field)
        if not text.isascii():
            yield from _emojis(message, text, field)


def _capitals(message: Message, text: str, field: DraftField) -> Iterator[Found]:
    """Mark the first shouted words: the row in which they stand, or the one word."""
    for span in own_hits(message, WORDS, "everyday", field):
        if span.end - span.start > 2 and text[span.start : span.end].isupper():
            rows = (row.span() for row in _ROW.finditer(text))
            start, end = next((row for row in rows if row[0] <= span.start < row[1]), span[:2])
            yield Found(span=Span(start, end, field))
            return


def _exclamations(text: str, field: DraftField) -> Iterator[Found]:
    row = _MARKS.search(text)
    if row:
        yield Found(span=Span(*row.span(), field), message="A row of marks shouts.")
    elif text.count("!") > MOST_SENTENCES_WITH_MARK + len(text) // 400:
        last = text.rindex("!")
        yield Found(
            span=Span(last, last + 1, field),
            message="So many exclamation marks shout, even one at a time.",
        )


def _emojis(message: Message, text: str, field: DraftField) -> Iterator[Found]:
    emojis = [found for found in _EMOJI.finditer(text) if found[0] not in _NO_EMOJI]
    relaxed = message.draft.channel in (DraftChannel.LINKEDIN, DraftChannel.SMS)
    if len(emojis) > (MOST_EMOJIS_AMONG_FRIENDS if relaxed else MOST_EMOJIS):
        yield Found(
            span=Span(emojis[0].start(), emojis[-1].end(), field)
            if emojis[-1].end() - emojis[0].start() <= 2 * len(emojis)
            else Span(emojis[0].start(), emojis[0].end(), field),
            message="Several emojis shout over the words.",
        )


RULE = Rule(
    code="MAN009",
    name="shouting",
    severity=Severity.WARNING,
    message="Capitals shout.",
    advice="Let the words stand by themselves, with a full stop.",
    page=__doc__ or "",
    find=find,
    channels=WRITTEN,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad(
            "Hi Ada,\n\nthe seal is FREE with every pump!!!",
            "FREE",
            channel=DraftChannel.EMAIL,
        ),
        bad(
            "Hi Ada,\n\nDO NOT MISS THIS pump.",
            "DO NOT MISS THIS",
            channel=DraftChannel.EMAIL,
        ),
        bad(
            "Hi Ada,\n\nthe pump is here 🚀🚀🔥",
            "🚀🚀🔥",
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Hi Ada,\n\nthe BRC audit of your HACCP plan: EN ISO 22000 asks for it.",
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Hi Ada,\n\nthank you for the drawing! The MIM 40 fits. ✓ 90 °C ✓ 3 bar",
            channel=DraftChannel.EMAIL,
        ),
        good("Hi Ada,\n\nthank you! 🙂", channel=DraftChannel.LINKEDIN),
        good("READ THE PRICE ALOUD, then wait for her answer.", channel=DraftChannel.CALL_SCRIPT),
    ),
)
