"""A fact of ours that may answer a question: the product is named and so is what is asked of it."""

import re
from typing import Final, NamedTuple

from wellspent.brief.matter import BriefMatter
from wellspent.brief.sentence import Words
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.product import Product, ProductFact

_WORD: Final = re.compile(r"\w+")


class FactFound(NamedTuple):
    """A fact as the places of a sentence take it."""

    product: Words
    name: Words
    value: Words


def fact_for(matter: BriefMatter, question: str) -> FactFound | None:
    """Return the fact that a question asks for; None unless both product and fact are named."""
    words = _words(question)
    for product in matter.company.products if matter.company else ():
        if not any(_stands(name, words) for name in (product.name, *product.names)):
            continue
        for fact in product.facts:
            if any(_stands(name, words) for name in (fact.name, *fact.names)):
                return _found(product, fact)
    return None


def fact_in_words(fact: ProductFact) -> str:
    """Return what a fact says: its value with the unit."""
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if isinstance(fact.value, tuple):
        return ", ".join(fact.value)
    value = f"{fact.value:g}" if isinstance(fact.value, float) else str(fact.value)
    return f"{value} {fact.unit}".strip()


def _found(product: Product, fact: ProductFact) -> FactFound:
    value = Evidence(
        OwnRecord.PRODUCT, product.name, fact.name, fact_in_words(fact), fact.approved_at
    )
    called = Evidence(OwnRecord.PRODUCT, product.name, "name", product.name)
    named = Evidence(OwnRecord.PRODUCT, product.name, "fact", fact.name, fact.approved_at)
    return FactFound(
        Words(product.name, called), Words(fact.name, named), Words(value.quote, value)
    )


def _stands(name: str, words: list[str]) -> bool:
    """Return whether all words of a name stand in a question, one after another or nearly so."""
    wanted = [one for one in _words(name) if len(one) > 2 or one.isdigit()]
    places = [words.index(one) if one in words else -1 for one in wanted]
    if not wanted or -1 in places or places != sorted(places):
        return False
    return places[-1] - places[0] <= len(wanted) + 3


def _words(text: str) -> list[str]:
    """Return the words of a text without an *s* at the end: *fits* and *fit* are the same."""
    words = _WORD.findall(text.casefold())
    return [word.removesuffix("s") if len(word) > 3 else word for word in words]
