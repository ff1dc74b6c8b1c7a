"""Find conversations: a page of them, the latest first."""

from wellspent.errors import InputError
from wellspent.records.taken_in import ConversationPage, ConversationQuery
from wellspent.store.connect import Store
from wellspent.store.find_conversations import list_conversations

LARGEST_PAGE = 200


def find_conversations(store: Store, query: ConversationQuery) -> ConversationPage:
    """Return a page of conversations.

    InputError when the limit or the page makes no sense, NotFound when an id is of another kind.
    """
    if not 1 <= query.limit <= LARGEST_PAGE:
        raise InputError(
            f"a page can't have {query.limit} conversations",
            next_step=f"Ask for 1 to {LARGEST_PAGE}.",
        )
    return list_conversations(store, query)
