"""Show a conversation: all its turns, what was heard in them, and its minutes."""

from dataclasses import replace

from wellspent.listen.minutes import minutes_given
from wellspent.records.taken_in import KeptConversation
from wellspent.store.connect import Store
from wellspent.store.find_conversations import get_conversation


def show_conversation(store: Store, conversation_id: str) -> KeptConversation:
    """Return a conversation with what was heard in it; NotFound if there is none of that id.

    Where the words aren't kept, minutes can't be told anew: the ledger has them.
    """
    kept = get_conversation(store, conversation_id)
    minutes = minutes_given(kept.conversation)
    return replace(kept, heard=replace(kept.heard, minutes=minutes))
