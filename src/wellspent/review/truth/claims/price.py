"""Claims of what our products cost: *$228 a year* for what is *$19 a month*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.review.message import Message
from wellspent.review.reading.quantities import Quantity, quantities_in
from wellspent.review.reading.statement import is_supposed
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.reading.units import MONEY, TIME
from wellspent.review.truth.amounts_agree import agree
from wellspent.review.truth.claim_parts import claim_of_fact
from wellspent.review.truth.claim_reader import ClaimReader
from wellspent.review.truth.product_facts import (
    FactKind,
    KnownFact,
    amounts_of,
    fact_words,
    facts_of,
    is_not_ours,
    is_product_named,
    mention_of,
    of_products_meant,
)
from wellspent.review.truth.whose_amount import has_other_subject, is_said_of_reader

_OF_PRICES = re.compile(
    r"\b(?:cost\w*|price\w*|pric(?:ing|ey)|pay|fee|fees|charge[sd]?|rate|subscription|licen[cs]e\w*"
    r"|plan|plans|just|only|starts?|starting|from|per|for|each|kostet|kosten|preis\w*|nur|ab|zahlen"
    r"|coût\w*|prix|tarif|seulement|à partir|précio|precio|cuesta|desde|solo|rent|rental|lease"
    r"|list|works out|comes to|total)\b",
    re.IGNORECASE,
)
_OTHER_MONEY = re.compile(
    r"\b(?:budget|revenue|turnover|fund\w*|invest\w*|sav(?:e|es|ed|ing|ings)|worth|loses?|lost|losing"
    r"|losses|waste[sd]?|spend\w*|spent|penalt\w*|fine|fines|damage"
    r"|your (?:offer|quote|order|invoice)"
    r"|our (?:offer|quote|quotation|proposal)|quoted|proposal|order of|deal|grant|salary|bill"
    r"|downtime|umsatz|einspar\w*|sparen|angebot|chiffre|économ\w*|ahorr\w*|approved|phase|genehmigt|raised|donat\w*"
    r"|scrap|overtime|discount\w*|rebate|voucher|off the|gift)\b",
    re.IGNORECASE,
)
MANY: Final = re.compile(
    r"\b(?:(?:for|with|at|x|×|für|pour|para)\s+)?(?:your\s+|all\s+|the\s+)?(\d{1,5}|[a-z]+(?:-[a-z]+)?)\s+"
    r"(?:of\s+)?(?:your\s+)?(?:users?|seats?|people|licen[cs]es?|units?|devices?|sites?|nutzer\w*"
    r"|utilisateurs?|usuarios?|vehicles?|vans?|trucks?|sensors?|machines?|locations?|employees|beds"
    r"|rooms|cameras?|months?|years?)\b",
    re.IGNORECASE,
)


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of our prices."""
    if message.company is None:
        return
    facts = [one for one in message.once(facts_of) if one.kind is FactKind.PRICE]
    if not facts:
        return
    for sentence, amounts in message.once(amounts_of):
        for said in amounts:
            if said.dimension == MONEY:
                yield from _amount(message, sentence, said, facts)


def _amount(
    message: Message, sentence: Sentence, said: Quantity, facts: Sequence[KnownFact]
) -> Iterator[Claim]:
    span = Span(sentence.start + said.start, sentence.start + said.end, sentence.field)
    if is_not_ours(sentence.text, said.start, said.end) or is_supposed(message, span):
        return
    said = _plainly(sentence.text, said)
    meant = _named(sentence.text, of_products_meant(message, sentence.text, facts))
    fits = [one for one in (*meant, *facts) if _agrees(said, one, sentence.text)]
    if fits:
        yield claim_of_fact(message, ClaimKind.PRICE, span, fits[0], ClaimVerdict.SUPPORTED)
        return
    whole = next((one for one in facts if _is_multiple(said, one)), None)
    alike = [one for one in meant if _are_comparable(said, one, sentence.text)]
    if whole is None and alike and _is_price(message, sentence.text, said, alike):
        yield claim_of_fact(
            message, ClaimKind.PRICE, span, _nearest(said, alike), ClaimVerdict.CONTRADICTED
        )


_PIECES: Final = frozenset({"piece", "unit", "item", "stück", "pièce", "pieza", "unidad"})
_RATES: Final = (
    (re.compile(r"\b(?:monthly|monatlich\w*|mensuel\w*|mensual\w*)\b", re.IGNORECASE), 2629800.0),
    (
        re.compile(r"\b(?:yearly|annual|jährlich\w*|annuel\w*|anual\w*)\b", re.IGNORECASE),
        31557600.0,
    ),
)
"""*Monthly hire is 275 EUR*: the seconds of the period that a word before the amount names."""


def _plainly(sentence: str, said: Quantity) -> Quantity:
    """Return an amount *per piece* as one, and with the period that its sentence names."""
    if said.by and said.by <= _PIECES:
        said = replace(said, by=frozenset())
    if not said.period:
        before = sentence[: said.start]
        period = next((seconds for word, seconds in _RATES if word.search(before)), 0.0)
        said = replace(said, period=period)
    return said


def _nearest(said: Quantity, facts: Sequence[KnownFact]) -> KnownFact:
    """Return the price that is nearest to what is said: the one that was meant."""
    return min(facts, key=lambda one: abs((one.quantity.low if one.quantity else 0) - said.low))


