"""The ledger at a glance: what comes first, then the statement, from one reading of the lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wellspent.jobs.ledger_questions import LINES, SilentMinutes, open_ledger
from wellspent.records.ledger import Cut, Statement, StatementLine
from wellspent.store.connect import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOverview:
    """What every door shows of the ledger.

    `without_value` are conversations and activities without any sign of value, most minutes first;
    `longest_without` the contacts who got nothing from us for longest, and `months` the statement
    month by month, both whatever the time asked for.
    """

    without_value: Sequence[SilentMinutes]
    longest_without: Sequence[StatementLine]
    statement: Statement
    months: Sequence[StatementLine] = ()


def ledger_overview(
    store: Store,
    *,
    cut: Cut,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int,
    with_months: bool = False,
) -> LedgerOverview:
    """Return the statement of a time by a cut, and `most` of each of the two lists before it."""
    with open_ledger(store, since=since, until=until) as ledger:
        return LedgerOverview(
            without_value=ledger.minutes_without_value(most),
            longest_without=ledger.longest_without_value(Cut.CONTACT, most),
            statement=ledger.statement(cut),
            months=ledger.months(LINES) if with_months else (),
        )
