"""Customers: accounts that bought, with all that their value is reckoned from."""

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Connection, Select, exists, func, or_, select

from wellspent.records.account import Account
from wellspent.records.customer import Customer
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.rows import Row, record_from_row
from wellspent.store.tables import accounts, deals, referrals

PAGE_ROWS = 2000


def fetch_customers(store: Store) -> Iterator[Customer]:
    """Give the accounts that won a deal or are said to be customers, page by page.

    `referrals_given` is None for all when the store has no referrals.
    """
    bought = exists().where(
        deals.c.account_number == accounts.c.number, deals.c.outcome == DealOutcome.WON.value
    )
    customers = select(accounts).where(or_(accounts.c.customer_since.is_not(None), bought))
    with store.reading() as connection:
        any_referrals = connection.execute(select(referrals.c.number).limit(1)).first() is not None
    last = 0
    while True:
        with store.reading() as connection:
            page = _page(connection, customers, last)
            won = _won_deals(connection, page)
            given = _referrals_given(connection, page) if any_referrals else None
        if not page:
            return
        for row in page:
            yield Customer(
                account=cast(Account, record_from_row(RecordKind.ACCOUNT, row)),
                won_deals=tuple(won.get(row["number"], ())),
                referrals_given=None if given is None else given.get(row["number"], 0),
            )
        last = page[-1]["number"]


def fetch_lost_accounts(store: Store) -> Iterator[Account]:
    """Give the account of each lost deal, once a deal, in the order of the deals."""
    query = (
        select(accounts, deals.c.number.label("deal_number"))
        .join(deals, deals.c.account_number == accounts.c.number)
        .where(deals.c.outcome == DealOutcome.LOST.value)
        .order_by(deals.c.number)
        .limit(PAGE_ROWS)
    )
    last = 0
    while True:
        with store.reading() as connection:
            page = connection.execute(query.where(deals.c.number > last)).mappings().all()
        if not page:
            return
        for row in page:
            yield cast(Account, record_from_row(RecordKind.ACCOUNT, row))
        last = page[-1]["deal_number"]


def _page(connection: Connection, customers: Select[tuple[object]], last: int) -> list[Row]:
    query = customers.where(accounts.c.number > last).order_by(accounts.c.number)
    return [dict(row) for row in connection.execute(query.limit(PAGE_ROWS)).mappings()]


def _won_deals(connection: Connection, page: list[Row]) -> dict[int, list[Deal]]:
    numbers = [row["number"] for row in page]
    query = select(deals).where(
        among(connection, deals.c.account_number, numbers),
        deals.c.outcome == DealOutcome.WON.value,
    )
    won: dict[int, list[Deal]] = {}
    for row in connection.execute(query.order_by(deals.c.number)).mappings():
        deal = cast(Deal, record_from_row(RecordKind.DEAL, row))
        won.setdefault(row["account_number"], []).append(deal)
    return won


def _referrals_given(connection: Connection, page: list[Row]) -> dict[int, int]:
    numbers = [row["number"] for row in page]
    query = (
        select(referrals.c.giver_number, func.count())
        .where(among(connection, referrals.c.giver_number, numbers))
        .group_by(referrals.c.giver_number)
    )
    return dict(connection.execute(query).all())
