"""Copied in when price came up: first seen in a thread in the mail that speaks of money."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen, turn_evidence
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.conversation import Conversation, Side

CERTAINTY = 0.7


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts who join a thread, without having spoken, when a price is spoken of."""
    prices = {
        (sentence.talk.id, sentence.turn): sentence.text
        for sentence in reversed(seen.sentences)
        if sentence.has("money", "price")
    }
    for heard in seen.history.conversations:
        yield from _joined(heard.conversation, prices)


def _joined(talk: Conversation, prices: dict[tuple[str, int], str]) -> Iterator[RoleSign]:
    if talk.kind is not ActivityKind.EMAIL:
        return
    present: set[int] = set()
    for number, turn in enumerate(talk.turns):
        new = [one for one in turn.to if one not in present and one != turn.speaker]
        price = prices.get((talk.id, number))
        if number and price:
            for place in new:
                speaker = talk.speakers[place]
                if speaker.side is Side.CUSTOMER and speaker.contact_id:
                    yield RoleSign(
                        kind=SignOfRole.COPIED_AT_PRICE,
                        contact_id=speaker.contact_id,
                        account_id=talk.account_id,
                        by=talk.speakers[turn.speaker].contact_id,
                        certainty=CERTAINTY,
                        evidence=turn_evidence(talk, number, price),
                        conversation_id=talk.id,
                        turn=number,
                    )
        present |= {turn.speaker, *turn.to}
