"""The newest arrivals: which leads were stored last, and where they were routed."""

from wellspent.records.routed_queue import Arrival
from wellspent.store.connect import Store
from wellspent.store.newest_routed import newest_routed


def newest_arrivals(store: Store, *, limit: int = 1) -> list[Arrival]:
    """Return the routed leads that were stored last, the newest first."""
    return newest_routed(store, limit=limit)
