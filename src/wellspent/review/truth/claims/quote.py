"""Claims of what the reader said: *you mentioned that your budget is approved*."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.phrases.attempts import SPOKEN, is_attempt
from wellspent.phrases.language_of import language_of
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.source import RecordKind
from wellspent.review.dealings.conversations import WRITTEN
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.quantities import quantities_in
from wellspent.review.reading.statement import is_denied, is_past, is_stated, sentence_text, today
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_likeness import telling_words
from wellspent.review.truth.amounts_agree import agree
from wellspent.review.truth.assertions import Judged, Relation, judge
from wellspent.review.truth.claim_parts import (
    claim,
    completeness,
    evidence_of,
    holds_all,
    known_of,
    person_of,
    said_day,
    shortened,
)
from wellspent.review.truth.claim_reader import ClaimReader

WORDS: Final = "quote"
COMPLETE: Final = "complete"
NUMBER: Final = "another number"
SURE: Final = 0.9
UNSURE: Final = 0.5
"""Something of it stands in our records, in other words perhaps."""
ALIKE: Final = 0.45
"""With fewer of its words there, what speaks against a statement may be of another thing."""
QUITE_ALIKE: Final = 0.6
FAIRLY: Final = 0.85
"""So sure is another amount by few of the words; of what is said without *you said*, too little."""
LEAST_WORDS: Final = 1
MOST_SENTENCES: Final = 80
LONGEST_SENTENCE: Final = 600
MOST_SOURCES: Final = 40
LONGEST_SOURCE: Final = 6000

TALKED: Final = (ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.MEETING)

_COUNTED = re.compile(
    r"(?:of |all )?\b(?:your|ihren?|vos|sus) (?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|twenty|thirty|forty|fifty|zwei|drei|vier|fünf|sechs|acht|zehn|deux|trois|quatre"
    r"|cinq|huit|dix|dos|tres|cuatro|cinco|ocho|diez)(?: [^\W\d_]{3,20}){1,2}",
    re.IGNORECASE,
)
"""*Your 40 extruders*."""

_BREAK = re.compile(
    r"[.!?;](?!\d)|,\s+(?:and|und|et|y)\s+(?=your\b|ihr|votre\b|vos\b|sus?\b)"
    r"|,?\s+(?:so|and so|which is why|therefore|that'?s why|hence|deshalb|daher|also|darum"
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
    places: list[tuple[int, int]] = []
    for span in message.hits(WORDS, "said", DraftField.BODY)[:MOST_SENTENCES]:
        text, start = sentence_text(message, span)
        if start in sentences or not is_stated(message, span) or is_denied(message, span):
            continue
        content = content_of(text, span.start - start, span.end - start)
        if len(telling_words(content)) >= LEAST_WORDS:
            sentences.add(start)
            begin = start + max(text.find(content), 0)
            places += [(span.start, span.end), (begin, begin + len(content))]
            yield _compare(message, _with_content(message, span, content), content)
    yield from _situations(message, places)


def _situations(message: Message, read: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Yield what a draft takes for known of them, where our records speak of the same thing."""
    if next(_sources(message), None) is None:
        return
    for sentence in message.sentences[:MOST_SENTENCES]:
        text = sentence.text[:LONGEST_SENTENCE]
        if _is_question(text):
            continue
        for begin, end in _clauses(text):
            first, last = sentence.start + begin, sentence.start + end
            is_read = any(first < stop and start < last for start, stop in read)
            found = None if is_read else _situation(message, sentence.start, text, begin, end)
            if found is not None:
                yield found
                break


_TAG = re.compile(
    r",\s*(?:right|correct|didn['’]t you|don['’]t you|aren['’]t you|isn['’]t it|yes|no|oder"
    r"|nicht wahr|n['’]est-ce pas|verdad|¿verdad)\s*\?\s*$",
    re.IGNORECASE,
)


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?") and _TAG.search(text) is None


