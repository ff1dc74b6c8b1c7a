"""Show a conversation: all its turns, what was heard in them, and its minutes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from wellspent.listen.minutes import minutes_given
from wellspent.records.heard import Commitment, CommitmentStatus
from wellspent.records.taken_in import KeptConversation
from wellspent.store.connect import Store
from wellspent.store.find_conversations import get_conversation


def show_conversation(store: Store, conversation_id: str) -> KeptConversation:
    """Return a conversation with what was heard in it; NotFound if there is none of that id.

    Where the words aren't kept, minutes can't be told anew: the ledger has them.
    """
    kept = get_conversation(store, conversation_id)
    heard = kept.heard
    today = datetime.now(UTC).date()
    return replace(
        kept,
        heard=replace(
            heard,
            minutes=minutes_given(kept.conversation),
            commitments=tuple(_as_of(one, today) for one in heard.commitments),
        ),
    )


def _as_of(commitment: Commitment, today: date) -> Commitment:
    """Return a promise as it stands today: its day may have passed since it was heard."""
    late = commitment.due is not None and commitment.due < today
    if late and commitment.status is CommitmentStatus.OPEN:
        return replace(commitment, status=CommitmentStatus.OVERDUE)
    return commitment
