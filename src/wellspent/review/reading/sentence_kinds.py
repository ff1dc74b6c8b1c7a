"""Sentence kinds: what each sentence of a message does for the reader: nothing, ask, tell of us.

What is left is of substance: it says something of the reader's world, or gives them something.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wellspent.records.draft import DraftChannel
from wellspent.review.message import Message
from wellspent.review.reading.about_reader import about_reader
from wellspent.review.reading.asks import AskKind, asks_of
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.text import Sentence, Span

WORDS: Final = "sentence_kinds"

SHORTEST: Final = 6
"""A sentence of fewer words is a name, a wish or a number."""


LONGEST_INTRODUCTION: Final = 11

LONGEST_FACT: Final = 18
"""A longer sentence about the reader says something about what it tells."""

BEGINNING: Final = 40
"""So many characters after its beginning a sentence may come to speak of us."""


class SentenceKind(StrEnum):
    """What a sentence does."""

    EMPTY = "nothing"
    ASK = "asks for something"
    INTRODUCTION = "says who writes"
    ABOUT_US = "tells of ourselves or our product"
    WISH = "says what we do or wish"
    ABOUT_READER = "tells the reader what they have or are"
    SUBSTANCE = "something else"


@dataclass(frozen=True, slots=True)
class KnownSentence:
    """A sentence of the body after the greeting, and what it does."""

    sentence: Sentence
    kind: SentenceKind


_FILLERS: Final = (
    (WORDS, "filler"),
    ("generic_opener", "pleasantry"),
    ("generic_opener", "came_across"),
    ("empty_check_in", "check_in"),
    ("guilt", "guilt"),
    ("entitlement", "entitlement"),
    ("entitlement", "deadline"),
    ("break_up", "break_up"),
    ("flattery", "flattery"),
    ("sarcasm", "sarcasm"),
    ("false_urgency", "pressure"),
)
_ASKS: Final = ((WORDS, "empty_question"), ("person_responsible", "asks_for"))
_IT: Final = re.compile(r"(?:it|this|they|these|es|sie|das|elle|il|cela|ça)\b", re.IGNORECASE)
"""A sentence that begins so goes on about what the one before it was about."""

_YOUR: Final = re.compile(r"\b(?:your?|yours|Ihr\w*|Sie|vous|votre|vos|usted|sus?)\b")
_PRICE: Final = re.compile(
    r"[€£$][ \u00a0]?\d|\d[ \u00a0]?(?:€|£|\$|eur\b|euros?\b|usd\b|gbp\b|pounds\b|dollars\b)",
    re.IGNORECASE,
)

_OWN_TIME: Final = frozenset(
    {AskKind.CONVERSATION, AskKind.VISIT, AskKind.INTRODUCTION, AskKind.REPLY, AskKind.FORM}
)


def sentence_kinds(message: Message) -> tuple[KnownSentence, ...]:
    """Return what each sentence after the greeting does, in the order in which they stand."""
    marks = _Marks(message)
    known: list[KnownSentence] = []
    kind = SentenceKind.EMPTY
    for sentence in message.sentences:
        kind = marks.kind(sentence, kind)
        known.append(KnownSentence(sentence, kind))
    return tuple(known)


class _Marks:
    """Where a message holds the words by which its sentences are known."""

    def __init__(self, message: Message) -> None:
        self.message = message
        asks = [ask.span.start for ask in message.once(asks_of) if ask.kind in _OWN_TIME]
        introductions = _starts(message, [(WORDS, "introduces")])
        named = [span.start for span in message.once(company_named)]
        self.fillers = _placed(_starts(message, _FILLERS))
        self.asks = _placed(_starts(message, _ASKS) + asks)
        self.is_script = message.draft.channel is DraftChannel.CALL_SCRIPT
        self.ours = _placed(_starts(message, [(WORDS, "ours")]))
        self.wishes = _placed(_starts(message, [(WORDS, "wish")]))
        self.their_facts = _placed(_starts(message, [(WORDS, "their_fact")]))
        self.our_company = _placed(named)
        self.introductions = _placed(introductions + named)
        self.hype = _placed(_starts(message, [("hype", "hype")]))
        self.about_us = _placed(_starts(message, [(WORDS, "about_us")]))
        self.products = _placed(span.start for span in message.once(products_named))
        self.reader = _placed(mention.span.start for mention in message.once(about_reader))

    def kind(self, sentence: Sentence, before: SentenceKind) -> SentenceKind:
        """Return what a sentence does; `before` is what the one before it did."""
        if self._asks(sentence):
            return SentenceKind.ASK
        length = len(sentence.text.split())
        if _any_in(sentence, self.fillers) or self._is_snippet(sentence, length):
            return SentenceKind.EMPTY
        if length < LONGEST_INTRODUCTION and _begins(sentence, self.our_company):
            return SentenceKind.INTRODUCTION
        if sentence.asks and not self.is_script:
            return SentenceKind.ASK
        if _any_in(sentence, self.wishes):
            return SentenceKind.WISH
        if length < LONGEST_FACT and self.their_facts.any_within(
            sentence.start, sentence.start + 1
        ):
            return SentenceKind.ABOUT_READER
        if _any_in(sentence, self.reader):
            return SentenceKind.SUBSTANCE
        if _any_in(sentence, self.products) or self._presents(sentence):
            return SentenceKind.ABOUT_US
        if _any_in(sentence, self.introductions):
            return SentenceKind.INTRODUCTION
        if _begins(sentence, self.about_us) or _any_in(sentence, self.hype):
            return SentenceKind.ABOUT_US
        goes_on = before is SentenceKind.ABOUT_US and _IT.match(sentence.text) is not None
        return SentenceKind.ABOUT_US if goes_on else SentenceKind.SUBSTANCE

    def _is_snippet(self, sentence: Sentence, length: int) -> bool:
        """Return whether it is a name, a wish or a number, and nothing that concerns the reader."""
        return length < SHORTEST and not sentence.asks and _YOUR.search(sentence.text) is None

    def _presents(self, sentence: Sentence) -> bool:
        """Return whether it speaks of what is ours, or says a price."""
        return _any_in(sentence, self.ours) or _PRICE.search(sentence.text) is not None

    def _asks(self, sentence: Sentence) -> bool:
        return _any_in(sentence, self.asks) and (sentence.asks or _begins(sentence, self.asks))


def products_named(message: Message) -> list[Span]:
    """Return where the body names a product of ours."""
    products = message.company.products if message.company else ()
    names = {name for product in products for name in (product.name, *product.names) if name}
    return sorted(_places(message.body.text, names))


def company_named(message: Message) -> list[Span]:
    """Return where the body names our company."""
    company = message.company
    names = {company.name, *company.names} if company else set[str]()
    return sorted(_places(message.body.text, filter(None, names)))


def _places(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in names:
        at = text.find(name)
        while at >= 0:
            yield Span(at, at + len(name))
            at = text.find(name, at + len(name))


def _starts(message: Message, groups: Iterable[tuple[str, str]]) -> list[int]:
    return [span.start for words, group in groups for span in message.hits(words, group)]


def _any_in(sentence: Sentence, places: Placed[None]) -> bool:
    return places.any_within(sentence.start, sentence.end)


def _begins(sentence: Sentence, places: Placed[None]) -> bool:
    return places.any_within(sentence.start, min(sentence.start + BEGINNING, sentence.end))


def _placed(places: Iterable[int]) -> Placed[None]:
    return Placed((place, None) for place in places)
