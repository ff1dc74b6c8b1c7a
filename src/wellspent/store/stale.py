"""Stale fits: which leads must be scored (again), kept in the column that lists are ordered by.

Whatever changes a lead or the account that it means marks its fit as stale in the same
transaction, so no fit outlives what it was reckoned from, also when the writer is killed.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, select, update

from wellspent.records.lead import LeadOutcome
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.tables import leads

NO_FIT = -1.0
STALE = -2.0
"""Below every fit, as `NO_FIT` is: such leads come last in a list until they are scored again."""


def mark_stale(connection: Connection, numbers: Iterable[int]) -> None:
    """Mark the fits of these leads as stale; one that has none stays without."""
    _mark(connection, among(connection, leads.c.number, numbers))


def mark_stale_of_accounts(connection: Connection, accounts: Iterable[int]) -> None:
    """Mark the fits of the leads that mean one of these accounts as stale."""
    _mark(connection, among(connection, leads.c.account_number, accounts))


def leads_to_score(store: Store, *, at_once: int) -> Iterator[Sequence[int]]:
    """Give the numbers of leads whose fit is stale, then of open ones without any, in portions."""
    stale = leads.c.fit == STALE
    new = (leads.c.outcome == LeadOutcome.OPEN.value) & (leads.c.fit == NO_FIT)
    for wanted in (stale, new):
        last = 0
        while numbers := _numbers(store, wanted, last, at_once):
            yield numbers
            last = numbers[-1]


def _mark(connection: Connection, which: ColumnElement[bool]) -> None:
    # Added to zero, the fit is no reason to go along its index instead of looking the leads up.
    has_fit = (leads.c.fit + 0) >= 0
    connection.execute(update(leads).where(which, has_fit).values(fit=STALE))


def _numbers(store: Store, wanted: ColumnElement[bool], last: int, at_once: int) -> Sequence[int]:
    query = select(leads.c.number).where(wanted, leads.c.number > last)
    with store.reading() as connection:
        return connection.execute(query.order_by(leads.c.number).limit(at_once)).scalars().all()
