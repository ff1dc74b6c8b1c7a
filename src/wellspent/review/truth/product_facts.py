"""Product facts: what is approved to be said of our products, ready to be compared with a draft."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from wellspent.phrases.pattern import fold
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.product import Company, Product, ProductFact
from wellspent.review.message import Message
from wellspent.review.reading.quantities import Quantity, quantities_in
from wellspent.review.reading.statement import denies
from wellspent.review.reading.text import Sentence
from wellspent.review.reading.units import COUNT, MONEY, stem
from wellspent.review.reading.word_likeness import alike, plain_words, words_of
from wellspent.review.truth.amounts_agree import agree


class FactKind(StrEnum):
    """What kind of thing a fact says."""

    QUANTITY = "quantity"
    PRICE = "price"
    FLAG = "flag"
    AVAILABILITY = "availability"
    CERTIFICATION = "certification"
    TEXT = "text"


@dataclass(frozen=True, slots=True, eq=False)
class KnownFact:
    """A fact of a product, with what it is compared by.

    `quantity` is its amount; `names` the words of each of its names, `synonyms` other ways of
    speaking of it.
    """

    product: Product
    fact: ProductFact
    kind: FactKind
    quantity: Quantity | None
    names: tuple[tuple[str, ...], ...]
    synonyms: tuple[str, ...]

    @property
    def value_words(self) -> str:
        """Return its value in words, with the unit."""
        return f"{value_in_words(self.fact)} {self.fact.unit}".strip()

    @property
    def evidence(self) -> Evidence:
        """Return it as evidence."""
        quote = f"{self.fact.name}: {self.value_words}"
        return Evidence(
            OwnRecord.PRODUCT, self.product.name, self.fact.name, quote, self.fact.approved_at
        )


def value_in_words(fact: ProductFact) -> str:
    """Return a fact's value as people write it."""
    value = fact.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, (int, float)) else value


@lru_cache(maxsize=64)
def known_facts(company: Company) -> tuple[KnownFact, ...]:
    """Return all facts of a company's products."""
    return tuple(_known(product, fact) for product in company.products for fact in product.facts)


def facts_of(message: Message) -> tuple[KnownFact, ...]:
    """Return what is approved to be said of our products; nothing where that isn't known."""
    return known_facts(message.company) if message.company is not None else ()


def amounts_of(message: Message) -> list[tuple[Sentence, list[Quantity]]]:
    """Return the sentences with amounts in them, things that our facts count among them."""
    amounts = [one.quantity for one in message.once(facts_of) if one.quantity is not None]
    things = {one.unit for one in amounts if one.dimension == COUNT}
    also = {stem(word): thing for thing in things for word in fact_words()["counts"].get(thing, ())}
    counted = (*things, *also)
    found: list[tuple[Sentence, list[Quantity]]] = []
    for sentence in (*message.subject.sentences, *message.body.sentences):
        said = quantities_in(sentence.text, counted=counted, language=message.language)
        said = [replace(one, unit=also.get(one.unit, one.unit)) for one in said]
        if said:
            found.append((sentence, said[:MOST_AMOUNTS]))
    return found


MOST_AMOUNTS: Final = 20
"""Of one sentence so many amounts are compared; no sentence to a person holds more."""


def _known(product: Product, fact: ProductFact) -> KnownFact:
    names = tuple(
        tuple(word for word in words_of(name) if word not in plain_words("small")) or
        tuple(words_of(name))
        for name in (fact.name, *fact.names)
    )  # fmt: skip
    quantity = _quantity(fact)
    kind = _kind(fact, quantity)
    return KnownFact(product, fact, kind, quantity, names, _synonyms(fact))


def _quantity(fact: ProductFact) -> Quantity | None:
    if isinstance(fact.value, (bool, tuple)):
        return None
    text = f"{value_in_words(fact)} {fact.unit}" if fact.unit else str(value_in_words(fact))
    counted = re.findall(r"[^\W\d_]{3,}", f"{fact.unit} {fact.name}")
    found = quantities_in(text, counted=counted if fact.unit else ())
    if len(found) != 1 and isinstance(fact.value, str):
        return None
    return found[0] if found else _plain_count(fact)


def _plain_count(fact: ProductFact) -> Quantity | None:
    """Return the quantity of a number without a unit: its name is what is counted."""
    if not isinstance(fact.value, (int, float)):
        return None
    words = words_of(fact.unit or fact.name)
    if not words:
        return None
    number = float(fact.value)
    return Quantity(
        start=0, end=0, dimension=COUNT, unit=stem(words[-1]), low=number, high=number, given=number
    )


