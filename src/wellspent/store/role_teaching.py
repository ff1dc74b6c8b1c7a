"""Role teaching: marks of what buying roles are learned from, and powers reckoned from."""

from sqlalchemy import func, select

from wellspent.records.deal import DealOutcome
from wellspent.store.connect import Store
from wellspent.store.learned_things import activities_mark
from wellspent.store.listen_tables import heard_things
from wellspent.store.reaching_tables import role_corrections
from wellspent.store.tables import contacts, deals

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


def powers_mark(store: Store) -> str:
    """Return a text that changes with all that powers rest on, however it came.

    That is what roles are learned from, the contacts and their titles, and what was heard of who
    decides. Taken by index: the newest numbers, and how many imports there were and were undone.
    """
    newest = [func.max(contacts.c.number), func.max(heard_things.c.number)]
    with store.reading() as connection:
        numbers = [connection.execute(select(one)).scalar() or 0 for one in newest]
    activities = activities_mark(store)
    changed = f"{activities.imports}-{activities.undone}"
    return f"{role_teaching_mark(store)} {numbers[0]}-{numbers[1]} {changed}"
