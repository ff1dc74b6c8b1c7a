"""Find accounts by how a word of their name, or their domain, begins."""

from wellspent.records.account import Account
from wellspent.store.account_search import search_accounts
from wellspent.store.connect import Store

MOST = 20


def find_accounts(store: Store, words: str, *, limit: int = MOST) -> list[Account]:
    """Return the accounts that the words may mean, by name."""
    return search_accounts(store, words, limit=limit)
