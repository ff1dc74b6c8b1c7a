"""Find where a record came from: the file, its row, and the import that did it."""

from wellspent.errors import NotFound
from wellspent.records.source import Source
from wellspent.store.connect import Store
from wellspent.store.records import source_of


def find_source(store: Store, record_id: str) -> Source | None:
    """Return where a record was read, or None where nobody wrote that down."""
    try:
        return source_of(store, record_id)
    except NotFound:
        return None
