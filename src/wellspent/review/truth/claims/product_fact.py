"""Claims of what our products are and do: *a five-year warranty*, *it works without internet*."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.review.message import Message
from wellspent.review.reading.quantities import Quantity, quantities_in
from wellspent.review.reading.statement import is_supposed, sentence_text
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.reading.units import COUNT, TIME
from wellspent.review.truth.amounts_agree import agree
from wellspent.review.truth.claim_parts import claim
from wellspent.review.truth.claim_reader import ClaimReader
from wellspent.review.truth.product_facts import (
    FactKind,
    KnownFact,
    amounts_of,
    clause_at,
    facts_of,
    fits_limit,
    gap_to,
    is_limit,
    is_named,
    is_not_ours,
    is_product_named,
    mention_of,
    of_products_meant,
)
from wellspent.review.truth.product_words import Said, said_in_words
from wellspent.review.truth.whose_amount import is_anothers

FAR: Final = 70
"""An amount further than so many characters from the fact's name belongs to something else."""

SCALE: Final = 8.0
"""An amount so many times the true one is of something else: hours of charge, years of battery."""

BY_UNIT: Final = frozenset({"mass", "noise", "pressure", "voltage", "power"})
"""Dimensions that a product has but once: *with its 350 grams*."""

_BEFORE_ARTICLE = re.compile(
    r"\b(?:in|within|for|of|takes?|after|only|just|is|lasts?|than|about|mit|nach|für|dauert|de|beträgt|von|est|es)\s+$",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"\b(?:its|it|weighs|weigh|sie|es|wiegt|pèse|pesa)\b[^.;!?]{0,25}$", re.IGNORECASE
)


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of our products' facts."""
    if message.company is None:
        return
    known = message.once(facts_of)
    facts = [one for one in known if one.kind is FactKind.QUANTITY]
    for sentence, amounts in message.once(amounts_of) if facts else ():
        yield from _amounts(message, sentence, amounts, facts)
    for sentence in (*message.subject.sentences, *message.body.sentences) if known else ():
        for said in said_in_words(message, sentence, known):
            yield _of_words(message, said)


def _amounts(
    message: Message, sentence: Sentence, amounts: Sequence[Quantity], facts: Sequence[KnownFact]
) -> Iterator[Claim]:
    for said in amounts:
        if is_not_ours(sentence.text, said.start, said.end) or _is_idle(sentence.text, said):
            continue
        of_time = said.dimension == TIME
        if is_anothers(message, sentence.text, said.start, said.end, of_time=of_time):
            continue
        span = Span(sentence.start + said.start, sentence.start + said.end, sentence.field)
        meant = _meant(message, sentence.text, said, facts)
        if meant and not is_supposed(message, span):
            yield from _compare(message, span, said, meant, facts)


def _is_idle(sentence: str, said: Quantity) -> bool:
    """Return whether *a week* is only *per week*, or is said more exactly behind it."""
    if said.is_article and sentence[said.end :].startswith(" of "):
        return True
    return said.is_article and _BEFORE_ARTICLE.search(sentence[: said.start]) is None


def _meant(
    message: Message, sentence: str, said: Quantity, facts: Sequence[KnownFact]
) -> list[KnownFact]:
    """Return the facts that an amount is said of: those that are named nearest to it."""
    alike = [one for one in facts if one.quantity and agree(said, one.quantity) is not None]
    near = [
        (gap, one) for one in alike if (gap := _gap(sentence, said, one)) is not None and gap <= FAR
    ]
    near = [(gap, one) for gap, one in near if _is_of_scale(said, _amount(one))] or near
    meant = of_products_meant(message, sentence, [one for _, one in near])
    least = min((gap for gap, one in near if one in meant), default=0)
    return [one for gap, one in near if one in meant and gap <= least + 2]


def _gap(sentence: str, said: Quantity, known: KnownFact) -> int | None:
    """Return how far an amount stands from the name of a fact; None where it isn't named.

    Where it is only spoken of in other words, the clause must be about us or our product.
    """
    place = mention_of(known, sentence)
    if place is not None and (is_named(known, sentence) or _is_about_us(sentence, said, known)):
        return gap_to(known, sentence, said.start, said.end, place)
    if said.dimension in BY_UNIT:
        by_name = is_product_named(known.product, sentence)
        return 0 if by_name or _ITS.search(sentence[: said.start]) else None
    return None


_US = re.compile(
    r"\b(?:we|we'(?:re|ll|ve|d)|our|ours|us|it|its|it's|you(?:'ll| will)? (?:get|have)"
    r"|comes?|free|gratuit\w*|kostenlos\w*|(?:the|every|each|per) (?:contract|subscription|trial"
    r"|warranty|guarantee|plan|sensors?|pumps?|devices?|units?|system|software|app|tool|battery|cells?)|wir|unser\w*|nous|notre|nos|nuestr\w+|tardamos|entregamos|liefern)\b"
    r"|^\W*\w+(?: \w+)?:",
    re.IGNORECASE,
)


