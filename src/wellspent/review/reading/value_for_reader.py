"""Value for the reader: what of use to them a message holds.

An answer to what they asked, something to have, what it would save or spare them, a thought or
news, a figure. Read widely: a rule that says *nothing in it for the reader* must be sure.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wellspent.review.message import Message
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.sentence_kinds import SentenceKind, sentence_kinds
from wellspent.review.reading.text import Span

WORDS: Final = "value_for_reader"


class Use(StrEnum):
    """What kind of use to the reader something is."""

    ANSWER = "an answer"
    OFFER = "something to have"
    BENEFIT = "what it would do for them"
    NEWS = "a thought or news"
    FIGURE = "a figure"
    LINK = "a page to read"


@dataclass(frozen=True, slots=True)
class Value:
    """A place in the body that holds something of use to the reader."""

    span: Span
    use: Use


_GROUPS: Final = (
    (Use.ANSWER, "answer"),
    (Use.OFFER, "offer"),
    (Use.BENEFIT, "benefit"),
    (Use.NEWS, "news"),
)
_MAY_HOLD_USE: Final = frozenset(
    {SentenceKind.ASK, SentenceKind.ABOUT_US, SentenceKind.WISH, SentenceKind.ABOUT_READER}
)
_TELLS_AFTER_COLON: Final = re.compile(r":\s{1,3}(?:[^\s:]{1,40}\s{1,3}){2}[^\s:]")
_FIGURE: Final = re.compile(
    r"\d[\d.,]{0,12}[ \u00a0]?(?:%|percent|per cent|Prozent|pour cent|por ciento|€|£|\$|eur\b|usd\b"
    r"|gbp\b|chf\b|°|(?:hours|days|weeks|months|years|euros?|dollars|pounds|kwh|kw|kg|g|t|tons?"
    r"|tonnes?|km|m|mm|cm|l|bar|db|litres?|liters?|stunden|tage|wochen|monate|jahre|heures|jours"
    r"|semaines|mois|ans|horas|días|semanas|meses|años|times|mal|fois|veces)\b)"
    r"|[€£$][ \u00a0]?\d",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?://(?!\S{0,60}(?:calend|meet|book|termin|zoom))\S", re.IGNORECASE)


def value_for_reader(message: Message) -> tuple[Value, ...]:
    """Return what of use to the reader the body holds, in the order in which it stands."""
    found = [Value(span, use) for use, group in _GROUPS for span in message.hits(WORDS, group)]
    text = message.body.text
    found += [Value(Span(*hit.span()), Use.FIGURE) for hit in _FIGURE.finditer(text)]
    found += [Value(Span(*hit.span()), Use.LINK) for hit in _LINK.finditer(text)]
    return tuple(sorted(found, key=lambda value: value.span))


def holds_nothing(message: Message) -> bool:
    """Return whether every sentence is empty, asks, or tells of us, and none names a use."""
    known = message.once(sentence_kinds)
    kinds = {each.kind for each in known}
    if SentenceKind.SUBSTANCE in kinds or message.hits(WORDS, "handed_over"):
        return False
    if any(_TELLS_AFTER_COLON.search(each.sentence.text) for each in known):
        return False
    told = [each.sentence for each in known if each.kind in _MAY_HOLD_USE]
    places = Placed((value.span.start, None) for value in message.once(value_for_reader))
    return not any(places.any_within(sentence.start, sentence.end) for sentence in told)
