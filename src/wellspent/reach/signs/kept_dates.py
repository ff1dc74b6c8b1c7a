"""Sets dates that hold: did what they said they would, by the day that they named."""

from collections.abc import Iterator
from typing import Final

from wellspent.reach.seen import Seen, quoted, speaker_of
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.conversation import Side
from wellspent.records.heard import CommitmentStatus

CERTAINTY: Final = 0.7


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' promises with a day that were kept."""
    for heard in seen.history.conversations:
        talk = heard.conversation
        for one in heard.commitments:
            by = speaker_of(talk, one.quote.turn)
            kept = one.status is CommitmentStatus.KEPT and one.due is not None
            if kept and one.side is Side.CUSTOMER and by:
                yield RoleSign(
                    kind=SignOfRole.KEPT_DATES,
                    contact_id=by,
                    account_id=talk.account_id,
                    certainty=CERTAINTY,
                    evidence=quoted(talk, one.quote),
                    conversation_id=talk.id,
                    turn=one.quote.turn,
                )
