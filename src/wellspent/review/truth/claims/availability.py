"""Claims of where and when our products can be had: *in stock*, *from March*, *in Germany*."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from wellspent.clean.country import country_code, fold
from wellspent.phrases.dates import SaidDate, dates_in
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.mentions import runs_in
from wellspent.review.reading.statement import denies, is_supposed, sentence_text, today
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_likeness import words_of
from wellspent.review.truth.claim_parts import claim_of_fact
from wellspent.review.truth.claim_reader import ClaimReader
from wellspent.review.truth.product_facts import (
    FactKind,
    KnownFact,
    facts_of,
    is_not_ours,
    is_product_named,
    of_products_meant,
)
from wellspent.review.truth.whose_amount import has_other_subject, is_said_of_reader

WORDS: Final = "availability"
NEAR: Final = 60

_QUARTER = re.compile(r"\bq([1-4])(?:[ /]*((?:20)\d\d))?\b", re.IGNORECASE)
_AVAILABLE = re.compile(
    r"availab|ship|deliver|launch|sale|releas|stock|order|sold|warehouse|dispatch|shelf|depot|lager"
    r"|vorrätig|verfügbar|lieferbar|erhältlich|disponib|livrable|rupture|agotad|existencias|entrega",
    re.IGNORECASE,
)
_SOLD_OUT = re.compile(
    r"\b(?:sold out|out of stock|back.?order\w*|discontinued|not yet|ausverkauft|agotado|rupture"
    r"|made to order|to order|on request|waiting list|not available|unavailable)\b",
    re.IGNORECASE,
)
_IN_STOCK = re.compile(
    r"\b(?:in stock|immediate\w*|ex stock|now|auf lager|ab lager|en stock)\b", re.IGNORECASE
)


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of the availability of our products."""
    if message.company is None:
        return
    facts = [one for one in message.once(facts_of) if one.kind is FactKind.AVAILABILITY]
    if not facts:
        return
    for field in DraftField:
        gone = message.hits(WORDS, "gone", field)
        for span in gone:
            yield from _now(message, span, facts, is_so=False)
        for span in message.hits(WORDS, "now", field):
            if not any(span.start < one.end and one.start < span.end for one in gone):
                yield from _now(message, span, facts)
        named: set[int] = set()
        for span in message.hits(WORDS, "place", field):
            for found in _places(message, span, facts):
                named.add(found.start)
                yield found
        yield from _sold_in(message, field, facts, named)
        yield from _begun(message, field, facts)
        taken: list[int] = []
        for span in message.hits(WORDS, "date", field):
            for found in _dated(message, span, facts):
                if found.start not in taken:
                    taken.append(found.start)
                    yield found


def _meant(message: Message, span: Span, facts: Sequence[KnownFact]) -> list[KnownFact]:
    sentence, start = sentence_text(message, span)
    if is_not_ours(sentence, span.start - start, span.end - start) or is_supposed(message, span):
        return []
    return of_products_meant(message, sentence, facts)


def _now(
    message: Message, span: Span, facts: Sequence[KnownFact], *, is_so: bool = True
) -> Iterator[Claim]:
    """Compare *in stock* and *sold out* with flags, dates and words of facts."""
    sentence, start = sentence_text(message, span)
    if is_said_of_reader(message.company, sentence, span.start - start):
        return
    if has_other_subject(message, sentence, span.start - start):
        return
    if not _AVAILABLE.search(message.quote(span)) and not _is_any_named(sentence, facts):
        return
    before = sentence[: span.start - start][-30:]
    if denies(before if is_so else _OF_GONE.sub("", before)):
        is_so = not is_so
    known = [
        (one, held)
        for one in _meant(message, span, facts)
        if _is_of_topic(one, sentence) and (held := _held_now(one, today(message))) is not None
    ]
    if not known:
        return
    fits = [one for one, held in known if held is is_so]
    verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
    one = (fits or [one for one, _ in known])[0]
    yield claim_of_fact(message, ClaimKind.AVAILABILITY, span, one, verdict)


def _is_any_named(sentence: str, facts: Sequence[KnownFact]) -> bool:
    """Return whether a sentence names a product: *ready to go* may be said of anything."""
    return any(is_product_named(one.product, sentence) for one in facts)


_OF_GONE = re.compile(r"\b(?:there (?:are|is) no|no|none)\s*$", re.IGNORECASE)
"""The *no* of *no longer* and *none left* belongs to the phrase."""

_PLAIN: Final = frozenset(
    [
        "available",
        "availability",
        "in",
        "from",
        "to",
        "of",
        "the",
        "stock",
        "on",
        "launch",
        "release",
        "released",
        "date",
        "sold",
        "and",
        "a",
        "ab",
        "verfügbar",
        "lieferbar",
        "disponible",
        "sale",
        "since",
        "ships",
        "delivers",
        "delivery",
        "is",
        "can",
        "be",
        "had",
    ]
)


@lru_cache(maxsize=2000)
def _topic(known: KnownFact) -> frozenset[str]:
    """Return the words of a fact's name that say what of a product it is about: *yard module*."""
    return frozenset(one for one in words_of(known.fact.name) if one not in _PLAIN)