def _is_about_us(sentence: str, said: Quantity, known: KnownFact) -> bool:
    """Return whether the clause of an amount is about us or about our product."""
    clause = clause_at(sentence, said.start, said.end)
    begins = mention_of(known, clause.lstrip(" \t\"'-*•"))
    if begins == 0:
        return True
    return _US.search(clause) is not None or is_product_named(known.product, sentence)


def _compare(
    message: Message,
    span: Span,
    said: Quantity,
    meant: Sequence[KnownFact],
    facts: Sequence[KnownFact],
) -> Iterator[Claim]:
    fits = [one for one in meant if agree(said, _amount(one)) or _is_within(said, one, facts)]
    if not fits:
        sentence = sentence_text(message, span)[0]
        others = [
            *_of_same_products(message, meant, facts),
            *_of_any_product(sentence, meant, facts),
        ]
        fits = [one for one in others if agree(said, _amount(one))]
        fits += [one for one in meant if _is_of_several(sentence, said, one)]
    near = [one for one in meant if _is_of_scale(said, _amount(one))]
    if fits:
        yield _claim(message, span, fits[0], ClaimVerdict.SUPPORTED)
    elif near:
        sure = SURE if _is_plainly_ours(message, span, facts) else UNSURE
        yield _claim(message, span, near[0], ClaimVerdict.CONTRADICTED, sure)


SURE: Final = 0.95
UNSURE: Final = 0.7
"""*The trial takes eight weeks* may be any trial, where no product of several is named."""


def _is_plainly_ours(message: Message, span: Span, facts: Sequence[KnownFact]) -> bool:
    """Return whether a draft names a product, we have but one, or the sentence speaks of us."""
    products = {one.product.name: one.product for one in facts}
    text = f"{message.subject.text}\n{message.body.text}"
    if len(products) == 1 or any(is_product_named(one, text) for one in products.values()):
        return True
    return _US.search(sentence_text(message, span)[0]) is not None


def _is_within(said: Quantity, known: KnownFact, facts: Sequence[KnownFact]) -> bool:
    """Return whether an amount lies within the highest and the lowest that a product stands."""
    limits = [
        one
        for one in facts
        if one.product.name == known.product.name
        and one.quantity is not None
        and one.quantity.dimension == said.dimension
        and is_limit(one)
    ]
    return known in limits and all(fits_limit(said, one) for one in limits)


def _amount(known: KnownFact) -> Quantity:
    assert known.quantity is not None
    return known.quantity


def _of_same_products(
    message: Message, meant: Sequence[KnownFact], facts: Sequence[KnownFact]
) -> list[KnownFact]:
    """Return the other facts of the products meant that the draft speaks of as well.

    An amount that is true of one of them is no mistake.
    """
    products = {one.product.name for one in meant}
    spoken_of = message.once(_spoken_of)
    return [
        one
        for one in facts
        if one.product.name in products
        and one.quantity is not None
        and (one.product.name, one.fact.name) in spoken_of
    ]


def _spoken_of(message: Message) -> frozenset[tuple[str, str]]:
    """Return the products and the names of their facts of which the body speaks."""
    known = message.once(facts_of)
    return frozenset(
        (one.product.name, one.fact.name)
        for one in known
        if mention_of(one, message.body.text) is not None
    )


def _of_any_product(
    sentence: str, meant: Sequence[KnownFact], facts: Sequence[KnownFact]
) -> list[KnownFact]:
    """Return the facts that a sentence may be about, where it names no product."""
    if any(is_product_named(one.product, sentence) for one in meant):
        return []
    return [one for one in facts if one.quantity and mention_of(one, sentence) is not None]


def _is_of_several(sentence: str, said: Quantity, known: KnownFact) -> bool:
    """Return whether an amount is that of several together: *two carts take 500 kg*."""
    true = _amount(known)
    if (
        said.dimension == TIME
        or not true.high
        or (said.unit != true.unit and said.dimension == COUNT)
    ):
        return False
    many = said.high / true.high
    return 1.5 < many < MOST_TOGETHER and any(
        abs(many - one.low) < 0.02 * many
        for name in (known.product.name, *known.product.names)
        for one in quantities_in(sentence, counted=name.split())
        if one.dimension == COUNT
    )


MOST_TOGETHER: Final = 100


def _is_of_scale(said: Quantity, true: Quantity) -> bool:
    one, other = abs(said.high), abs(true.high)
    if not one or not other or said.dimension == "temperature":
        return True
    return 1 / SCALE <= one / other <= SCALE


def _of_words(message: Message, said: Said) -> Claim:
    verdict = ClaimVerdict.SUPPORTED if said.is_true else ClaimVerdict.CONTRADICTED
    return _claim(message, said.span, said.known, verdict)


def _claim(
    message: Message, span: Span, known: KnownFact, verdict: ClaimVerdict, certainty: float = SURE
) -> Claim:
    approved = f"{known.fact.name}, {known.value_words}"
    reason = f"What is approved to be said of {known.product.name}: {approved}."
    says = f"{known.fact.name}: {message.quote(span)}"
    return claim(
        message,
        ClaimKind.PRODUCT_FACT,
        span,
        says,
        verdict,
        reason,
        [known.evidence],
        certainty,
    )  # fmt: skip


READER = ClaimReader(kind=ClaimKind.PRODUCT_FACT, read=read)
