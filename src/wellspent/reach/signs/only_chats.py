"""Only ever chats: talked with us again and again, and never of anything that a purchase needs."""

from collections.abc import Iterator
from typing import Final

from wellspent.reach.seen import Seen, speaker_of, turn_evidence
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.conversation import Conversation, Side
from wellspent.records.heard import Heard

LEAST_TALKS: Final = 4
"""Fewer talks without business may be chance."""

CERTAINTY: Final = 0.6

_BUSINESS: Final = (
    ("money", "budget"),
    ("money", "invoice"),
    ("money", "price"),
    ("bringing", "forwards"),
    ("bringing", "brings"),
    ("standing", "for_us"),
    ("standing", "against"),
    ("standing", "terms"),
)


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield the latest words of contacts of whom all talks, at least four, were chat."""
    talks: dict[str, list[tuple[Conversation, int]]] = {}
    for heard in seen.talks:
        for contact_id, turn in _last_turns(heard.conversation).items():
            talks.setdefault(contact_id, []).append((heard.conversation, turn))
    busy = _busy(seen)
    for contact_id, theirs in talks.items():
        if len(theirs) < LEAST_TALKS or contact_id in busy:
            continue
        talk, turn = theirs[-1]
        yield RoleSign(
            kind=SignOfRole.ONLY_CHATS,
            contact_id=contact_id,
            account_id=talk.account_id,
            certainty=CERTAINTY,
            evidence=turn_evidence(talk, turn, talk.turns[turn].text),
            conversation_id=talk.id,
            turn=turn,
        )


def _last_turns(talk: Conversation) -> dict[str, int]:
    """Return the last turn of each contact who said something."""
    return {
        speaker_of(talk, number): number
        for number, turn in enumerate(talk.turns)
        if talk.side_of(number) is Side.CUSTOMER and turn.text.strip() and speaker_of(talk, number)
    }


def _busy(seen: Seen) -> set[str]:
    """Return the contacts who spoke of anything that moves or stops a purchase."""
    busy = {one.contact_id for one in seen.sentences if any(one.has(*each) for each in _BUSINESS)}
    for heard in seen.history.conversations:
        turns = _business_turns(heard)
        busy |= {speaker_of(heard.conversation, turn) for turn in turns}
    return busy


def _business_turns(heard: Heard) -> Iterator[int]:
    yield from (one.quote.turn for one in heard.power)
    yield from (one.quote.turn for one in heard.questions if one.asked_by is Side.CUSTOMER)
    yield from (one.quote.turn for one in heard.commitments if one.side is Side.CUSTOMER)