_SUPPOSED = re.compile(
    r"\b(?:if (?!i (?:remember|recall|understood|got))|whether|unless|suppose|imagine|could|can"
    r"|(?-i:may)|might|would|shall|should|will|you['’]ll|until|once"
    r"|(?:you|they)['’]d (?!(?:rather|like|prefer|want|asked|said|told|got|planned))|hope to"
    r"|let['’]s|wenn|falls|ob|könnt\w*|können|würde\w*|sollte\w*|werden|si"
    r"|pourr\w+|peut|pouvez|aur\w+"
    r"|ser\w+ez|podr\w+|pued\w+|tendr\w+)\b",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|yours|you['’](?:re|ve|d)|sie|ihnen|ihr\w{0,2}|vous|votre|vos|usted(?:es)?|sus?"
    r"|(?:tiene|quiere|decide|necesita)n?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:(?:your|ihr\w{0,2}|votre|vos|sus?) (?:\w+ )?(?:competit\w+|customers?|clients?"
    r"|neighbou?rs?|peers|wettbewerber\w*|kunden|concurrents?|competidor\w*|clientes)|like (?:you"
    r"|yours)|someone|others|some of)\b",
    re.IGNORECASE,
)
_MONEY_THERE = re.compile(
    r"\b(?:there(?:['’]s| is| are| was| were)(?: \w+){0,3}|the|no|now that|el) (?:budget|money"
    r"|funds|funding|presupuesto)\b(?! (?:season|year|round|plan\w*|cut))",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"\W*(?:here|attached|enclosed|please find|anbei|hier|voici|ci-joint|aquí|adjunto)\b",
    re.IGNORECASE,
)
"""What they asked for is handed over: *here are the prices for the twelve burners*."""

_PLANNED = re.compile(
    r"\W*(?:with|for|as|the|that|a|mit|für|avec|pour|con|para) (?:(?!we\b|our\b)\w+ ){0,4}?(?:start"
    r"|decision|trial|test|pilot|kick-?off|go-live|board|delivery|beginn|entscheidung"
    r"|décision|decisión|essai|prueba)\b",
    re.IGNORECASE,
)
_NO_HURRY = re.compile(
    r"\W*(?:(?:there['’]s |there is )?no (?:rush|hurry|urgency|pressure)|take your time"
    r"|keine? (?:eile|hektik)|rien d['’]urgent|aucune urgence|(?:sin|no hay) prisa)\b"
    r"[^,;:]{0,30}\b(?:before|until|till|vor|bis|avant|d['’]ici|antes|hasta)\b",
    re.IGNORECASE,
)
"""*No rush before your budget in April* wishes them time, and states nothing of the budget."""

_CLAUSE_PART = re.compile(r"[,;:()](?!\d)|\s[–—]\s|\.\s")


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a sentence that speak of the reader begin and end."""
    begin = 0
    for match in [*_CLAUSE_PART.finditer(text), None]:
        end = match.start() if match else len(text)
        clause = text[begin:end]
        if _SUPPOSED.search(clause) and not _COUNTED.search(clause):
            if re.search(r"\b(?:if|wenn|falls|si)\b", clause, re.IGNORECASE):
                return
        elif _is_of_reader(clause):
            start = begin + len(clause) - len(clause.lstrip())
            yield start, start + len(text[start:end].rstrip(" .!?\n"))
        begin = match.end() if match else end


def _is_of_reader(clause: str) -> bool:
    if _OTHERS.search(clause) or _NO_HURRY.match(clause):
        return False
    signs = (_YOU.search, _MONEY_THERE.search, _HANDED.match, _PLANNED.match)
    return any(sign(clause) for sign in signs)


_ASIDE_ABOUT_PLACE = re.compile(r"(?:where|who|whose|wo|où|donde)\b", re.IGNORECASE)


def _situation(message: Message, start: int, text: str, begin: int, end: int) -> Claim | None:
    counted = _COUNTED.search(text, begin, end)
    if _ASIDE_ABOUT_PLACE.match(text, begin) and not counted:
        return None
    if counted:
        begin, end = counted.span()
    found = _compare(message, Span(start + begin, start + end), text[begin:end])
    if not found.evidence or found.evidence[0].field == COMPLETE:
        return None
    if found.certainty < SURE and not (counted or _MONEY_THERE.search(text[begin:end])):
        return None
    is_same = found.verdict is ClaimVerdict.SUPPORTED and len(telling_words(found.quote)) > 1
    return found if is_same or found.verdict is ClaimVerdict.CONTRADICTED else None


_ASIDE = re.compile(r"(?:as|like|wie|comme|como|so)\b", re.IGNORECASE)
"""*With six vans, as you told me, …*: what was said stands before."""


def content_of(sentence: str, start: int, end: int) -> str:
    """Return what was said: the rest of the sentence, or what stands before *as you said*."""
    after = _BREAK.split(sentence[end:].lstrip(" ,:"), maxsplit=1)[0]
    aside = _ASIDE.match(sentence, start)
    if aside and sentence[:start].rstrip().endswith(",") and sentence[end:].lstrip()[:1] in ",.!":
        before = re.split(r"[;–—]", sentence[:start])[-1].strip(" ,")
        if telling_words(before):
            return before
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
    if other and not _is_number_known(message, content, other):
        one, source = max(other, key=lambda pair: pair[0].share)
        return _told(message, span, content, ClaimVerdict.CONTRADICTED, one, source)
    source = _of_same_amount(message, content)
    if source is not None:
        one = Judged(Relation.SAME, 0.0, source.text)
        return _told(message, span, content, ClaimVerdict.SUPPORTED, one, source)
    nearest = max((one.share for one, _ in judged), default=0.0)
    return _nothing(message, span, content, nearest)


LEAST_NUMBER: Final = 10.0
"""Smaller numbers of things stand in many a record."""


def _of_same_amount(message: Message, content: str) -> _Source | None:
    """Return a record that holds the amounts of what was said, where it is in another language.

    The words of two languages can't be compared; *acht Tage* and *eight days* can.
    """
    if message.language in ("en", ""):
        return None
    said = quantities_in(content, language=message.language)
    said = [one for one in said if not one.is_article]
    numbers = [float(re.sub(r"\D", "", one)) for one in _LARGE.findall(content)]
    for source in _sources(message) if said or numbers else ():
        if language_of(source.text) == message.language:
            continue
        true = quantities_in(source.text)
        there = {float(re.sub(r"\D", "", one)) for one in _LARGE.findall(source.text)}
        if all(any(agree(one, other) for other in true) for one in said) and (
            all(number in there for number in numbers if number >= LEAST_NUMBER)
            and (said or max(numbers) >= LEAST_NUMBER)
        ):
            return source
    return None


_LARGE = re.compile(r"(?<![\d.,])\d{2,}(?:[.,]\d{3})*(?![\d%])|(?<![\d.,])\d[.,]\d{3}(?!\d)")


def _is_number_known(
    message: Message, content: str, other: Sequence[tuple[Judged, _Source]]
) -> bool:
    """Return whether a number that one record has otherwise stands in another one."""
    if any(not one.why.startswith(NUMBER) for one, _ in other):
        return False
    numbers = _numbers_of_things(content)
    texts = " ".join(f"{each.subject} {each.body}" for each in known_of(message))
    return bool(numbers) and numbers <= _numbers_of_things(texts)


_NUMBER_OF = re.compile(r"(\d[\d.,]*\d|\d)\s?([^\W\d_]{0,20})")


def _numbers_of_things(text: str) -> set[tuple[str, str]]:
    """Return the numbers of a text, each with the beginning of what it is a number of."""
    return {(match[1], match[2].lower()[:4]) for match in _NUMBER_OF.finditer(text)}


def _sources(message: Message) -> Iterator[_Source]:
    """Yield their mails, forms and enquiries, and the notes of calls and meetings, latest first."""
    for each in known_of(message)[:MOST_SOURCES]:
        if is_past(message, each.happened_at) and _holds_their_words(each):
            is_event = each.kind is ActivityKind.EVENT
            subject = "" if is_event else f"{each.subject}.\n"
            text = f"{subject}{each.body[:LONGEST_SOURCE]}"
            yield _Source(text, evidence_of(each, field="body", quote=each.body))
    reader = message.reader
    for lead in reader.leads if reader else ():
        yield _Source(
            lead.message,
            Evidence(RecordKind.LEAD, lead.id, "message", shortened(lead.message), lead.arrived_at),
        )


_TELLS = re.compile(
    r"\b(?:said|says|told|asked|asks|wants|wanted|needs|interested|mentioned|spoke|talked|complained"
    r"|promised|sagte|fragte|möchte|will|braucht|interessiert|veut|demande|dit|quiere|dijo|pidió)\b",
    re.IGNORECASE,
)
"""Then the note of an event holds words of theirs, and not only its programme."""


def _holds_their_words(activity: Activity) -> bool:
    if activity.kind is ActivityKind.EVENT:
        return _TELLS.search(activity.body) is not None
    if activity.kind in (*SPOKEN, ActivityKind.OTHER):
        return not is_attempt(activity)
    return activity.kind in WRITTEN and activity.direction is not Direction.OUTBOUND


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
    is_plain = judged.share >= ALIKE or judged.why.startswith("another")
    is_alike = is_plain or verdict is ClaimVerdict.SUPPORTED
    if not is_alike:
        reason = f"Our records ({said_day(quote.date)}) may have it otherwise: “{quote.quote}”."
        verdict = ClaimVerdict.UNSUPPORTED
    is_amount = verdict is ClaimVerdict.CONTRADICTED and judged.why == NUMBER
    is_certain = not is_amount or judged.share >= QUITE_ALIKE
    certainty = UNSURE if not is_alike else SURE if is_certain else FAIRLY
    return _claim(message, span, content, verdict, reason, [quote], certainty)


def _nothing(message: Message, span: Span, content: str, nearest: float) -> Claim:
    talks = [
        each
        for each in known_of(message)
        if each.kind is ActivityKind.EVENT or _holds_their_words(each)
    ]
    leads = message.reader.leads if message.reader else ()
    if not talks and not leads and holds_all(message.company, TALKED):
        reason = f"Our records are complete and hold no word of {person_of(message)}."
        evidence = [completeness(TALKED)]
        return _claim(message, span, content, ClaimVerdict.CONTRADICTED, reason, evidence)
    reason = f"Our records hold nothing of {person_of(message)} saying this."
    # *What you asked for, limits included* tells less of what was said than *you said that …*.
    least = 3 if "ask" in message.quote(span).lower() else 2
    is_heard = any(each.kind is ActivityKind.EVENT for each in talks)
    certainty = UNSURE if is_heard or nearest > 0 or len(telling_words(content)) < least else SURE
    return _claim(
        message, span, content, ClaimVerdict.UNSUPPORTED, reason, certainty=certainty
    )  # fmt: skip


def _claim(
    message: Message,
    span: Span,
    content: str,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
    certainty: float = SURE,
) -> Claim:
    says = f"the reader said: {shortened(content)}"
    return claim(message, ClaimKind.QUOTE, span, says, verdict, reason, evidence, certainty)


READER = ClaimReader(kind=ClaimKind.QUOTE, read=read, words=words_file(WORDS))
