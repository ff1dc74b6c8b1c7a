"""Correct minutes: a debit of the ledger is taken back, and the right one put in its place."""

import math
from datetime import datetime

from wellspent.errors import InputError
from wellspent.records.ledger import LedgerEntry
from wellspent.store.connect import Store
from wellspent.store.ledger import correct_entry

MOST_MINUTES = 24 * 60
LONGEST_REASON = 1000


def correct_minutes(
    store: Store, entry_id: str, *, minutes: float, reason: str, by: str, now: datetime
) -> LedgerEntry:
    """Return the line that takes the place of a debit, with the minutes that a person declares.

    The old line stays and is taken back by another one. NotFound for an unknown line, Conflict
    for one that was taken back already, InputError for a credit or for no number of minutes.
    """
    if not math.isfinite(minutes) or not 0 <= minutes <= MOST_MINUTES:
        raise InputError(
            f"{minutes:g} is no number of minutes that somebody gave in a day.",
            where="minutes",
            next_step=f"Give 0 to {MOST_MINUTES:,}.",
        )
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InputError(
            "The reason is missing, or too long.",
            where="reason",
            next_step="Say in a few words how it is known.",
        )
    return correct_entry(
        store, entry_id, minutes=minutes, reason=reason.strip(), by=by.strip() or "by hand", now=now
    )
