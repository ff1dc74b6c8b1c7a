"""It counts our own attempts, or asks for an answer as if it were owed.

## Why it matters
*I've tried to reach you several times* tells the reader that mails which gave them nothing count
as a debt of theirs. People who owe nothing don't answer to a claim.

## Instead
Write as if it were the first time: what is in it for them, and a question that they can answer in a
line. A date is welcome where its reason stands beside it.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.dealings.acquaintance import COLD
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, by_certainty
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "entitlement"

_FRAMES = (
    Frame(("often", "we_wrote")),
    Frame(("unheard", "we_wrote")),
    Frame(("right", "their_answer")),
)
_NOT_OURS = ("harmless",)
_ASKS_OUTRIGHT = re.compile(r"(?:please|kindly|bitte|merci de|por favor)\b", re.IGNORECASE)
_DEMANDS = (Frame(("deadline_day", "demand")),)


def find(message: Message) -> Iterator[Found]:
    """Mark what counts attempts or claims an answer, and a stranger's deadline without a reason."""
    frames = () if message.draft.type is DraftType.REPLY else _FRAMES
    enough = (PLAIN, "entitlement", "count")
    found = list(mark_frames(message, WORDS, frames, enough=enough, unless=_NOT_OURS))
    yield from by_certainty(message, WORDS, found)
    if message.draft.type in COLD:
        asked = mark_frames(message, WORDS, _DEMANDS, enough=("deadline",), unless=_NOT_OURS)
        for span in (each.span for each in asked):
            if not _has_reason(message, span) and not _overlaps(span, found):
                yield Found(
                    span=span,
                    is_unsure=not _ASKS_OUTRIGHT.match(message.quote(span)),
                    message="This sets a deadline for an answer that the reader doesn't owe.",
                    advice="Give the reason of the date, or leave it out.",
                )


def _has_reason(message: Message, span: Span) -> bool:
    sentence = message.body.sentence_at(span.start)
    return sentence is not None and any(
        sentence.start <= reason.start < sentence.end for reason in message.hits(WORDS, "reason")
    )


def _overlaps(span: Span, found: list[Found]) -> bool:
    return any(
        span.field is each.span.field and span.start < each.span.end and each.span.start < span.end
        for each in found
    )


RULE = Rule(
    code="MAN002",
    name="entitlement",
    severity=Severity.WARNING,
    message="This counts our own attempts, or claims an answer that the reader doesn't owe.",
    advice="Leave the counting out: say what is new for them and ask one easy question.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad(
            "Hi Ada,\n\nI've tried to reach you several times about the pumps.",
            "tried to reach you several times",
        ),
        bad("Hi Ada,\n\nas per my last email, we can start in May.", "as per my last email"),
        bad(
            "Hi Ada,\n\nwould Tuesday suit you? Please reply by Friday.",
            "Please reply by",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Guten Tag Frau Okoro,\n\ndas ist nun meine dritte Mail an Sie.",
            "nun meine dritte Mail",
        ),
        good("Hi Ada,\n\nI've tried the pump on our own bench several times: it keeps 90 °C."),
        good(
            "Hi Ada,\n\nplease reply by Friday if you want the old price, because your contract"
            " ends on 31 March.",
            type=DraftType.FOLLOW_UP,
        ),
        good("Hi Ada,\n\nI've called the works in Leeds twice for you: the seal is in the post."),
        good("Hi Ada,\n\nyour first mail must have slipped through on our side, sorry for that."),
    ),
)