def _kind(fact: ProductFact, quantity: Quantity | None) -> FactKind:
    name = fact.name.lower()
    if quantity is not None and quantity.dimension == MONEY:
        return FactKind.PRICE
    if _names_a(name, "certificates"):
        return FactKind.CERTIFICATION
    if _names_a(name, "availability") and quantity is None:
        return FactKind.AVAILABILITY
    if isinstance(fact.value, bool):
        return FactKind.FLAG
    return FactKind.QUANTITY if quantity is not None else FactKind.TEXT


def _names_a(name: str, table: str) -> bool:
    return any(word in name for word in fact_words()[table]["words"])


def _synonyms(fact: ProductFact) -> tuple[str, ...]:
    table: Mapping[str, list[str]] = fact_words()["numbers"]
    found: list[str] = []
    for word in (one for name in (fact.name, *fact.names) for one in words_of(name)):
        found += table.get(word, [])
    return tuple(dict.fromkeys(found))


@cache
def fact_words() -> Mapping[str, Any]:
    """Return the other ways of speaking of facts."""
    text = files("wellspent.review").joinpath("lists", "fact_words.toml").read_text("utf-8")
    return tomllib.loads(text)


LEAST_OF_NAME: Final = 0.6
"""So large a share of a name's words must stand in a sentence."""


def mention_of(known: KnownFact, sentence: str) -> int | None:
    """Return where a sentence speaks of a fact; None when it doesn't."""
    place = _name_at(known, sentence)
    return _synonym_at(known, sentence) if place is None else place


def gap_to(known: KnownFact, sentence: str, start: int, end: int, place: int) -> int:
    """Return how far a place is from where a fact is spoken of: its name, or the next synonym."""
    places = [place]
    if known.synonyms:
        places += [one.start() for one in phrase_pattern(known.synonyms).finditer(sentence)]
    return min(max(start - one, one - end, 0) for one in places)


def is_named(known: KnownFact, sentence: str) -> bool:
    """Return whether a sentence holds one of a fact's own names."""
    return _name_at(known, sentence) is not None or _has_noun(known, sentence)


@lru_cache(maxsize=2000)
def _has_noun(known: KnownFact, sentence: str) -> bool:
    nouns = tuple(word for word in known.synonyms if word in fact_words()["nouns"]["words"])
    return bool(nouns) and phrase_pattern(nouns).search(sentence) is not None


def fits_limit(said: Quantity, known: KnownFact) -> bool:
    """Return whether an amount lies within what a fact has as the highest or the lowest."""
    true, name = known.quantity, known.fact.name.lower()
    if true is None or agree(said, true) is None or said.period or true.period:
        return False
    if _HIGHEST.search(name):
        return said.high <= true.high
    return _LOWEST.search(name) is not None and said.low >= true.low


def is_limit(known: KnownFact) -> bool:
    """Return whether a fact is the highest or the lowest of something."""
    name = known.fact.name.lower()
    return _HIGHEST.search(name) is not None or _LOWEST.search(name) is not None


_HIGHEST = re.compile(r"\b(?:max\w*|highest|up to|höchst\w*|maximal\w*|limit)\b")
_LOWEST = re.compile(r"\b(?:min\w*|lowest|niedrigst\w*|mínim\w*)\b")


_VAGUE: Final = frozenset({"time", "times", "period"})
"""Words of a fact's name that don't tell it from others: *delivery time*."""


@lru_cache(maxsize=2000)
def _name_at(known: KnownFact, sentence: str) -> int | None:
    folded = _words_at(sentence)
    for name in known.names:
        wanted = [part for part in name if part not in _VAGUE or len(name) == 1]
        places = [
            place
            for part in wanted
            for place in [next((at for word, at in folded if _is_form(part, word)), None)]
            if place is not None
        ]
        if wanted and len(places) >= LEAST_OF_NAME * len(wanted):
            return max(places)
    return None


@lru_cache(maxsize=256)
def _words_at(sentence: str) -> list[tuple[str, int]]:
    """Return the words of a sentence without case and accents, and where they stand."""
    return [(fold(match[0]), match.start()) for match in _WORD.finditer(sentence)]


