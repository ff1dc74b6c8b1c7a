"""Claims of what the reader does: *as head of purchasing you …*."""

import re
from collections.abc import Iterator
from typing import Final

from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.job_titles import is_other, is_title, job_title
from wellspent.review.reading.statement import denies, is_stated, sentence_text
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.truth.claim_parts import claim
from wellspent.review.truth.claim_reader import ClaimReader

WORDS: Final = "title"
MOST_WORDS: Final = 8

_TITLE = re.compile(r"\s*((?:[^\W_]|[&/'’-]|,(?= [a-z]{2,12} (?:and|&))| (?=\S)){2,70})")
_COMPANY = re.compile(
    r"^[^,]{0,60}\b(?:compan\w+|business\w*|firm|group|customer|producer|manufacturer|provider"
    r"|supplier|retailer|operator|unternehmen|betrieb|hersteller|entreprise|empresa|department|team"
    r"|hospital|school|chain|example|result|part|member|rule|people|guys|folks|others|men|women)\b",
    re.IGNORECASE,
)
"""Then it is about the company and not about the person."""

_DEPARTMENT = re.compile(
    r"\s+(?:the\s+|all\s+|all of\s+|your\s+|den\s+|die\s+|les\s+)?"
    r"([^\W\d_]{2,20}(?: chain| resources)?)"
    r"(?:\s+(?:department|team|function|side|at|for|there|in|like|you|bei|im|an|am|chez|dans"
    r"|en|chez|der|des|du|and)\b|\s*[,.;!?\n]|\s*$)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:you|your|i|we|at|in|for|with|who|that|and you|when|so|which|what|how|may|might|will|can"
    r"|must|know|probably|are|is|have|has|from|sie|ihre?|bei|im|vous|votre|chez|dans|qui|usted|su"
    r"|en|que|about|about|there|it)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"[,\s]*(?:at \S+(?: \S+)?[,\s]+)?(?:i|we|my|our|he|she|they|ich|wir|je|nous|yo|nosotros)\b",
    re.IGNORECASE,
)
_OTHERS_NAME = re.compile(
    r",?\s+(?!Sie\b|Ihr|Vous|Usted|You|I\b)(?:Mr|Ms|Mrs|[A-ZÄÖÜ][\w'-]+)\b(?!,? (?:you|Sie"
    r"|vous|usted))"
)
"""*As CFO, Jonas will …* is said of Jonas."""

_YOU_BEFORE = re.compile(r"\b(?:you|sie|vous|usted)\W{1,3}$", re.IGNORECASE)
_YOURS = re.compile(
    r"\b(?:you|your|yours|you're|you've|sie|ihre?[nmrs]?|vous|votre|vos|usted|su|sus|dein\w*|du)\b",
    re.IGNORECASE,
)


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of the reader's work."""
    contact = message.reader.contact if message.reader else None
    if contact is None or not is_title(contact.title):
        return
    ends: set[int] = set()
    for field in DraftField:
        for titled in _titles(message, field):
            if titled is not None and titled.end not in ends:
                ends.add(titled.end)
                yield from _compare(message, contact, titled)


def _titles(message: Message, field: DraftField) -> Iterator[Span | None]:
    for span in message.hits(WORDS, "as_title", field):
        yield _titled(message, span)
    for span in message.hits(WORDS, "runs", field):
        yield _run(message, span)
    for sentence in message.field(field).sentences:
        yield from _beside_you(message, sentence)


LONGEST: Final = 600
_WAYS: Final = (
    r"(?P<a>(?:[\w&/-]+ ){1,5}?)(?:like|such as) (?:you|yourself)\b"
    r"(?! (?:said|say|wrote|asked|told|mentioned|know|wanted|have|were|are|did|do|can|and))",
    r"\byour (?P<b>[\w&/-]+(?: [\w&/-]+)?) (?:hat|cap|eyes|desk|chair|seat|background as [\w"
    r" ]{3,30})\b",
    r"\byou,? (?:as |being )?(?:the |a |an |our |their )?(?P<c>(?:[\w&/-]+ ){1,5}[\w&/-]+),"
    r" (?:you|will|would|are|have|know|see|must|can|decide|which|is|that)\b",
    r"\bfrom one (?P<d>[\w&/-]+(?: [\w&/-]+){0,3}) to (?:another|the other|the next)\b",
    r"\b(?:addressed|writing|turning|coming|came|write|wrote) to you(?: \w+)? (?:because|since|as)"
    r" (?:you(?:'re| are)) (?:the |a |an )?(?P<e>[\w&/-]+(?: [\w&/-]+){0,4})",
    r"\b(?:fellow|other|most|many|all|few) (?P<f>[\w&/-]+(?: [\w&/-]+){0,3}) (?:would|will)?"
    r" ?(?:tell you|like you|in your (?:seat|shoes|position|place))\b",
)
_BESIDE = re.compile("|".join(_WAYS), re.IGNORECASE)
_YOU_THERE = re.compile(r"\b(?:you|yourself|your)\b", re.IGNORECASE)


