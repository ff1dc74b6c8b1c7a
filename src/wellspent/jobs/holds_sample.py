"""Whether the store holds sample data: pages say so, so that nobody takes it for real."""

from wellspent.store.connect import Store
from wellspent.store.statements import is_sample


def holds_sample(store: Store) -> bool:
    """Return whether the sample company was put into this store."""
    return is_sample(store)
