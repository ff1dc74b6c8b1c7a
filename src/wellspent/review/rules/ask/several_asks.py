"""It asks for two or more different things.

## Why it matters
Each further request makes the message look like more work, and the reader has to choose which one
matters. Often none gets done.

## Instead
Ask for the one thing that brings you further. The rest can wait until that is done.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.review.dealings.acquaintance import COLD
from wellspent.review.message import Message
from wellspent.review.plain_words import PLAIN, meets_any
from wellspent.review.reading.asks import Ask, AskKind, asks_of
from wellspent.review.rule import Found, Rule, bad, good

LIGHT = frozenset({AskKind.REPLY, AskKind.QUESTION, AskKind.LOOK})
"""An answer, or a look at something, belongs to whatever else is asked."""


def find(message: Message) -> Iterator[Found]:
    """Mark the first request of another kind than the one before it."""
    firm = [
        ask for ask in message.once(asks_of) if _is_firm(ask) and not _is_other_rules(message, ask)
    ]
    second = next((ask for ask in firm if ask.kind is not firm[0].kind), None)
    if second is not None:
        kinds = list(dict.fromkeys(ask.kind.value for ask in firm))
        yield Found(
            span=second.span,
            message=f"It asks for {_listed(kinds)}.",
            is_unsure=_is_choice(message, firm[0], second),
        )


def _is_firm(ask: Ask) -> bool:
    return ask.kind not in LIGHT and not ask.is_courtesy


def _is_other_rules(message: Message, ask: Ask) -> bool:
    """Return whether it asks who is responsible: one thing, one finding."""
    if ask.kind is not AskKind.INTRODUCTION:
        return False
    groups = (PLAIN, "asks_for")
    return any(meets_any(ask.span, message.hits("person_responsible", one)) for one in groups)


def _is_choice(message: Message, first: Ask, second: Ask) -> bool:
    """Return whether the second is offered instead of the first: *or*, *if that's easier*."""
    sentence = message.body.sentence_at(second.span.start)
    begin = max(first.span.end, sentence.start if sentence else 0)
    end = sentence.end if sentence else second.span.end
    return _INSTEAD.search(message.body.text[begin:end]) is not None


_INSTEAD = re.compile(
    r"\b(?:or|else|alternatively|otherwise|instead|rather|if|whichever|oder|sonst|falls|wenn|lieber"
    r"|ou|sinon|plutôt|si|o|si no|prefiere)\b",
    re.IGNORECASE,
)


def _listed(kinds: list[str]) -> str:
    return f"{', '.join(kinds[:-1])} and {kinds[-1]}"


RULE = Rule(
    code="ASK002",
    name="several-asks",
    severity=Severity.WARNING,
    message="It asks for several things.",
    advice="Ask for the one that matters now.",
    page=__doc__ or "",
    find=find,
    types=COLD,
    channels=frozenset(set(DraftChannel) - {DraftChannel.CALL_SCRIPT}),
    examples=(
        bad(
            "Hi Ada,\n\nplease fill in the attached form. Could you also introduce me to your "
            "buyer?",
            "introduce me",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        bad(
            "Hi Ada,\n\ncould we talk on Tuesday? And please send us your drawings.",
            "send us your drawings",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\ncould we talk on Tuesday? Let me know if ten o'clock works.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nhave a look at page 3 and tell me whether it fits.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
        good(
            "Hi Ada,\n\nyou asked me to send you the form; here it is. Could we talk on Tuesday?",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
        ),
    ),
)
