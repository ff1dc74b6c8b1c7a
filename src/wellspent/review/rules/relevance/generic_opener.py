"""It opens with a line that could go to anybody.

## Why it matters
The first line decides whether the second is read, and mail programs show it beside the subject.
*I hope this email finds you well* tells the reader that the next thousand got the same.

## Instead
Begin with the reason why you write to this person now: what they asked, what changed at their site,
what they took from you. If there is none, don't write yet.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.dealings.acquaintance import COLD
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import is_plain
from wellspent.review.reading.about_reader import about_reader
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule, bad, good

OPENING_SENTENCES = 2


def find(message: Message) -> Iterator[Found]:
    """Mark the first stock phrase of the opening sentences."""
    span, is_sight = _stock(message)
    if span is not None:
        yield Found(
            span=span,
            message=_NOTHING_SEEN if is_sight else "",
            is_unsure=not _says_no_more(message, span),
        )


def _stock(message: Message) -> tuple[Span | None, bool]:
    """Return the first stock phrase, and whether it claims to have looked at them."""
    end = _end_of_opening(message)
    groups = ("pleasantry", "busy") if message.draft.type in COLD else ("pleasantry",)
    for group in (*groups, "came_across", "idle"):
        for span in message.hits("generic_opener", group):
            names = group in ("came_across", "idle") and _names_what_was_seen(message, span)
            if span.start < end and not names:
                return span, group == "came_across"
    return None, False


def _says_no_more(message: Message, span: Span) -> bool:
    """Return whether it is said outright to a stranger, and nothing particular follows in it."""
    if message.draft.type not in COLD or not is_plain(message, "generic_opener", span):
        return False
    sentence = message.body.sentence_at(span.start)
    rest = message.body.text[span.end : sentence.end] if sentence else ""
    return not _PARTICULAR.search(rest[:LONGEST_REST]) and not _names_what_was_seen(message, span)


_PARTICULAR = re.compile(
    r"[\d:?]|\b(?:after|since|despite|again|because|for|with|pour|für|nach|seit|tras|después)\b",
    re.IGNORECASE,
)
"""What goes on so may well be about this reader: *well after the flood*."""

LONGEST_REST = 120

_NOTHING_SEEN = "It says that you looked at them, and names nothing that you saw."


def _end_of_opening(message: Message) -> int:
    opening = message.sentences[:OPENING_SENTENCES]
    return opening[-1].end if opening else 0


def _names_what_was_seen(message: Message, span: Span) -> bool:
    """Return whether the sentence goes on with something of this reader."""
    sentence = message.body.sentence_at(span.start)
    end = sentence.end if sentence else span.end
    return any(span.end <= each.span.start < end for each in message.once(about_reader))


RULE = Rule(
    code="REL001",
    name="generic-opener",
    severity=Severity.WARNING,
    message="This opening could go to anybody.",
    advice="Open with why you write to this person now.",
    page=__doc__ or "",
    find=find,
    words=words_file("generic_opener"),
    examples=(
        bad(
            "Hi Ada,\n\nI hope this email finds you well. We should talk.",
            "I hope this email finds you",
        ),
        bad(
            "Dear Ms Okafor,\n\nI was looking at your LinkedIn profile and thought of you.",
            "I was looking at your LinkedIn profile",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Sehr geehrte Frau Weber,\n\nich hoffe, es geht Ihnen gut. Wir bauen Pumpen.",
            "ich hoffe, es geht Ihnen gut",
        ),
        good("Hi Ada,\n\nyour question about the seal: it holds up to 95 °C."),
        good("Hi Ada,\n\nI came across your article on cold chains, and one figure stuck with me."),
        good("Hi Ada,\n\nhope your knee is mending. The drawing is attached."),
        good("Hi Ada,\n\nI saw on your website that your Leeds depot moves in May."),
    ),
)