def _are_comparable(said: Quantity, known: KnownFact, sentence: str) -> bool:
    """Return whether an amount would be this price, if it were right."""
    true = known.quantity
    if true is None or not true.low:
        return False
    if (
        said.by == frozenset()
        and true.by
        and any(
            agree(_shared(said, many), true) is not None and _is_of_scale(_shared(said, many), true)
            for many in _how_many(sentence)
        )
    ):
        return True
    if agree(said, true) is not None and (bool(said.by) == bool(true.by) or not said.by):
        return _is_of_scale(said, true)
    is_each = bool(_EACH.search(sentence[said.end : said.end + 20])) or bool(said.by & true.by)
    return is_each and bool(true.by) and not true.period and _is_of_scale(said, true)


_EACH = re.compile(r"\s*(?:each|apiece|a piece|per \w+|pro \w+|je \w+|pièce|cada un[oa]|a unit)\b")
SCALE: Final = 6.0
"""An amount so many times a price is the sum of something else."""


def _is_of_scale(said: Quantity, true: Quantity) -> bool:
    rate = true.period / said.period if said.period and true.period else 1.0
    return 1 / SCALE <= said.high * rate / true.high <= SCALE


MOST_PIECES: Final = 5000


def _is_multiple(said: Quantity, known: KnownFact) -> bool:
    """Return whether an amount is the price of several, in the same or a longer period."""
    true = known.quantity
    if true is None or not true.low or said.unit != true.unit or said.low != said.high:
        return False
    rates = {1.0}
    if said.period and true.period:
        rates = {true.period / said.period}
    elif true.period:
        rates = {1.0, 1 / 12, 1 / 24, 1 / 36}
    return any(_is_whole(said.low * rate / true.low) for rate in rates)


def _is_whole(times: float) -> bool:
    return 1.9 < times <= MOST_PIECES and abs(times - round(times)) < 0.002


def _named(sentence: str, facts: Sequence[KnownFact]) -> list[KnownFact]:
    """Return the facts that a sentence names (*setup fee*) by more than *price*, else all."""
    plain = set(fact_words()["price"]["words"])
    named = [
        one
        for one in facts
        if any(set(name) - plain for name in one.names) and mention_of(_telling(one), sentence)
    ]
    return named or list(facts)


def _telling(known: KnownFact) -> KnownFact:
    """Return a fact with only the words of its names that tell it from other prices."""
    plain = set(fact_words()["price"]["words"])
    names = [tuple(word for word in name if word not in plain) for name in known.names]
    return replace(known, names=tuple(name for name in names if name), synonyms=())


def _agrees(said: Quantity, known: KnownFact, sentence: str) -> bool:
    if known.quantity is None:
        return False
    if agree(said, known.quantity):
        return True
    if not said.period and _names_period(sentence, known.quantity.period):
        said = replace(said, period=known.quantity.period)
        if agree(said, known.quantity):
            return True
    same = said.unit == known.quantity.unit and said.low <= known.quantity.low <= said.high
    if same and (not said.period or said.period == known.quantity.period):
        return True
    return any(agree(_shared(said, many), known.quantity) for many in _how_many(sentence))


def _names_period(sentence: str, period: float) -> bool:
    """Return whether a sentence names a period apart from the amount: *a month of hire*."""
    return any(abs(one - period) < 0.02 * period for one in _single_periods(sentence))


@lru_cache(maxsize=64)
def _single_periods(sentence: str) -> tuple[float, ...]:
    said = quantities_in(sentence)
    return tuple(one.low for one in said if one.dimension == TIME and one.given == 1)


def _shared(said: Quantity, many: float) -> Quantity:
    return replace(said, low=said.low / many, high=said.high / many)


@lru_cache(maxsize=64)
def _how_many(sentence: str) -> tuple[float, ...]:
    """Return by how many an amount may be for: *for ten users*."""
    found: list[float] = []
    for match in MANY.finditer(sentence):
        counted = quantities_in(f"{match[1]} things", counted=["things"])
        found += [one.low for one in counted if one.low > 1]
    return tuple(dict.fromkeys(found))


_STRONG = re.compile(
    r"\b(?:our|we|it|it's|costs?|price\w*|fee|fees|charge|licen[cs]e|rent|rental|hire|plan|subscription"
    r"|kostet|preis\w*|miete|prix|coûte|tarif|precio|cuesta|yours)\b|^\W*(?:only|just|from|for)\b",
    re.IGNORECASE,
)
_BOUGHT = re.compile(
    r"\b(?:mills|they|people|others|competitors|customers|companies|market|neighbours) "
    r"(?:pay|buy|sell|charge|ask)\b|\b(?:more|extra|más|de plus|mehr)\W*$",
    re.IGNORECASE,
)


def _names_product(message: Message, facts: Sequence[KnownFact]) -> bool:
    """Return whether a draft names a product of these anywhere."""
    text = f"{message.subject.text}\n{message.body.text}"
    return any(is_product_named(one.product, text) for one in facts)


def _is_price(message: Message, sentence: str, said: Quantity, meant: Sequence[KnownFact]) -> bool:
    """Return whether an amount is said to be a price of ours."""
    if _OTHER_MONEY.search(sentence) or _BOUGHT.search(sentence[: said.end + 6]):
        return False
    is_each = _EACH.match(sentence[said.end : said.end + 20]) is not None or bool(said.by)
    if is_said_of_reader(message.company, sentence, said.start) and not is_each:
        return False
    if has_other_subject(message, sentence, said.start):
        return False
    is_named = any(is_product_named(one.product, sentence) for one in meant)
    is_about_us = is_named or is_each or _names_product(message, meant)
    if not is_about_us and not _STRONG.search(sentence):
        return False
    return bool(said.period) or is_named or _OF_PRICES.search(sentence) is not None


READER = ClaimReader(kind=ClaimKind.PRICE, read=read)
