"""Past deals: the latest one that an account gave us."""

from typing import cast

from sqlalchemy import select

from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import number_of
from wellspent.store.rows import record_from_row
from wellspent.store.tables import deals


def latest_won_deal(store: Store, account: str) -> Deal | None:
    """Return the deal that an account gave us last; None if it never did, or without an account."""
    if not account:
        return None
    won = (
        deals.c.account_number == number_of(RecordKind.ACCOUNT, account),
        deals.c.outcome == DealOutcome.WON.value,
    )
    query = select(deals).where(*won).order_by(deals.c.closed_at.desc().nulls_last()).limit(1)
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else cast(Deal, record_from_row(RecordKind.DEAL, row))
