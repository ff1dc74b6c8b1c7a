"""Product words: what a draft says of products' facts that are no amounts.

Flags (*works offline*), codes (*IP67*), places (*servers in Germany*) and hours of support.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wellspent.clean.country import country_code
from wellspent.review.message import Message
from wellspent.review.reading.mentions import runs_in
from wellspent.review.reading.statement import denies, is_supposed
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.truth.product_facts import (
    FactKind,
    KnownFact,
    fact_words,
    is_denied_at,
    is_not_ours,
    mention_of,
    of_products_meant,
    phrase_pattern,
)
from wellspent.review.truth.whose_amount import is_said_of_reader

_CODE: Final = re.compile(r"(?<!\w)([A-Z]{2,5})[ -]?(\d{1,4}[A-Z]?)(?!\w)")


JUST_BEFORE: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """That a draft says something of a fact, and whether the fact says so too."""

    known: KnownFact
    span: Span
    is_true: bool


def said_in_words(
    message: Message, sentence: Sentence, known: Sequence[KnownFact]
) -> Iterator[Said]:
    """Yield what a sentence says of flags, codes, places and hours."""
    for said in (
        *_flags(message, sentence, known),
        *_codes(message, sentence, known),
        *_places(message, sentence, known),
        *_hours(message, sentence, known),
    ):
        start, end = said.span.start - sentence.start, said.span.end - sentence.start
        if is_supposed(message, said.span) or is_not_ours(sentence.text, start, end):
            continue
        if not is_said_of_reader(message.company, sentence.text, start):
            yield said


def _flags(message: Message, sentence: Sentence, known: Sequence[KnownFact]) -> Iterator[Said]:
    flags = [one for one in known if one.kind is FactKind.FLAG]
    if not flags or not _any_flag(tuple(flags)).search(sentence.text):
        return
    spoken = [(one, said) for one in flags if (said := _flag_said(one, sentence.text))]
    meant = of_products_meant(message, sentence.text, [one for one, _ in spoken])
    taken: set[int] = set()
    for one, (start, end, _) in spoken:
        if one not in meant or start in taken:
            continue
        taken.add(start)
        here = [(each, said[2]) for each, said in spoken if each in meant and said[0] == start]
        is_true = any(each.fact.value is so for each, so in here)
        yield Said(one, _span(sentence, start, end), is_true)


@lru_cache(maxsize=64)
def _any_flag(flags: tuple[KnownFact, ...]) -> re.Pattern[str]:
    """Return a pattern for all phrases of all flags: most sentences hold none of them."""
    phrases = [phrase for one in flags for ways in _ways(one) for way in ways for phrase in way]
    return phrase_pattern(tuple(dict.fromkeys(phrases)))


def _flag_said(known: KnownFact, sentence: str) -> tuple[int, int, bool] | None:
    """Return where a sentence says that a flag is so, or isn't."""
    for yes, no in _ways(known):
        for phrases, is_so in ((no, False), (yes, True)):
            match = phrase_pattern(phrases).search(sentence) if phrases else None
            if match is not None:
                denied = is_denied_at(sentence, match.start(), match.end())
                return match.start(), match.end(), is_so is not denied
    return None


def _ways(known: KnownFact) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the phrases by which a flag is said to be so, and not to be so."""
    yield (known.fact.name, *known.fact.names), ()
    table = fact_words()["flags"]
    for word in dict.fromkeys(part for name in known.names for part in name):
        if word in table:
            yield tuple(table[word]["yes"]), tuple(table[word]["no"])


def _codes(message: Message, sentence: Sentence, known: Sequence[KnownFact]) -> Iterator[Said]:
    """Yield claims of a class like *IP67*, where a fact holds one of the same kind."""
    facts = [one for one in known if one.kind is FactKind.TEXT and _CODE.search(one.value_words)]
    for match in _CODE.finditer(sentence.text) if facts else ():
        alike = [one for one in facts if match[1] in {kind for kind, _ in _codes_of(one)}]
        meant = of_products_meant(message, sentence.text, alike)
        if meant:
            is_true = any((match[1], match[2]) in _codes_of(one) for one in meant)
            is_denied = denies(sentence.text[max(0, match.start() - JUST_BEFORE) : match.start()])
            span = _span(sentence, match.start(), match.end())
            yield Said(meant[0], span, is_true is not is_denied)


def _codes_of(known: KnownFact) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in _CODE.finditer(known.value_words)]


def _places(message: Message, sentence: Sentence, known: Sequence[KnownFact]) -> Iterator[Said]:
    """Yield claims of a country, where a fact's value is one: *the servers are in Germany*."""
    facts = [
        one
        for one in known
        if one.kind is FactKind.TEXT and country_code(one.value_words)
        and mention_of(one, sentence.text) is not None
    ]  # fmt: skip
    meant = of_products_meant(message, sentence.text, facts)
    for run in runs_in(sentence.text) if meant else ():
        code = country_code(run)
        if code and len(run) > 2:
            start = sentence.text.find(run)
            is_true = any(country_code(one.value_words) == code for one in meant)
            is_denied = is_denied_at(sentence.text, start, start + len(run))
            yield Said(meant[0], _span(sentence, start, start + len(run)), is_true is not is_denied)


def _hours(message: Message, sentence: Sentence, known: Sequence[KnownFact]) -> Iterator[Said]:
    """Yield claims of support at all hours, where a fact says when it is there."""
    facts = [one for one in known if one.kind is FactKind.TEXT and _is_of_support(one)]
    always = phrase_pattern(tuple(fact_words()["always"]["words"]))
    match = always.search(sentence.text) if facts else None
    if match is None:
        return
    named = [one for one in facts if mention_of(one, sentence.text) is not None]
    meant = of_products_meant(message, sentence.text, named)
    if meant:
        is_denied = is_denied_at(sentence.text, match.start(), match.end())
        is_true = any(bool(always.search(one.value_words)) is not is_denied for one in meant)
        yield Said(meant[0], _span(sentence, match.start(), match.end()), is_true)


def _is_of_support(known: KnownFact) -> bool:
    names = " ".join((known.fact.name, *known.fact.names)).lower()
    return any(word in names for word in ("support", "hotline", "hours", "helpdesk", "service"))


def _span(sentence: Sentence, start: int, end: int) -> Span:
    return Span(sentence.start + start, sentence.start + end, sentence.field)
