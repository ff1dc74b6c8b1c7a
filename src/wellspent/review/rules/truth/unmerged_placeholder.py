"""A placeholder of the template was never filled in.

## Why it matters
*Hi {{first_name}}* says in two words that nobody wrote this mail and nobody read it.

## Instead
Fill it in, or write the sentence so that it needs no name.

## Evidence
House style; nobody means to send one.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftChannel
from wellspent.records.finding import DraftField, Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule, bad, good

_CERTAIN = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}%\n]{1,60}%\}|\{[A-Za-z][\w .-]{1,40}\}|<<[^<>\n]{1,60}>>"
    r"|\*\|[A-Z0-9_:]{2,40}\|\*|%[A-Z][A-Z_]{2,30}%|\$\{[^{}\n]{1,40}\}|\[\[[^\[\]\n]{1,40}\]\]"
    r"|\bX{3,8}\b|<(?:insert|add|enter|your|first|last|company)\b[^<>\n]{0,40}>|_{4,40}(?=\w|\s\w)"
    r"|\[(?:INSERT|FIRST|LAST|COMPANY|NAME|DATE|YOUR)[ _A-Z]{0,30}\]"
)
_BRACKETS = re.compile(r"[\[<(]\s?([^\[\]<>()\n]{2,40}?)\s?[\]>)]")


def find(message: Message) -> Iterator[Found]:
    """Yield what was to be filled in."""
    for field in DraftField:
        text = message.field(field).text
        if not any(mark in text for mark in "{<[%*$X_"):
            continue
        taken: list[tuple[int, int]] = []
        for match in _CERTAIN.finditer(text):
            taken.append(match.span())
            yield Found(span=Span(match.start(), match.end(), field))
        yield from _in_brackets(message, field, taken)


def _in_brackets(
    message: Message, field: DraftField, taken: list[tuple[int, int]]
) -> Iterator[Found]:
    """Yield brackets with nothing but the name of what belongs there: *[Company]*."""
    named = {(hit.start, hit.end) for hit in message.hits("placeholder", "blank", field)}
    for match in _BRACKETS.finditer(message.field(field).text):
        overlaps = any(start < match.end() and match.start() < end for start, end in taken)
        if match[0][0] == "(" or overlaps:
            continue
        if any(start == match.start(1) and end == match.end(1) for start, end in named):
            yield Found(span=Span(match.start(), match.end(), field))


RULE = Rule(
    code="TRU015",
    name="unmerged-placeholder",
    severity=Severity.ERROR,
    message="This placeholder was never filled in.",
    advice="Fill it in, or write the sentence without it.",
    page=__doc__ or "",
    find=find,
    words=words_file("placeholder"),
    certainty=0.97,
    examples=(
        bad("Hi {{first_name}},\n\na question on seals.", "{{first_name}}"),
        bad("Hi Ada,\n\nhow does [Company] clean its lines?", "[Company]"),
        bad("Guten Tag Frau XXX,\n\neine Frage zu Dichtungen.", "XXX"),
        good("Hi Ada,\n\nthe drawing [1] shows the seal (see page 3)."),
        good("[wait for the answer]\nHow do you clean today?", channel=DraftChannel.CALL_SCRIPT),
        good("Hi Ada,\n\nsize XXL fits, and the set {2, 3} is fine."),
    ),
)
