"""List the ledger line by line, the latest first."""

from wellspent.errors import InputError
from wellspent.records.ledger import LedgerEntry, LedgerPage, LedgerQuery
from wellspent.store.connect import Store
from wellspent.store.ledger import LARGEST_PAGE, get_entry, list_entries


def ledger_lines(store: Store, query: LedgerQuery) -> LedgerPage:
    """Return a page of lines; with those taken back and those that take back, unless told not to.

    InputError when the limit makes no sense, NotFound when an id is of another kind.
    """
    if not 1 <= query.limit <= LARGEST_PAGE:
        raise InputError(
            f"a page can't have {query.limit} lines", next_step=f"Ask for 1 to {LARGEST_PAGE}."
        )
    return list_entries(store, query)


def ledger_line(store: Store, entry_id: str) -> LedgerEntry:
    """Return a line; NotFound if there is none of that id."""
    return get_entry(store, entry_id)
