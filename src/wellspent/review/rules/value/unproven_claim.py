"""It boasts of an effect, a rank or praise without who, where, or a source.

## Why it matters
*We increase sales by 40 %* is what everybody writes. Without the place where it happened it is a
number that the reader can't use, and one more reason for doubt.

## Instead
Say where: *at Bergmann's bakery in Leeds, from March to May, by their own meter*. Or say less.

## Evidence
House style; Directive 2006/114/EC, article 7, lets a court ask the advertiser to prove a factual
claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.own_hits import own_hits
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, is_plain, meets_any
from wellspent.review.reading.particulars import names_somebody
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.sentence_kinds import company_named, products_named
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "unproven_claim"

_PERCENT = re.compile(r"\d[ \u00a0]?%|\d[ \u00a0]?x\b")
_NAMED_PLACE = re.compile(
    r"\b(?:at|bei|chez|en|in|for|with|by|from)\s+(?:the\s+)?[A-ZÄÖÜ][a-zäöüß]{2,}"
)


BEGINNING = 40
"""So many characters after its beginning a sentence must have named what is ours."""


def find(message: Message) -> Iterator[Found]:
    """Mark boasts, and effects of ours in figures, that no name or source stands beside."""
    plain = own_hits(message, WORDS, PLAIN)
    others = (span for span in own_hits(message, WORDS, "boast") if not meets_any(span, plain))
    boasts = Placed((span.start, span) for span in (*plain, *others))
    effects = Placed((span.start, None) for span in own_hits(message, WORDS, "effect"))
    for number, sentence in enumerate(message.sentences):
        here = boasts.within(sentence.start, sentence.end)
        boasts_in_figures = _is_in(sentence, effects) and _boasts(message, sentence)
        if not here and not boasts_in_figures:
            continue
        ranked = any(meets_any(each, message.hits(WORDS, "rank")) for each in here)
        if not _is_proven(message, number, boasts_of_rank=ranked):
            yield from _found(message, number, here)


def _found(message: Message, number: int, boasts: Sequence[Span]) -> Iterator[Found]:
    """Yield the boasts of a sentence, or all of it; unsure where a name may be the proof."""
    sentences = message.sentences[max(number - 1, 0) : number + 2]
    named = any(names_somebody(message, each) for each in sentences)
    for span in boasts or [message.sentences[number].span]:
        is_sure = not boasts or is_plain(message, WORDS, span)
        yield Found(span=span, is_unsure=named or not is_sure)


def _boasts(message: Message, sentence: Sentence) -> bool:
    """Return whether it says by how much something of ours makes things better."""
    if sentence.asks or _is_in(sentence, message.once(_prices)):
        return False
    if not (_PERCENT.search(sentence.text) or _is_in(sentence, message.once(_shares))):
        return False
    return message.once(_ours).any_within(sentence.start, sentence.start + BEGINNING)


def _is_proven(message: Message, number: int, *, boasts_of_rank: bool) -> bool:
    """Return whether this sentence or the next one says who, where, or how it is known.

    A place where somebody is the first proves nothing: *the market leader in Europe*.
    """
    near = message.sentences[number : number + 2]
    if not boasts_of_rank and _NAMED_PLACE.search(near[0].text):
        return True
    references = message.company.references if message.company else ()
    return any(
        _is_in(each, message.once(_proofs)) or any(name in each.text for name in references)
        for each in near
    )


def _ours(message: Message) -> Placed[None]:
    named = (*message.once(products_named), *message.once(company_named))
    return _placed((*message.hits(WORDS, "ours"), *named))


def _shares(message: Message) -> Placed[None]:
    return _placed(message.hits(WORDS, "share"))


def _prices(message: Message) -> Placed[None]:
    return _placed(message.hits(WORDS, "price"))


def _proofs(message: Message) -> Placed[None]:
    return _placed(message.hits(WORDS, "proof"))


def _placed(spans: Iterable[Span]) -> Placed[None]:
    return Placed((span.start, None) for span in spans)


def _is_in(sentence: Sentence, places: Placed[None]) -> bool:
    return places.any_within(sentence.start, sentence.end)


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
            "the market leader",
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
