"""Turns as people count them, from 1, wherever a record is handed out as it is."""

from dataclasses import replace

from wellspent.records.ledger import Debt, LedgerEntry, LedgerPage


def debt_from_one(debt: Debt) -> Debt:
    """Return what is owed with its turn counted from 1."""
    return replace(debt, turn=debt.turn + 1)


def entry_from_one(entry: LedgerEntry) -> LedgerEntry:
    """Return a line of the ledger with its turn, if it has one, counted from 1."""
    return entry if entry.turn is None else replace(entry, turn=entry.turn + 1)


def page_from_one(page: LedgerPage) -> LedgerPage:
    """Return a page of the ledger with turns counted from 1."""
    return replace(page, entries=tuple(entry_from_one(one) for one in page.entries))
