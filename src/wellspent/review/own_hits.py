"""Own hits: where a rule's phrases stand in words that are the writer's own.

What stands between quotation marks is somebody else's: a customer's joke, a slogan, a title.
"""

import re
from collections.abc import Iterator

from wellspent.records.finding import DraftField
from wellspent.review.message import Message
from wellspent.review.rule import Found
from wellspent.review.text import Span

_BETWEEN_MARKS = re.compile(
    r"“[^“”\n]{1,300}”|„[^„“”\n]{1,300}[“”]|«[^«»\n]{1,300}»"
    r"|(?<![\w\"])\"[^\"\n]{1,300}\"|(?<![\w‘])‘[^‘’\n]{1,120}’(?!\w)"
)


def own_hits(
    message: Message, words: str, group: str, field: DraftField = DraftField.BODY
) -> list[Span]:
    """Return where phrases of a group stand in a field, those in quotation marks left out."""
    hits = message.hits(words, group, field)
    if not hits:
        return hits
    quoted = message.once(_quoted_in_body if field is DraftField.BODY else _quoted_in_subject)
    return [hit for hit in hits if not _lies_in(hit, quoted)] if quoted else hits


def mark(message: Message, words: str, group: str) -> Iterator[Found]:
    """Mark each place of subject and body where phrases of a group stand."""
    for field in (DraftField.SUBJECT, DraftField.BODY):
        for span in own_hits(message, words, group, field):
            yield Found(span=span)


def _quoted_in_body(message: Message) -> list[tuple[int, int]]:
    return _quoted(message.body.text)


def _quoted_in_subject(message: Message) -> list[tuple[int, int]]:
    return _quoted(message.subject.text)


def _quoted(text: str) -> list[tuple[int, int]]:
    return [quote.span() for quote in _BETWEEN_MARKS.finditer(text)]


def _lies_in(hit: Span, quoted: list[tuple[int, int]]) -> bool:
    return any(start < hit.start and hit.end < end for start, end in quoted)
