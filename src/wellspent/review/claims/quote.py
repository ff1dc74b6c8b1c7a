"""Claims of what the reader said: *you mentioned that your budget is approved*."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.source import RecordKind
from wellspent.review.assertions import Judged, Relation, judge
from wellspent.review.claim_parts import (
    claim,
    completeness,
    evidence_of,
    holds_all,
    known_of,
    person_of,
    said_day,
    shortened,
)
from wellspent.review.claim_reader import ClaimReader
from wellspent.review.conversations import SPOKEN, is_attempt
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.statement import is_denied, is_past, is_stated, sentence_text, today
from wellspent.review.text import Span
from wellspent.review.word_likeness import telling_words

WORDS: Final = "quote"
SAME_CALL: Final = 0.34
LEAST_WORDS: Final = 1

TALKED: Final = (ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.MEETING)

_BREAK = re.compile(
    r"[.!?;]|,?\s+(?:so|and so|which is why|therefore|that'?s why|hence|deshalb|daher|also|darum"
    r"|donc|c'est pourquoi|por eso|así que|entonces)\s|\s[–—]\s|\n",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A text in which the reader's words are written down."""

    text: str
    evidence: Evidence


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says that the reader said, one a sentence."""
    if message.reader is None or message.reader.contact is None:
        return
    sentences: set[int] = set()
    for span in message.hits(WORDS, "said", DraftField.BODY):
        text, start = sentence_text(message, span)
        if start in sentences or not is_stated(message, span) or is_denied(message, span):
            continue
        content = content_of(text, span.start - start, span.end - start)
        if len(telling_words(content)) >= LEAST_WORDS:
            sentences.add(start)
            yield _compare(message, _with_content(message, span, content), content)


def content_of(sentence: str, start: int, end: int) -> str:
    """Return what was said: the rest of the sentence, or what stands before *as you said*."""
    after = _BREAK.split(sentence[end:].lstrip(" ,:"), maxsplit=1)[0]
    if len(telling_words(after)) >= 2:
        return after.strip()
    before = re.split(r"[;–—]", sentence[:start])[-1].strip(" ,")
    return before if len(telling_words(before)) > len(telling_words(after)) else after.strip()


def _with_content(message: Message, span: Span, content: str) -> Span:
    """Return the span as far as what was said goes."""
    text = message.body.text
    at = text.find(content, span.end) if content else -1
    if at < 0 or at - span.end > 4:
        return span
    return Span(span.start, at + len(content), span.field)


def _compare(message: Message, span: Span, content: str) -> Claim:
    judged = [
        (judge(content, source.text, today=today(message), language=message.language), source)
        for source in _sources(message)
    ]
    same = [(one, source) for one, source in judged if one.relation is Relation.SAME]
    if same:
        one, source = max(same, key=lambda pair: pair[0].share)
        return _told(message, span, content, ClaimVerdict.SUPPORTED, one, source)
    other = [(one, source) for one, source in judged if one.relation is Relation.OTHERWISE]
    if other:
        one, source = max(other, key=lambda pair: pair[0].share)
        return _told(message, span, content, ClaimVerdict.CONTRADICTED, one, source)
    return _nothing(message, span, content)


def _sources(message: Message) -> Iterator[_Source]:
    """Yield their mails, forms and enquiries, and the notes of calls and meetings, latest first."""
    for each in known_of(message):
        if is_past(message, each.happened_at) and _holds_their_words(each):
            text = f"{each.subject}.\n{each.body}"
            yield _Source(text, evidence_of(each, field="body", quote=each.body))
    reader = message.reader
    for lead in reader.leads if reader else ():
        yield _Source(
            lead.message,
            Evidence(RecordKind.LEAD, lead.id, "message", shortened(lead.message), lead.arrived_at),
        )


def _holds_their_words(activity: Activity) -> bool:
    if activity.kind in (*SPOKEN, ActivityKind.EVENT, ActivityKind.OTHER):
        return not is_attempt(activity)
    return activity.direction is not Direction.OUTBOUND


def _told(
    message: Message,
    span: Span,
    content: str,
    verdict: ClaimVerdict,
    judged: Judged,
    source: _Source,
) -> Claim:
    quote = Evidence(
        source.evidence.record_kind,
        source.evidence.record_id,
        source.evidence.field,
        shortened(judged.sentence),
        source.evidence.date,
    )
    reason = f"Our records ({said_day(quote.date)}) have it as: “{quote.quote}”."
    return _claim(message, span, content, verdict, reason, [quote])


def _nothing(message: Message, span: Span, content: str) -> Claim:
    talks = [each for each in known_of(message) if _holds_their_words(each)]
    leads = message.reader.leads if message.reader else ()
    if not talks and not leads and holds_all(message.company, TALKED):
        reason = f"Our records are complete and hold no word of {person_of(message)}."
        evidence = [completeness(TALKED)]
        return _claim(message, span, content, ClaimVerdict.CONTRADICTED, reason, evidence)
    reason = f"Our records hold nothing of {person_of(message)} saying this."
    return _claim(message, span, content, ClaimVerdict.UNSUPPORTED, reason)


def _claim(
    message: Message,
    span: Span,
    content: str,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
) -> Claim:
    says = f"the reader said: {shortened(content)}"
    return claim(message, ClaimKind.QUOTE, span, says, verdict, reason, evidence, certainty=0.9)


READER = ClaimReader(kind=ClaimKind.QUOTE, read=read, words=words_file(WORDS))
