"""It says that something is attached, and nothing is.

## Why it matters
The reader looks for it, writes back to ask, and waits: three messages for one.

## Instead
Attach it before you write about it.

## Evidence
House style; mail programs warn of it for the same reason.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftChannel
from wellspent.records.finding import DraftField, Severity
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.statement import is_denied, is_stated
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Need, Rule, bad, good

WORDS = "missing_attachment"

FRAMES = (Frame(("in_this", "a_file", "puts")), Frame(("comes_along", "paper")))


def find(message: Message) -> Iterator[Found]:
    """Mark the words that say that something is attached, once."""
    if message.draft.attachments:
        return
    for span in _said(message):
        if is_stated(message, span) and not is_denied(message, span):
            yield Found(span=span)
            return


def _said(message: Message) -> Iterator[Span]:
    """Yield what says that something is attached."""
    for field in DraftField:
        yield from message.hits(WORDS, "attached", field)
    framed = mark_frames(message, WORDS, FRAMES, enough=("comes_with",), unless=("elsewhere",))
    yield from (found.span for found in framed if found.span.field is DraftField.BODY)


RULE = Rule(
    code="TRU017",
    name="missing-attachment",
    severity=Severity.ERROR,
    message="This says that something is attached, and nothing is.",
    advice="Attach it, or take the words out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.ATTACHMENTS}),
    channels=frozenset({DraftChannel.EMAIL}),
    words=words_file(WORDS),
    certainty=0.96,
    examples=(
        bad(
            "Hi Ada,\n\nI've attached the drawing.",
            "I've attached",
            attachments=(),
            channel=DraftChannel.EMAIL,
        ),
        bad(
            "Guten Tag,\n\nanbei das Datenblatt.",
            "anbei",
            attachments=(),
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Hi Ada,\n\nI've attached the drawing.",
            attachments=("drawing.pdf",),
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Hi Ada,\n\nthe sensor is attached to the pipe, no strings attached.",
            attachments=(),
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Hi Ada,\n\nthe drawing you attached shows the old seal.",
            attachments=(),
            channel=DraftChannel.EMAIL,
        ),
    ),
)
