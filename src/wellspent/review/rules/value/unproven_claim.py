"""It boasts of an effect, a rank or praise without who, where, or a source.

## Why it matters
*We increase sales by 40 %* is what everybody writes. Without the place where it happened it is a
number that the reader can't use, and one more reason for doubt.

## Instead
Say where: *at Bergmann's bakery in Leeds, from March to May, by their own meter*. Or say less.

## Evidence
House style; Directive 2006/114/EC lets a court ask the advertiser to prove a factual claim (art. 7).
"""

import re
from collections.abc import Iterable, Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.own_hits import own_hits
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good
from wellspent.review.sentence_kinds import company_named, products_named
from wellspent.review.text import Sentence, Span

WORDS = "unproven_claim"

_PERCENT = re.compile(r"\d[ \u00a0]?%|\d[ \u00a0]?x\b")
_NAMED_PLACE = re.compile(
    r"\b(?:at|bei|chez|en|in|for|with|by|from)\s+(?:the\s+)?[A-ZÄÖÜ][a-zäöüß]{2,}"
)


BEGINNING = 40
"""So many characters after its beginning a sentence must have named what is ours."""


def find(message: Message) -> Iterator[Found]:
    """Mark boasts, and effects of ours in figures, that no name or source stands beside."""
    marked: list[Span] = []
    for span in own_hits(message, WORDS, "boast"):
        sentence = message.body.sentence_at(span.start)
        if sentence is not None and not _is_proven(message, sentence):
            marked.append(sentence.span)
            yield Found(span=span)
    effects = own_hits(message, WORDS, "effect")
    for sentence in _with(effects, message.sentences):
        if sentence.span not in marked and _boasts(message, sentence):
            yield Found(span=sentence.span)


def _boasts(message: Message, sentence: Sentence) -> bool:
    """Return whether it says by how much something of ours makes things better."""
    if sentence.asks or not _says_share(message, sentence):
        return False
    ours = [
        *message.hits(WORDS, "ours"),
        *message.once(products_named),
        *message.once(company_named),
    ]
    begins = [span for span in ours if sentence.start <= span.start <= sentence.start + BEGINNING]
    if not begins or _holds(sentence, message.hits(WORDS, "price")):
        return False
    return not _is_proven(message, sentence)


def _says_share(message: Message, sentence: Sentence) -> bool:
    return _PERCENT.search(sentence.text) is not None or _holds(
        sentence, message.hits(WORDS, "share")
    )


def _is_proven(message: Message, sentence: Sentence) -> bool:
    """Return whether this sentence or the next one says who, where, or how it is known."""
    if _NAMED_PLACE.search(sentence.text):
        return True
    number = next(
        (at for at, each in enumerate(message.sentences) if each.start == sentence.start), None
    )
    near = [sentence] if number is None else message.sentences[number : number + 2]
    proofs = message.hits(WORDS, "proof")
    references = message.company.references if message.company else ()
    return any(
        _holds(each, proofs) or any(name in each.text for name in references) for each in near
    )


def _with(spans: Iterable[Span], sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    starts = [span.start for span in spans]
    for sentence in sentences:
        if any(sentence.start <= at < sentence.end for at in starts):
            yield sentence


def _holds(sentence: Sentence, spans: Iterable[Span]) -> bool:
    return any(sentence.start <= span.start < sentence.end for span in spans)


RULE = Rule(
    code="VAL007",
    name="claim-without-proof",
    severity=Severity.WARNING,
    message="This boasts, and doesn't say who, where, or how it is known.",
    advice="Name the place, the time and the measurement, or say less.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.9,
    examples=(
        bad(
            "Hi Ada,\n\nour sensors cut breakdowns by 70 %.",
            "our sensors cut breakdowns by 70 %.",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nas the market leader we know pumps. Customers love us.",
            "as the market leader",
            "Customers love us",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Guten Tag,\n\nunsere Pumpen senken den Verbrauch um 40 Prozent.",
            "unsere Pumpen senken den Verbrauch um 40 Prozent.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nour sensors cut breakdowns by 70 % at Bergmann Foods in Leeds.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nour price for you is lower by 12 % if you pay by the year.",
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nbakeries lose about 5 % of their steam through old seals.",
            type=DraftType.FIRST_TOUCH,
        ),
    ),
)
