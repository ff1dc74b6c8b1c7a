"""Lead rows: leads by their numbers, with their stored fit and their account's name."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Connection, and_, select

from wellspent.records.lead import Lead
from wellspent.records.queue import LeadRow
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.fits import FIT_COLUMNS, fit_from_row
from wellspent.store.rows import record_columns, record_from_row
from wellspent.store.tables import accounts, fits, leads


def lead_rows(connection: Connection, numbers: Sequence[int]) -> list[LeadRow]:
    """Return these leads with fit and account's name, in this order; those gone are left out."""
    names = record_columns(RecordKind.LEAD)
    query = (
        select(
            *(leads.c[name] for name in names),
            *(fits.c[name].label(f"fit_{name}") for name in FIT_COLUMNS),
            accounts.c.name.label("account_name"),
        )
        .outerjoin(fits, and_(fits.c.lead_number == leads.c.number, leads.c.fit >= 0))
        .outerjoin(accounts, accounts.c.number == leads.c.account_number)
        .where(among(connection, leads.c.number, numbers))
    )
    rows = {row["number"]: row for row in connection.execute(query).mappings()}
    return [
        LeadRow(
            lead=cast(Lead, record_from_row(RecordKind.LEAD, rows[number])),
            fit=fit_from_row(rows[number], number),
            account_name=rows[number]["account_name"] or "",
        )
        for number in numbers
        if number in rows
    ]
