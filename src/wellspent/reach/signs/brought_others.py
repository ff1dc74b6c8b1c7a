"""Brought others: copied in, invited or introduced somebody of their own firm."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.conversation import Conversation, Side
from wellspent.records.evidence import Evidence, OwnRecord


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield words that bring somebody, and mails in which a contact added a colleague."""
    said: set[tuple[str, int]] = set()
    for sentence in seen.said("bringing", "brings"):
        said.add((sentence.talk.id, sentence.turn))
        yield seen.sign(SignOfRole.BROUGHT_OTHERS, sentence)
    for heard in seen.history.conversations:
        yield from _added(heard.conversation, said)


def _added(talk: Conversation, said: set[tuple[str, int]]) -> Iterator[RoleSign]:
    if talk.kind is not ActivityKind.EMAIL:
        return
    present: set[int] = set()
    for number, turn in enumerate(talk.turns):
        by = talk.speakers[turn.speaker]
        new = [
            talk.speakers[place]
            for place in turn.to
            if place not in present and talk.speakers[place].side is Side.CUSTOMER
        ]
        is_theirs = by.side is Side.CUSTOMER and by.contact_id and (talk.id, number) not in said
        if number and new and is_theirs:
            yield RoleSign(
                kind=SignOfRole.BROUGHT_OTHERS,
                contact_id=by.contact_id,
                account_id=talk.account_id,
                certainty=0.7,
                evidence=Evidence(
                    OwnRecord.CONVERSATION,
                    talk.id,
                    f"turn {number} to",
                    new[0].label,
                    turn.at or talk.started_at,
                ),
                conversation_id=talk.id,
                turn=number,
            )
        present |= {turn.speaker, *turn.to}
