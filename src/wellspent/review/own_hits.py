"""Own hits: where a rule's phrases stand in words that are the writer's own.

What stands between quotation marks is somebody else's: a customer's joke, a slogan, a title.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from wellspent.phrases.quotations import quotations
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import DraftField
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found

SHORTEST_SPEECH: Final = 60
"""In a script, so long a quotation is what the caller is to say."""

_SPOKEN = frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.VOICEMAIL})

_YOURS = re.compile(r"\b(?:your|yours|Ihr(?:e[nmrs]?)?|dein\w*|votre|vos|sus?|tus?)\b")
_OURS = re.compile(
    r"\b(?:I|we|our|us|it|this|with|ich|wir|uns(?:er\w*)?|es|mit|nous|notre|nos|avec|nosotros"
    r"|nuestr\w+|con|is|are|ist|est|es|a|an|the|und|and)\b",
    re.IGNORECASE,
)

_THREAD = re.compile(r"[ \t]*(?:re|aw|fwd?|wg|tr|rv|antw)\b[^:]{0,8}:", re.IGNORECASE)


def own_hits(
    message: Message, words: str, group: str, field: DraftField = DraftField.BODY
) -> list[Span]:
    """Return where phrases of a group stand in a field, those in quotation marks left out."""
    hits = message.hits(words, group, field)
    if not hits:
        return hits
    quoted = message.once(_quoted_in_body if field is DraftField.BODY else _quoted_in_subject)
    return [hit for hit in hits if not _lies_in(hit, quoted)] if quoted else hits


def goes_on(message: Message) -> bool:
    """Return whether the subject is that of a thread, which somebody else may have begun."""
    return _THREAD.match(message.subject.text) is not None


def mark(message: Message, words: str, group: str) -> Iterator[Found]:
    """Mark each place of subject and body where phrases of a group stand."""
    for field in (DraftField.SUBJECT, DraftField.BODY):
        if field is DraftField.SUBJECT and goes_on(message):
            continue
        for span in own_hits(message, words, group, field):
            yield Found(span=span)


def is_theirs(message: Message, span: Span) -> bool:
    """Return whether a phrase is about what is the reader's: *your*, and no *we*, stands before."""
    sentence = message.field(span.field).sentence_at(span.start)
    if sentence is None:
        return False
    before = message.field(span.field).text[sentence.start : span.start]
    return _YOURS.search(before) is not None and _OURS.search(before) is None


def _quoted_in_body(message: Message) -> list[tuple[int, int]]:
    quoted = quotations(message.body.text)
    if message.draft.channel in _SPOKEN:
        return [(start, end) for start, end in quoted if end - start < SHORTEST_SPEECH]
    return quoted


def _quoted_in_subject(message: Message) -> list[tuple[int, int]]:
    return quotations(message.subject.text)


def _lies_in(hit: Span, quoted: list[tuple[int, int]]) -> bool:
    """Return whether a hit stands between marks; the quotations are apart, from left to right."""
    before = bisect_left(quoted, (hit.start,)) - 1
    return before >= 0 and hit.end < quoted[before][1]
