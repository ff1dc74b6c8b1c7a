"""Marks: what reps said enquiries turned out to be."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from wellspent.records.authenticity import EnquiryKind, Mark, MarkKind
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.leads import get_lead
from wellspent.store.routing_tables import marks
from wellspent.store.rows import StoredRow


def add_mark(store: Store, mark: Mark) -> None:
    """Keep a mark beside those that the lead has; NotFound if there is no such lead."""
    get_lead(store, mark.lead_id)
    row: dict[str, Any] = {
        "lead_number": number_of(RecordKind.LEAD, mark.lead_id),
        "mark": mark.mark.value,
        "marked_at": mark.marked_at,
        "marked_by": storable_text(mark.marked_by),
        "kind": "" if mark.kind is None else mark.kind.value,
        "note": storable_text(mark.note),
    }
    with store.writing() as connection:
        connection.execute(insert(marks).values(**row))


def remove_newest_mark(store: Store, lead: str) -> Mark | None:
    """Remove the newest mark of a lead and return it; None if it has none.

    NotFound if there is no such lead.
    """
    get_lead(store, lead)
    query = select(marks).where(marks.c.lead_number == number_of(RecordKind.LEAD, lead))
    with store.writing() as connection:
        row = connection.execute(query.order_by(marks.c.number.desc()).limit(1)).mappings().first()
        if row is None:
            return None
        connection.execute(delete(marks).where(marks.c.number == row["number"]))
    return _mark(row)


def marks_of(store: Store, lead: str) -> list[Mark]:
    """Return the marks of a lead, the newest first."""
    query = select(marks).where(marks.c.lead_number == number_of(RecordKind.LEAD, lead))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(marks.c.number.desc())).mappings().all()
    return [_mark(row) for row in rows]


def latest_marks(store: Store, lead_ids: Iterable[str] | None = None) -> dict[str, Mark]:
    """Return the newest mark of each lead that has one: of all leads, or of these."""
    query = select(marks).order_by(marks.c.number)
    with store.reading() as connection:
        if lead_ids is not None:
            numbers = [number_of(RecordKind.LEAD, lead) for lead in lead_ids]
            query = query.where(among(connection, marks.c.lead_number, numbers))
        rows = connection.execute(query).mappings().all()
    return {record_id(RecordKind.LEAD, row["lead_number"]): _mark(row) for row in rows}


def last_marked_at(store: Store) -> datetime | None:
    """Return when the newest mark was made; None if there is none."""
    query = select(marks.c.marked_at).order_by(marks.c.number.desc()).limit(1)
    with store.reading() as connection:
        return connection.execute(query).scalar()


def _mark(row: StoredRow) -> Mark:
    return Mark(
        lead_id=record_id(RecordKind.LEAD, row["lead_number"]),
        mark=MarkKind(row["mark"]),
        marked_at=row["marked_at"],
        marked_by=row["marked_by"],
        kind=EnquiryKind(row["kind"]) if row["kind"] else None,
        note=row["note"],
    )
