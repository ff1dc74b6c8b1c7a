"""Role teaching: a fingerprint of what buying roles are learned from: corrections and won deals."""

from sqlalchemy import func, select

from wellspent.records.deal import DealOutcome
from wellspent.store.connect import Store
from wellspent.store.reaching_tables import role_corrections
from wellspent.store.tables import deals

NOTHING = "0-0-0-0-"


def role_teaching_mark(store: Store) -> str:
    """Return a text that changes with each correction and won deal; `NOTHING` without any."""
    said = select(func.count(), func.coalesce(func.max(role_corrections.c.number), 0))
    won = select(
        func.count(), func.coalesce(func.max(deals.c.number), 0), func.max(deals.c.closed_at)
    ).where(deals.c.outcome == DealOutcome.WON.value, deals.c.contact_number.is_not(None))
    with store.reading() as connection:
        corrections, last = connection.execute(said).one()
        deals_won, newest, closed_at = connection.execute(won).one()
    when = closed_at.isoformat() if closed_at else ""
    return f"{corrections}-{last}-{deals_won}-{newest}-{when}"
