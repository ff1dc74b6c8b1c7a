"""Asks: what a message asks its reader to do, how many minutes of theirs, and what is courtesy."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wellspent.review.message import Message
from wellspent.review.text import Sentence, Span

WORDS: Final = "asks"


class AskKind(StrEnum):
    """What the reader is to do."""

    CONVERSATION = "a talk"
    VISIT = "a visit"
    DOCUMENT = "something to send"
    INTRODUCTION = "an introduction"
    FORM = "something to fill in or sign up for"
    ORDER = "an order"
    LOOK = "something to look at"
    REPLY = "an answer"
    QUESTION = "a question"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to the reader.

    `minutes` is what it says that it will take, None where it doesn't. `is_courtesy` is set where
    it merely says that the door is open (*let me know if you have any questions*).
    """

    span: Span
    kind: AskKind
    minutes: float | None = None
    is_courtesy: bool = False


_GROUPS: Final[tuple[tuple[AskKind, tuple[str, ...]], ...]] = (
    (AskKind.INTRODUCTION, ("introduction",)),
    (AskKind.FORM, ("form",)),
    (AskKind.ORDER, ("order",)),
    (AskKind.DOCUMENT, ("document",)),
    (AskKind.VISIT, ("visit",)),
    (AskKind.CONVERSATION, ("conversation_asked", "conversation")),
    (AskKind.LOOK, ("look",)),
    (AskKind.REPLY, ("reply",)),
)
"""From the heaviest to the lightest: of several that share their words the first is meant."""

_MINUTES: Final[Mapping[str, float]] = {
    "five_minutes": 5,
    "ten_minutes": 10,
    "quarter_of_an_hour": 15,
    "twenty_minutes": 20,
    "half_an_hour": 30,
    "three_quarters_of_an_hour": 45,
    "an_hour": 60,
    "hour_and_a_half": 90,
    "two_hours": 120,
    "half_a_day": 240,
    "a_day": 480,
}
_COUNTED: Final[Mapping[str, float]] = {"number_of_minutes": 1, "number_of_hours": 60}
_NUMBER: Final = re.compile(r"\d{1,4}")
_CLAUSE_BEGINS: Final = re.compile(
    r"(?:^|[,;:–—-]|\b(?:and|or|so|then|to|und|oder|et|ou|y|o))[\s\"'“‘(*•-]*$"
)


def asks_of(message: Message) -> tuple[Ask, ...]:
    """Return the requests of a message, in the order in which they stand.

    Several of different kinds may stand in one sentence. A question that asks for nothing else is
    one of kind QUESTION.
    """
    hits = _hits(message)
    requests = message.hits(WORDS, "request")
    courtesies = message.hits(WORDS, "courtesy")
    times = _times(message)
    found: list[Ask] = []
    for sentence in message.sentences:
        kinds = _asked(sentence, hits, asks=_is_request(sentence, requests))
        polite = any(_lies_in(each, sentence) for each in courtesies)
        minutes = max((each for span, each in times if _lies_in(span, sentence)), default=None)
        found += [_ask(span, kind, minutes, polite) for span, kind in kinds]
        if sentence.asks and not any(kind is not AskKind.LOOK for _, kind in kinds):
            found.append(Ask(sentence.span, AskKind.QUESTION, None, polite))
    return tuple(sorted(found, key=lambda ask: ask.span.start))


def _hits(message: Message) -> list[tuple[Span, AskKind, bool]]:
    """Return the words of each kind, with whether they are a request by themselves."""
    return [
        (span, kind, group.endswith("_asked"))
        for kind, groups in _GROUPS
        for group in groups
        for span in message.hits(WORDS, group)
    ]


def _is_request(sentence: Sentence, requests: Iterable[Span]) -> bool:
    return sentence.asks or any(_lies_in(span, sentence) for span in requests)


def _asked(
    sentence: Sentence, hits: Sequence[tuple[Span, AskKind, bool]], *, asks: bool
) -> list[tuple[Span, AskKind]]:
    """Return what a sentence asks for: the first words of each kind, none of them twice."""
    found: list[tuple[Span, AskKind]] = []
    for span, kind, by_itself in hits:
        if not _lies_in(span, sentence) or any(kind is known for _, known in found):
            continue
        if any(span.start < other.end and other.start < span.end for other, _ in found):
            continue
        if asks or by_itself or _begins_clause(sentence, span):
            found.append((span, kind))
    return found


def _begins_clause(sentence: Sentence, span: Span) -> bool:
    before = sentence.text[: span.start - sentence.start]
    return _CLAUSE_BEGINS.search(before[-12:]) is not None and not before.rstrip().endswith(" to")


def _ask(span: Span, kind: AskKind, minutes: float | None, polite: bool) -> Ask:
    light = kind in (AskKind.REPLY, AskKind.LOOK, AskKind.CONVERSATION)
    return Ask(span, kind, minutes if not light or kind is AskKind.CONVERSATION else None,
               is_courtesy=polite and light)  # fmt: skip


def _times(message: Message) -> list[tuple[Span, float]]:
    """Return where it says how long something takes, in minutes."""
    found: list[tuple[Span, float]] = [
        (span, minutes)
        for group, minutes in _MINUTES.items()
        for span in message.hits(WORDS, group)
    ]
    for group, factor in _COUNTED.items():
        for span in message.hits(WORDS, group):
            number = _NUMBER.search(message.quote(span))
            found += [(span, factor * float(number[0]))] if number else []
    return found


def _lies_in(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start < sentence.end
