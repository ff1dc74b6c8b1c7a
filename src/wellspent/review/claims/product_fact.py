"""Claims of what our products are and do: *a five-year warranty*, *it works without internet*."""

from collections.abc import Iterator, Sequence
from typing import Final

from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.review.claim_parts import claim
from wellspent.review.claim_reader import ClaimReader
from wellspent.review.message import Message
from wellspent.review.product_facts import (
    FactKind,
    KnownFact,
    fact_words,
    is_not_ours,
    known_facts,
    mention_of,
    of_products_meant,
    phrase_pattern,
)
from wellspent.review.quantities import COUNT, Quantity, agree, quantities_in
from wellspent.review.statement import denies, is_stated
from wellspent.review.text import Sentence, Span

FAR: Final = 90
"""An amount further than so many characters from the fact's name belongs to something else."""


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of our products' facts."""
    if message.company is None:
        return
    known = known_facts(message.company)
    if not known:
        return
    counted = tuple({one.quantity.unit for one in known if _is_count(one)})
    for sentence in (*message.subject.sentences, *message.body.sentences):
        yield from _amounts(message, sentence, known, counted)
        yield from _flags(message, sentence, known)
        yield from _hours(message, sentence, known)


def _is_count(known: KnownFact) -> bool:
    return known.quantity is not None and known.quantity.dimension == COUNT


def _amounts(
    message: Message, sentence: Sentence, known: Sequence[KnownFact], counted: Sequence[str]
) -> Iterator[Claim]:
    facts = [one for one in known if one.kind is FactKind.QUANTITY]
    if not facts:
        return
    for said in quantities_in(sentence.text, counted=counted, language=message.language):
        if is_not_ours(sentence.text, said.start, said.end):
            continue
        span = Span(sentence.start + said.start, sentence.start + said.end, sentence.field)
        meant = _meant(message, sentence.text, said, facts)
        if meant and is_stated(message, span):
            yield _compare(message, span, said, meant)


def _meant(
    message: Message, sentence: str, said: Quantity, facts: Sequence[KnownFact]
) -> list[KnownFact]:
    """Return the facts that an amount is said of: those that are named nearest to it."""
    near: list[tuple[int, KnownFact]] = []
    for one in facts:
        if one.quantity is None or agree(said, one.quantity) is None:
            continue
        place = mention_of(one, sentence)
        if place is None:
            continue
        gap = max(said.start - place, place - said.end, 0)
        if gap <= FAR:
            near.append((gap, one))
    if not near:
        return []
    least = min(gap for gap, _ in near)
    return of_products_meant(message, sentence, [one for gap, one in near if gap <= least + 2])


def _compare(message: Message, span: Span, said: Quantity, meant: Sequence[KnownFact]) -> Claim:
    fits = [one for one in meant if one.quantity and agree(said, one.quantity)]
    one = (fits or list(meant))[0]
    verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
    return _claim(message, span, one, f"{one.fact.name}: {message.quote(span)}", verdict)


def _flags(message: Message, sentence: Sentence, known: Sequence[KnownFact]) -> Iterator[Claim]:
    flags = [one for one in known if one.kind is FactKind.FLAG]
    for one in of_products_meant(message, sentence.text, flags) if flags else ():
        said = _flag_said(one, sentence.text)
        if said is None:
            continue
        start, end, is_so = said
        span = Span(sentence.start + start, sentence.start + end, sentence.field)
        if not is_stated(message, span) or is_not_ours(sentence.text, start, end):
            continue
        same = [each for each in flags if each.names == one.names]
        fits = any(
            each.fact.value is is_so for each in of_products_meant(message, sentence.text, same)
        )
        verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
        says = f"{one.fact.name}: {'yes' if is_so else 'no'}"
        yield _claim(message, span, one, says, verdict)


def _flag_said(known: KnownFact, sentence: str) -> tuple[int, int, bool] | None:
    """Return where a sentence says that a flag is so, or isn't."""
    for yes, no in _ways(known):
        for phrases, is_so in ((no, False), (yes, True)):
            match = phrase_pattern(phrases).search(sentence) if phrases else None
            if match is not None:
                denied = _is_denied(sentence[: match.start()], match[0])
                return match.start(), match.end(), is_so is not denied
    return None


def _is_denied(before: str, phrase: str) -> bool:
    last = before[-30:].rsplit(",", 1)[-1]
    return denies(last)


def _ways(known: KnownFact) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the phrases by which a flag is said to be so, and not to be so."""
    names = tuple(name for name in (known.fact.name, *known.fact.names))
    yield names, ()
    table = fact_words()["flags"]
    for word in dict.fromkeys(part for name in known.names for part in name):
        if word in table:
            yield tuple(table[word]["yes"]), tuple(table[word]["no"])


def _hours(message: Message, sentence: Sentence, known: Sequence[KnownFact]) -> Iterator[Claim]:
    """Yield claims of support at all hours, where a fact says when it is there."""
    facts = [one for one in known if one.kind is FactKind.TEXT and _is_of_support(one)]
    match = phrase_pattern(tuple(fact_words()["always"]["words"])).search(sentence.text)
    if not facts or match is None:
        return
    span = Span(sentence.start + match.start(), sentence.start + match.end(), sentence.field)
    meant = [
        one
        for one in of_products_meant(message, sentence.text, facts)
        if mention_of(one, sentence.text) is not None
    ]
    if not meant or not is_stated(message, span):
        return
    always = phrase_pattern(tuple(fact_words()["always"]["words"]))
    is_denied = denies(sentence.text[: match.start()][-30:])
    fits = [one for one in meant if bool(always.search(one.value_words)) is not is_denied]
    verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
    one = (fits or meant)[0]
    yield _claim(message, span, one, f"{one.fact.name}: {match[0]}", verdict)


def _is_of_support(known: KnownFact) -> bool:
    names = " ".join((known.fact.name, *known.fact.names)).lower()
    return any(word in names for word in ("support", "hotline", "hours", "helpdesk", "service"))


def _claim(
    message: Message, span: Span, known: KnownFact, says: str, verdict: ClaimVerdict
) -> Claim:
    reason = f"What is approved to be said of {known.product.name}: {known.fact.name}, {known.value_words}."
    return claim(
        message, ClaimKind.PRODUCT_FACT, span, says, verdict, reason, [known.evidence]
    )  # fmt: skip


READER = ClaimReader(kind=ClaimKind.PRODUCT_FACT, read=read)
