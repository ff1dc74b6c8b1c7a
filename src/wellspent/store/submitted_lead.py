"""Submitted leads: a submission becomes a lead, once, however often it is worked through."""

from sqlalchemy import Connection, select, update

from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.store.attributes import note_values
from wellspent.store.connect import Store
from wellspent.store.identity import SETTLED_LATER, content_digest
from wellspent.store.ids import record_id, submission_number
from wellspent.store.intake_tables import submissions
from wellspent.store.new_lead import find_by_identity, insert_lead


def store_submitted_lead(store: Store, submission: str, lead: Lead) -> str:
    """Store the lead that a submission says and return its id; the one it has, if it has one.

    Both are kept in one transaction: whoever is killed in the middle leaves neither.
    """
    number = submission_number(submission)
    with store.writing() as connection:
        found = _lead_of(connection, number)
        if found is None:
            found = find_by_identity(connection, lead)
            if found is None:
                content = content_digest(lead, without=SETTLED_LATER)
                found = insert_lead(connection, lead, content)
                note_values(connection, RecordKind.LEAD, lead.attributes)
            here = submissions.c.number == number
            connection.execute(update(submissions).where(here).values(lead_number=found))
    return record_id(RecordKind.LEAD, found)


def _lead_of(connection: Connection, number: int) -> int | None:
    query = select(submissions.c.lead_number).where(submissions.c.number == number)
    if connection.dialect.name == "postgresql":
        query = query.with_for_update()
    return connection.execute(query).scalar()
