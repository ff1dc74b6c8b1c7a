"""Change a lead by hand or by an answer: read, change and write in one transaction."""

from collections.abc import Callable
from typing import cast

from sqlalchemy import select

from wellspent.errors import NotFound
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.derived import derived_columns
from wellspent.store.ids import number_of, record_id
from wellspent.store.rows import record_from_row, row_from_record
from wellspent.store.tables import leads
from wellspent.store.write import lock_kind, update_rows


def change_lead(store: Store, lead: str, change: Callable[[Lead], Lead]) -> Lead:
    """Keep what `change` makes of a lead, and return it; its fit is stale if anything changed.

    What a lead is known by when it is sent or imported again stays. NotFound if there is no such
    lead.
    """
    number = number_of(RecordKind.LEAD, lead)
    with store.writing() as connection:
        lock_kind(connection, RecordKind.LEAD)
        found = connection.execute(select(leads).where(leads.c.number == number)).mappings().first()
        if found is None:
            raise NotFound(f"there is no lead {record_id(RecordKind.LEAD, number)}")
        before = cast(Lead, record_from_row(RecordKind.LEAD, found))
        after = change(before)
        row = row_from_record(after)
        row |= derived_columns(RecordKind.LEAD, row)
        changed = {name: value for name, value in row.items() if found[name] != value}
        if changed:
            update_rows(connection, leads, [{"number": number, **changed}])
    return after
