"""Account values: what accounts' won deals were worth, in the currency that most of them have."""

from collections import defaultdict

from sqlalchemy import func, select

from wellspent.records.deal import DealOutcome
from wellspent.store.connect import Store
from wellspent.store.tables import deals


def values_of_accounts(store: Store) -> tuple[list[float], str]:
    """Return each customer's value (with one year of what recurs), rising, and the currency.

    The same as `account_value` of `time_table`. Empty where no deal was won.
    """
    columns = deals.c
    won = columns.outcome == DealOutcome.WON.value
    most = (
        select(columns.amount_currency)
        .where(won, columns.amount_currency != "")
        .group_by(columns.amount_currency)
        .order_by(func.count().desc(), columns.amount_currency)
        .limit(1)
    )
    wanted = select(
        columns.account_number,
        columns.amount_amount,
        columns.amount_currency,
        columns.recurring_amount_amount,
        columns.recurring_amount_currency,
    ).where(won, columns.account_number.is_not(None))
    values: defaultdict[int, float] = defaultdict(float)
    with store.reading() as connection:
        currency = connection.execute(most).scalar() or ""
        for account, amount, of_amount, recurring, of_recurring in connection.execute(wanted):
            values[account] += float(amount or 0) if of_amount == currency else 0.0
            values[account] += float(recurring or 0) if of_recurring == currency else 0.0
    return sorted(value for value in values.values() if value > 0), currency