def _beside_you(message: Message, sentence: Sentence) -> Iterator[Span]:
    """Yield titles beside *you*: *a buyer like you*, *with your finance hat on*."""
    text = sentence.text
    if len(text) > LONGEST or _YOU_THERE.search(text) is None:
        return
    for match in _BESIDE.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        words = _title_words(text[start:end])
        span = Span(sentence.start + start, sentence.start + end, sentence.field)
        if words and is_stated(message, span) and not _COMPANY.search(words):
            first = start + text[start:end].rfind(words)
            begin = sentence.start + first
            yield Span(begin, begin + len(words), sentence.field)


def _title_words(text: str) -> str:
    """Return the last words of a text that are a title, from its article on."""
    words = re.split(r"\b(?:a|an|the|as|for|with|to|by|of other|other|many|most)\s+", text.strip())[
        -1
    ]
    return words if is_title(words) and len(words.split()) <= MOST_WORDS else ""


_NO_DEPARTMENT: Final = frozenset({"people", "service", "customer", "project", "training"})
"""Words that name a department, and more often just what somebody sees to."""


def _run(message: Message, span: Span) -> Span | None:
    """Return *you run purchasing*, where a department is all that follows."""
    match = _DEPARTMENT.match(message.field(span.field).text, span.end)
    if match is None or match[1].lower() in _NO_DEPARTMENT or not is_stated(message, span):
        return None
    if not job_title(match[1]).functions:
        return None
    return Span(span.start, match.end(1), span.field)


def _titled(message: Message, span: Span) -> Span | None:
    """Return the words of the title behind *as*; None where it is no title of the reader's."""
    if not is_stated(message, span):
        return None
    text = message.field(span.field).text
    match = _TITLE.match(text, span.end)
    if match is None:
        return None
    words = _ENDS.split(match[1], maxsplit=1)[0].rstrip(" ,-/&")
    if not is_title(words) or len(words.split()) > MOST_WORDS or _COMPANY.search(match[1]):
        return None
    end = match.start(1) + len(words)
    return Span(span.start, end, span.field) if _is_readers(message, span, end) else None


def _is_readers(message: Message, span: Span, end: int) -> bool:
    """Return whether a title is the reader's and not that of whoever the sentence is about."""
    quote = message.quote(span).lower()
    if "you" in quote or "ihre" in quote or "votre" in quote or "su " in quote:
        return True
    sentence, start = sentence_text(message, span)
    rest = sentence[end - start :]
    if _YOU_BEFORE.search(sentence[: span.start - start]):
        return True
    if (
        _OWN.match(rest)
        or _OTHERS_NAME.match(rest)
        or denies(sentence[: span.start - start], message.language)
    ):
        return False
    return _YOURS.search(rest) is not None


def _compare(message: Message, contact: Contact, span: Span) -> Iterator[Claim]:
    said = message.quote(span)
    other = is_other(_bare(said), contact.title)
    if other is None:
        return
    evidence = [Evidence(RecordKind.CONTACT, contact.id, "title", contact.title)]
    reason = f"Our records have {contact.name or 'this person'} as {contact.title}."
    verdict = ClaimVerdict.CONTRADICTED if other else ClaimVerdict.SUPPORTED
    says = f"the reader is {_bare(said)}"
    yield claim(message, ClaimKind.TITLE, span, says, verdict, reason, evidence, certainty=0.9)


def _bare(said: str) -> str:
    """Return the title without the words before it."""
    words = said.split()
    for place in range(len(words)):
        rest = " ".join(words[place:])
        if job_title(words[place]).functions or job_title(words[place]).level is not None:
            return rest
    return said


READER = ClaimReader(kind=ClaimKind.TITLE, read=read, words=words_file(WORDS))
