"""Hour accounts: the accounts at which a rep's next hour may be worth most, by what is at stake."""

from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, Select, case, cast, func, literal, select

from wellspent.records.deal import DealOutcome
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.tables import accounts, deals

_WON: Final = DealOutcome.WON.value
_OPEN: Final = DealOutcome.OPEN.value


def accounts_at_stake(store: Store, *, rep: str = "", most: int) -> list[str]:
    """Return the ids of accounts with open deals, and of customers, the most valuable first.

    With `rep` those whose deal or account is theirs, or nobody's. Both in turn, `most` in all.
    """
    with store.reading() as connection:
        found = [
            [row.account_number for row in connection.execute(_query(outcome, rep).limit(most))]
            for outcome in (_OPEN, _WON)
        ]
    in_turn = [number for pair in zip_longest(*found) for number in pair if number is not None]
    numbers = list(dict.fromkeys(in_turn))
    return [record_id(RecordKind.ACCOUNT, number) for number in numbers[:most]]


def _query(outcome: str, rep: str) -> Select[*tuple[Any, ...]]:
    value = func.sum(_number(deals.c.amount_amount) + _number(deals.c.recurring_amount_amount))
    query = (
        select(deals.c.account_number)
        .join(accounts, accounts.c.number == deals.c.account_number)
        .where(deals.c.outcome == outcome, accounts.c.customer_until.is_(None))
        .group_by(deals.c.account_number)
        .order_by(value.desc(), deals.c.account_number)
    )
    if not rep:
        return query
    owner = case((deals.c.owner != "", deals.c.owner), else_=accounts.c.owner)
    return query.where(owner.in_(["", rep]))


def _number(column: ColumnElement[Any]) -> ColumnElement[float]:
    return func.coalesce(cast(column, Float), literal(0.0))