def _is_of_topic(known: KnownFact, sentence: str) -> bool:
    """Return whether a sentence speaks of that which a fact is about; of the whole product, all."""
    topic = _topic(known)
    return not topic or topic <= set(words_of(sentence))


_SELL: Final = re.compile(
    r"\b(?:sells?|selling|sold|ships?|shipping|deliver(?:s|y|ies|ing)?|suppl(?:y|ies)|offers?"
    r"|launch\w*"
    r"|(?:can|could|can['’]t|cannot) (?:\w+ )?(?:buy|get|order|have|rent|hire|had)|bought|ordered"
    r"|available|obtainable"
    r"|on sale|lieferbar|liefern|verkaufen|erhältlich|verfügbar|gibt es|vendu\w*|vendons|livrons"
    r"|disponible\w*|vendemos|enviamos|entregamos)\b",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\b(?:in|to|into|across|throughout|nach|en|au|aux|a|in der|in die|for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _sold_in(
    message: Message, field: DraftField, facts: Sequence[KnownFact], named: set[int]
) -> Iterator[Claim]:
    """Yield the countries into which a draft says that we sell: *deliver it to you in Poland*."""
    lists = _of_places([one for one in facts if isinstance(one.fact.value, tuple)])
    for sentence in message.field(field).sentences if lists else ():
        text = sentence.text[:LONGEST]
        sells = _SELL.search(text)
        if sells is None:
            continue
        for name, begin in _countries_of(text, 0):
            place = Span(sentence.start + begin, sentence.start + begin + len(name), field)
            ends = begin + len(name)
            between = (
                text[sells.end() : begin] if begin > sells.start() else text[ends : sells.start()]
            )
            if place.start in named or len(between) > NEAR or re.search(r"[,;:–—]", between):
                continue
            meant = [one for one in _meant(message, place, lists) if one in lists]
            if not _is_ours(message, text, sells.start(), meant):
                continue
            is_so = not denies(text[: max(begin, sells.end())])
            fits = [one for one in meant if _is_among(name, one) is is_so]
            verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
            yield claim_of_fact(message, ClaimKind.AVAILABILITY, place, (fits or meant)[0], verdict)


def _is_ours(message: Message, text: str, start: int, meant: Sequence[KnownFact]) -> bool:
    """Return whether it is our product that is sold."""
    if not meant or is_said_of_reader(message.company, text, start):
        return False
    return any(is_product_named(one.product, text) for one in meant)


def _countries_of(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the countries named behind *in* or *to*, and where."""
    place = start
    for run in runs_in(text[start:]):
        place = text.find(run, place)
        if _INTO.search(text[max(0, place - 16) : place]):
            yield from _countries_in(run, place)
        place += len(run)


LONGEST: Final = 600
_STARTS: Final = re.compile(
    r"\b(?:have|use|get|come|comes|coming|out|live|start\w*|begin\w*|launch\w*|releas\w*"
    r"|ships?|deliver\w*"
    r"|order|available|ready|there|on sale|since|from|verfügbar|kommt|ab|gibt|disponible|sort"
    r"|sortira"
    r"|arrives?|due|planned|sale|llega)\b",
    re.IGNORECASE,
)
_AT_EVENT = re.compile(
    r"\b(?:webinar|demo|visit|meeting|call|show|fair|talk|training|tour|session|price|budget"
    r"|trial|contract|invoice|you asked|you wrote|you said|article|guide|paper|survey)\b",
    re.IGNORECASE,
)


def _begun(message: Message, field: DraftField, facts: Sequence[KnownFact]) -> Iterator[Claim]:
    """Yield from when a draft says that a thing can be had which a fact names by more words."""
    dated = [one for one in facts if _topic(one) and _is_dated(one, today(message))]
    for sentence in message.field(field).sentences if dated else ():
        text = sentence.text
        if len(text) > LONGEST or _AT_EVENT.search(text) or not _STARTS.search(text):
            continue
        about = [one for one in dated if _is_of_topic(one, text)]
        said = _dates(message, text) if about else []
        place = Span(sentence.start, sentence.start, field)
        known = [one for one in _meant(message, place, about) if one in about] if said else []
        if not known or said[0].spans == ():
            continue
        where = Span(sentence.start + said[0].start, sentence.start + said[0].end, field)
        fits = [one for one in known if _begins(one, said[0], today(message))]
        if denies(text) and not fits:
            continue
        verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
        yield claim_of_fact(message, ClaimKind.AVAILABILITY, where, (fits or known)[0], verdict)


def _held_now(known: KnownFact, day: date) -> bool | None:
    """Return whether a product can be had now by a fact; None when the fact doesn't say."""
    value = known.fact.value
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return None
    if _SOLD_OUT.search(value):
        return False
    days = _days(value, day)
    if days:
        return days[0] <= day
    return True if _IN_STOCK.search(value) else None


def _days(text: str, day: date) -> list[date]:
    """Return the first days of the dates in a fact: *2026-04-01*, *March 2026*, *Q2 2026*."""
    found = [one.spans[0][0] for one in dates_in(f"in {text}", day, ahead=True) if one.spans]
    quarter = _QUARTER.search(text)
    if quarter:
        found.append(date(int(quarter[2] or day.year), 3 * int(quarter[1]) - 2, 1))
    return found


def _places(message: Message, span: Span, facts: Sequence[KnownFact]) -> Iterator[Claim]:
    lists = [one for one in _meant(message, span, facts) if isinstance(one.fact.value, tuple)]
    text = message.field(span.field).text
    lists = _of_places(lists)
    if not lists:
        return
    sentence, start = sentence_text(message, span)
    if is_said_of_reader(message.company, sentence, span.start - start):
        return
    is_so = not denies(sentence[: span.start - start][-30:])
    for name, begin in _places_after(text[span.end : span.end + 3 * NEAR]):
        place = Span(span.end + begin, span.end + begin + len(name), span.field)
        fits = [one for one in lists if _is_among(name, one) is is_so]
        verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
        yield claim_of_fact(message, ClaimKind.AVAILABILITY, place, (fits or lists)[0], verdict)


def _of_places(lists: Sequence[KnownFact]) -> Sequence[KnownFact]:
    """Return lists of places, not of other things (*available in blue*)."""
    return [one for one in lists if any(country_code(str(item)) for item in _items(one))]


def _items(known: KnownFact) -> tuple[str, ...]:
    value = known.fact.value
    return value if isinstance(value, tuple) else ()


_PLACE_JOIN = re.compile(r"(?:\s*(?:,|&|/)\s*|\s+(?:and|or|und|et|y|ou|o)\s+|\s+)(?:the\s+|in\s+)?")
_ALL_OVER = re.compile(
    r"\s*(?:the\s+)?(all of |the whole of |whole |ganz |toute? l[ea']\s*)?", re.IGNORECASE
)


def _places_after(text: str) -> Iterator[tuple[str, int]]:
    """Yield the countries named in a list that begins here."""
    lead = _ALL_OVER.match(text)
    place = lead.end() if lead else 0
    while place < len(text):
        run = next(iter(runs_in(text[place : place + NEAR])), "")
        if not run or not text.startswith(run, place):
            return
        yield from _countries_in(run, place)
        join = _PLACE_JOIN.match(text, place + len(run))
        if join is None or text[place + len(run) :][:1] in (".", ";"):
            return
        place = join.end()


def _countries_in(run: str, place: int) -> Iterator[tuple[str, int]]:
    if country_code(run):
        yield run, place
        return
    at = 0
    for part in re.split(r"(\s+(?:and|und|et|y|or)\s+|\s+)", run):
        if country_code(part) and len(part) > 1 and part[0].isupper():
            yield part, place + at
        at += len(part)


def _is_among(name: str, known: KnownFact) -> bool:
    code = country_code(name)
    return any(
        fold(item) == fold(name) or (bool(code) and country_code(item) == code)
        for item in _items(known)
    )


def _dated(message: Message, span: Span, facts: Sequence[KnownFact]) -> Iterator[Claim]:
    known = [one for one in _meant(message, span, facts) if _is_dated(one, today(message))]
    if not known:
        return
    sentence, start = sentence_text(message, span)
    is_plain = _AVAILABLE.search(message.quote(span)) is not None or _is_any_named(sentence, known)
    is_one = len({one.product.name for one in facts}) == 1
    named = any(is_product_named(one.product, _whole(message)) for one in known)
    if not (is_plain and (named or is_one)):
        return
    for said in _dates(message, sentence):
        gap = max(said.start - (span.end - start), span.start - start - said.end, 0)
        if gap > NEAR // 2:
            continue
        place = Span(start + said.start, start + said.end, span.field)
        fits = [one for one in known if _begins(one, said, today(message))]
        verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
        yield claim_of_fact(message, ClaimKind.AVAILABILITY, place, (fits or known)[0], verdict)
        return


_SINCE = re.compile(
    r"\b(?:since|seit|depuis|desde hace|has been|have been|came out|went on)\b", re.IGNORECASE
)


def _dates(message: Message, text: str) -> Sequence[SaidDate]:
    """Return the dates of a text: those ahead of us, but for *since March*."""
    is_ahead = _SINCE.search(text) is None
    return dates_in(text, today(message), ahead=is_ahead, language=message.language)


def _whole(message: Message) -> str:
    return f"{message.subject.text}\n{message.body.text}"


def _is_dated(known: KnownFact, day: date) -> bool:
    return isinstance(known.fact.value, str) and bool(_days(known.fact.value, day))


def _begins(known: KnownFact, said: SaidDate, day: date) -> bool:
    """Return whether what is said to be the beginning is, to the month."""
    value = known.fact.value
    begins = _days(value, day) if isinstance(value, str) else []
    quarter = 92 if isinstance(value, str) and _QUARTER.search(value) else 0
    return any(
        (first.year, first.month) <= (one.year, one.month + (2 if quarter else 0))
        and (one.year, one.month) <= (last.year, last.month)
        for one in begins
        for first, last in said.spans
    )


READER = ClaimReader(kind=ClaimKind.AVAILABILITY, read=read, words=words_file(WORDS))
