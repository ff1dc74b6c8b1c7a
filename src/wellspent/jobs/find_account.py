"""Find one account by its id."""

from wellspent.records.account import Account
from wellspent.store.connect import Store
from wellspent.store.records import get_account


def find_account(store: Store, account_id: str) -> Account:
    """Return an account; NotFound if there is none."""
    return get_account(store, account_id)
