"""Asks: what a message asks its reader to do, how many minutes of theirs, and what is courtesy."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from wellspent.review.message import Message
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.text import Sentence, Span

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
    (AskKind.VISIT, ("visit",)),
    (AskKind.FORM, ("form",)),
    (AskKind.ORDER, ("order",)),
    (AskKind.DOCUMENT, ("document",)),
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
_CLAUSE_BEGINS: Final = re.compile(r"(?:^|[,;:–—-])[\s\"'“‘(*•-]*$")


def asks_of(message: Message) -> tuple[Ask, ...]:
    """Return the requests of a message, in the order in which they stand.

    Several of different kinds may stand in one sentence. A question that asks for nothing else is
    one of kind QUESTION.
    """
    actions = Placed((each.span.start, each) for each in _actions(message))
    requests = _placed(message.hits(WORDS, "request"))
    courtesies = _placed(message.hits(WORDS, "courtesy"))
    after = {span.end for span in message.hits(WORDS, "leads_in")} if actions else set[int]()
    times = Placed((span.start, each) for span, each in (_times(message) if actions else ()))
    found: list[Ask] = []
    for sentence in message.sentences:
        start, end = sentence.start, sentence.end
        within = actions.within(start, end)
        if not within and not sentence.asks:
            continue
        asks = sentence.asks or requests.any_within(start, end)
        polite = courtesies.any_within(start, end)
        minutes = max(times.within(start, end), default=None)
        kept = _kept(
            each for each in within if asks or each.by_itself or _leads_in(sentence, each, after)
        )
        found += [_ask(each, minutes, polite) for each in kept]
        if sentence.asks and all(each.kind is AskKind.LOOK for each in kept):
            found.append(Ask(sentence.span, AskKind.QUESTION, None, polite))
    return tuple(sorted(found, key=lambda ask: ask.span.start))


class _Action(NamedTuple):
    """Words for something to do, and whether they are a request by themselves."""

    span: Span
    kind: AskKind
    by_itself: bool


def _actions(message: Message) -> list[_Action]:
    """Return the words of each kind, the heaviest kinds first."""
    return [
        _Action(span, kind, group.endswith("_asked"))
        for kind, groups in _GROUPS
        for group in groups
        for span in message.hits(WORDS, group)
    ]


def _kept(actions: Iterable[_Action]) -> list[_Action]:
    """Return the first action of each kind, and no words twice."""
    kept: list[_Action] = []
    for each in actions:
        start, end = each.span.start, each.span.end
        if all(
            other.kind is not each.kind and (other.span.end <= start or end <= other.span.start)
            for other in kept
        ):
            kept.append(each)
    return kept


def _leads_in(sentence: Sentence, action: _Action, after: set[int]) -> bool:
    """Return whether an action begins its sentence, or a part of it."""
    before = sentence.text[: action.span.start - sentence.start]
    end = sentence.start + len(before.rstrip())
    return end in after or _CLAUSE_BEGINS.search(before[-12:]) is not None


def _ask(action: _Action, minutes: float | None, polite: bool) -> Ask:
    """Return the request; an answer or a look takes no time that is worth naming."""
    is_light = action.kind in (AskKind.REPLY, AskKind.LOOK)
    is_courtesy = polite and (is_light or action.kind is AskKind.CONVERSATION)
    return Ask(action.span, action.kind, None if is_light else minutes, is_courtesy)


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
    return _without_parts(found)


def _without_parts(found: list[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Return the times without those that are part of another: *an hour* of *half an hour*."""
    kept: list[tuple[Span, float]] = []
    for span, minutes in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if not kept or kept[-1][0].end <= span.start:
            kept.append((span, minutes))
    return kept


def _placed(spans: Iterable[Span]) -> Placed[Span]:
    return Placed((span.start, span) for span in spans)
