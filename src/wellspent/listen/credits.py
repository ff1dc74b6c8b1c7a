"""Credits: signs that the customer got something for the minutes, each with their own words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from wellspent.listen.spoken import Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import (
    Commitment,
    CreditKind,
    CreditSign,
    Question,
    Quote,
    Reaction,
    ReactionKind,
)

WORDS: Final = "credit"

CERTAINTY: Final = 0.75

_ACKNOWLEDGES: Final = frozenset(
    {
        ReactionKind.DELIGHT,
        ReactionKind.LEARNED,
        ReactionKind.TELL_ME_MORE,
        ReactionKind.GOOD_USE_OF_TIME,
        ReactionKind.GRATITUDE,
    }
)


def credits_in(
    spoken: Spoken,
    reactions: Sequence[Reaction],
    questions: Sequence[Question],
    commitments: Sequence[Commitment],
) -> tuple[CreditSign, ...]:
    """Return the signs of value, in the order in which they stand."""
    found = [
        CreditSign(kind=CreditKind.REACTION, quote=one.quote, certainty=one.certainty)
        for one in reactions
        if one.kind.is_positive
    ]
    found += _answered(spoken, reactions, questions)
    found += _said(spoken)
    said = {one.quote.turn: one.quote for one in found if one.kind is CreditKind.INTRODUCTION}
    found += [
        CreditSign(kind=CreditKind.NEXT_STEP, quote=one.quote, certainty=CERTAINTY)
        for one in commitments
        if one.side is Side.CUSTOMER
        and one.proposed_next_step
        and not _overlap(one.quote, said.get(one.quote.turn))
    ]
    return tuple(sorted(found, key=lambda one: (one.quote.turn, one.quote.start, one.kind)))


def _answered(
    spoken: Spoken, reactions: Sequence[Reaction], questions: Sequence[Question]
) -> Iterator[CreditSign]:
    """Yield questions that were answered, where the asker's next turn acknowledges it.

    A turn that objects or complains acknowledges nothing, and neither does a formula of thanks.
    """
    kind = CreditKind.QUESTION_ANSWERED
    glad: dict[int, Quote] = {}
    for one in reactions:
        if one.kind in _ACKNOWLEDGES:
            glad.setdefault(one.quote.turn, one.quote)
    cross = {one.quote.turn for one in reactions if one.kind.is_negative}
    speakers = [turn.speaker for turn in spoken.conversation.turns]
    told: set[Quote] = set()
    for question in questions:
        if question.answered_in is None:
            continue
        quote = _acknowledged(question.answered_in, spoken, glad)
        if quote is None or quote in told or quote.turn in cross:
            continue
        if speakers[quote.turn] == speakers[question.quote.turn]:
            told.add(quote)
            yield CreditSign(kind=kind, quote=quote, certainty=CERTAINTY)


def _acknowledged(answer: int, spoken: Spoken, glad: Mapping[int, Quote]) -> Quote | None:
    """Return the words of their next turn that take an answer as one."""
    for turn, sentences in spoken.after(answer, Side.CUSTOMER):
        if turn in glad:
            return glad[turn]
        taken = next((said for said in sentences if said.has(WORDS, "understood")), None)
        return spoken.quote(taken) if taken else None
    return None


def _overlap(one: Quote, other: Quote | None) -> bool:
    """Return whether two quotes of a turn share words: the same words are one credit."""
    return other is not None and one.start < other.end and other.start < one.end


def _said(spoken: Spoken) -> Iterator[CreditSign]:
    """Yield what they say themselves: a problem is solved, somebody is introduced."""
    for said in spoken.of(Side.CUSTOMER):
        if said.asks or said.has("guards", "condition"):
            continue
        if spans := said.spans(WORDS, "solved"):
            kind = CreditKind.PROBLEM_MOVED_ON
            yield CreditSign(kind=kind, quote=spoken.quote(said, spans), certainty=CERTAINTY)
        if spans := said.spans(WORDS, "introduction"):
            kind = CreditKind.INTRODUCTION
            yield CreditSign(kind=kind, quote=spoken.quote(said, spans), certainty=CERTAINTY)
