"""It praises without a fact: words that would fit anybody.

## Why it matters
Praise from a stranger who wants something is read as the beginning of a pitch. What fits everybody
is felt by nobody.

## Instead
Name the thing and what was good in it (*your talk on seal wear: the slide with the running hours
saved us a week*), or leave it out.

## Evidence
House style; Fogg and Nass (1997), *Silicon sycophants*, International Journal of Human-Computer
Studies 46, found that even insincere flattery pleases; readers of cold mail know the intention.
"""

import re
from collections.abc import Iterator

from wellspent.records.finding import DraftField, Severity
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.own_hits import own_hits
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import is_plain, unsure
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "flattery"

FACT_WITHIN = 60
"""A fact so many characters after the praise is what it is for."""

_FACT = re.compile(r"\d|(?<=\s)[A-ZÀ-Þ][\w-]{2,}|[\"“„«]")
_SOFT = re.compile(r"\b(?:I|We|CEO|CFO|CTO|LinkedIn|Linkedin|B2B|SaaS|Ihr\w*|Sie|Your)\b")


_FRAMES = (Frame(("moved", "yours")), Frame(("somebody", "you_are")))


def find(message: Message) -> Iterator[Found]:
    """Mark praise that no fact follows in its sentence, nor stands in it where frames meet."""
    phrases = [
        span
        for field in (DraftField.SUBJECT, DraftField.BODY)
        for span in own_hits(message, WORDS, "flattery", field)
        if not _names_a_fact(message, span)
    ]
    yield from (Found(span=span, is_unsure=not is_plain(message, WORDS, span)) for span in phrases)
    for found in mark_frames(message, WORDS, _FRAMES, unless=("of_a_thing",)):
        start, end, field = found.span
        if not any(start < each.end and each.start < end for each in phrases) and not (
            _names_a_fact(message, Span(start, start, field))
        ):
            yield unsure(found)


def _names_a_fact(message: Message, span: Span) -> bool:
    """Return whether the sentence goes on with a number, a name or somebody's words."""
    sentence = message.field(span.field).sentence_at(span.start)
    if sentence is None:
        return False
    rest = message.field(span.field).text[span.end : min(sentence.end, span.end + FACT_WITHIN)]
    if message.language == "de":
        return any(letter.isdigit() or letter in '"“„«' for letter in rest)
    return _FACT.search(_SOFT.sub("", rest)) is not None


RULE = Rule(
    code="MAN004",
    name="flattery",
    severity=Severity.WARNING,
    message="This praise would fit anybody.",
    advice="Name the thing that you mean and what was good in it, or leave the praise out.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad(
            "Hi Ada,\n\nI'm so impressed by your amazing company.",
            "so impressed by your amazing company",
        ),
        bad(
            "Hi Ada,\n\nas a visionary leader you surely think about pumps.",
            "as a visionary leader",
        ),
        bad("Hi Ada,\n\nI love what you're doing, and wanted to connect.", "love what you"),
        bad(
            "Guten Tag,\n\nich bin begeistert von Ihrem beeindruckenden Werdegang.",
            "begeistert von Ihrem beeindruckenden Werdegang",
        ),
        good("Hi Ada,\n\nyour talk on seal wear in Hanover saved us a week of tests."),
        good("Hi Ada,\n\nI was impressed by your work on the Leeds line: 40 % less water."),
        good("Hi Ada,\n\ncongratulations on the new depot in Leeds."),
        good("Hi Ada,\n\nthank you for your great help with the drawing."),
    ),
)
