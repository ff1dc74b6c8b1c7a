"""Undo an import, whole."""

from wellspent.records.undo import UndoReport
from wellspent.store.connect import Store
from wellspent.store.undo import undo_import


def undo(store: Store, import_id: str) -> UndoReport:
    """Take back what an import created and changed; what was changed since is kept and named.

    NotFound when there is no such import, Conflict when it is undone already.
    """
    return undo_import(store, import_id)
