"""The ledger's statements: minutes that customers gave, and what they got for them, by any cut.

Each opens the ledger for its one question; `ledger_overview` asks them all at once.
"""

from collections.abc import Sequence
from datetime import datetime

from wellspent.jobs.ledger_questions import SilentMinutes, open_ledger
from wellspent.records.ledger import Cut, Statement, StatementLine
from wellspent.store.connect import Store


def ledger_statement(
    store: Store, *, cut: Cut, since: datetime | None = None, until: datetime | None = None
) -> Statement:
    """Return the statement of a time by a cut, most minutes without any sign of value first."""
    with open_ledger(store, since=since, until=until, only_of_time=True) as ledger:
        return ledger.statement(cut)


def ledger_trend(
    store: Store, *, since: datetime | None = None, until: datetime | None = None
) -> Sequence[StatementLine]:
    """Return the statement month by month, earliest first; a key is `202611`."""
    with open_ledger(store, since=since, until=until, only_of_time=True) as ledger:
        return ledger.months()


def longest_without_value(
    store: Store, *, cut: Cut = Cut.CONTACT, most: int = 50
) -> Sequence[StatementLine]:
    """Return the contacts or accounts who gave minutes and got nothing for longest."""
    with open_ledger(store) as ledger:
        return ledger.longest_without_value(cut, most)


def minutes_without_value(
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = 50,
) -> Sequence[SilentMinutes]:
    """Return the conversations and activities without any credit, most minutes first."""
    with open_ledger(store, since=since, until=until, only_of_time=True) as ledger:
        return ledger.minutes_without_value(most)