@lru_cache(maxsize=20_000)
def _is_form(part: str, word: str) -> bool:
    """Return whether a word of a sentence is a word of a name, with an ending of the plural."""
    return stem(part) == stem(word) or (len(part) >= 7 and alike(part, word))


_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=2000)
def _synonym_at(known: KnownFact, sentence: str) -> int | None:
    return _one_of_synonyms_at(known.synonyms, sentence) if known.synonyms else None


@lru_cache(maxsize=500)
def _one_of_synonyms_at(synonyms: Sequence[str], sentence: str) -> int | None:
    found = phrase_pattern(synonyms).search(sentence)
    return found.start() if found else None


@lru_cache(maxsize=2000)
def phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of these phrases, as whole words."""
    ordered = sorted(phrases, key=len, reverse=True)
    ways = "|".join(re.escape(one).replace(r"\ ", r"[\s-]+") for one in ordered)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


def of_products_meant(
    message: Message, sentence: str, known: Iterable[KnownFact]
) -> list[KnownFact]:
    """Return the facts of the products that a sentence, or else the draft, names; else all."""
    facts = list(known)
    named = [one for one in facts if is_product_named(one.product, sentence)]
    if named:
        full = [one for one in named if _is_in(one.product.name, sentence)]
        return full or named
    in_draft, in_full = message.once(_named_in_draft)
    named = [one for one in facts if one.product.name in in_draft]
    return [one for one in named if one.product.name in in_full] or named or facts


def _named_in_draft(message: Message) -> tuple[frozenset[str], frozenset[str]]:
    """Return the products that a draft names, and those of them whose full name it gives.

    A full name goes before a short one: *AquaLine 200* is not *AquaLine*.
    """
    text = f"{message.subject.text}\n{message.body.text}"
    products = message.company.products if message.company else ()
    named = frozenset(one.name for one in products if is_product_named(one, text))
    return named, frozenset(name for name in named if _is_in(name, text))


def is_product_named(product: Product, text: str) -> bool:
    """Return whether a text names a product."""
    return any(_is_in(name, text) for name in (product.name, *product.names))


@lru_cache(maxsize=2000)
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _is_in(name: str, text: str) -> bool:
    return bool(name) and _name_pattern(name).search(text) is not None


_NOT_OURS = re.compile(
    r"\byour (?:current|existing|old|present|previous|budget|spend|invoice|contract with|supplier"
    r"|present-day|last)\b"
    r"|\byou(?:'re| are)? (?:currently|now|today|have|had|paid|spend|spent|use|used|run|lose|lost"
    r"|said|told|mentioned|wrote|wanted|saved|could save|would save)\b"
    r"|\b(?:competitor\w*|other (?:vendors?|suppliers?|providers?|systems?|pumps?|tools?|sensors?)"
    r"|most (?:vendors?|suppliers?|systems?|tools?|companies|customers?)|industry average"
    r"|typically|usual(?:ly)?|on average|market average|elsewhere|the average)\b"
    r"|\bihr\w* (?:aktuell\w*|bisherig\w*|jetzig\w*|budget|vertrag)\b"
    r"|\bsie (?:haben|zahlen|nutzen|sagten)\b"
    r"|\bvotre (?:actuel\w*|budget|contrat)\b|\bvous (?:avez|payez|utilisez|disiez)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\s*(?:ago|earlier|back\b|later|old\b|of your (?:time|day)|vor\b)", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[;:–—]|,\s|\s(?:but|while|whereas|and our|and we|aber|mais|pero)\s", re.IGNORECASE
)


def is_not_ours(sentence: str, start: int, end: int) -> bool:
    """Return whether an amount in a sentence is the reader's, a rival's, or a time that passed."""
    before = _CLAUSE.split(sentence[:start])[-1]
    return _NOT_OURS.search(before) is not None or _AGO.match(sentence[end:]) is not None


def clause_at(sentence: str, start: int, end: int) -> str:
    """Return the clause in which something stands: up to the next comma, dash or *but*."""
    before = _CLAUSE.split(sentence[:start])[-1]
    return before + sentence[start:end] + _CLAUSE.split(sentence[end:])[0]


NEAR_NOT: Final = 40


def is_denied_at(sentence: str, start: int, end: int) -> bool:
    """Return whether a *not* stands near in the same clause, before or after."""
    before = _CLAUSE.split(sentence[:start])[-1][-NEAR_NOT:]
    after = _CLAUSE.split(sentence[end:])[0][:NEAR_NOT]
    return denies(before) or denies(after)
