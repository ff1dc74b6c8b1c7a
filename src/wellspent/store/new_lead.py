"""A new lead from a form or program: stored first, linked after."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, text

from wellspent.errors import Conflict
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.records.submission import Submission, SubmissionChannel
from wellspent.store.attributes import note_values
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.derived import derived_columns
from wellspent.store.identity import SETTLED_LATER, content_digest, identity_of
from wellspent.store.ids import number_of, record_id
from wellspent.store.link_rows import NO_LINK, link_rows
from wellspent.store.recognise import lead_by_content
from wellspent.store.rows import row_from_record
from wellspent.store.submissions import append_submissions
from wellspent.store.tables import idempotency_keys, leads
from wellspent.store.write import insert_rows, update_rows

SAME_WITHIN = timedelta(days=1)
"""The same words from the same person within this time are one enquiry (a form sent twice)."""

LOCK_SPACE = 7_355


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLead:
    """A lead to store. `sent` is the lead as it was before it was cleaned: by that it is known when
    sent again. `dated` says that the sender gave the time of arrival, which then belongs to its
    content.
    """

    lead: Lead
    sent: Lead
    idempotency_key: str
    dated: bool

    def content(self) -> str:
        """Return the digest of what it says."""
        without = SETTLED_LATER if self.dated else SETTLED_LATER | {"arrived_at"}
        return content_digest(self.sent, without=without)


def write_leads(connection: Connection, given: Sequence[NewLead]) -> list[tuple[str, bool]]:
    """Store leads in the transaction that is under way; return their ids, and whether new.

    Each new one waits to be worked through, as any other enquiry does. Conflict when an
    idempotency key was used for other content.
    """
    contents = [new.content() for new in given]
    for what in sorted({_lock_on(*pair) for pair in zip(given, contents, strict=True)}):
        _one_at_a_time(connection, what)
    written = [_write(connection, *pair) for pair in zip(given, contents, strict=True)]
    waiting = [
        Submission(channel=SubmissionChannel.API, fields={}, lead_id=lead_id)
        for lead_id, created in written
        if created
    ]
    if waiting:
        append_submissions(connection, waiting)
    return written


def _lock_on(new: NewLead, content: str) -> str:
    return storable_text(new.idempotency_key) or new.lead.external_id or content


def _write(connection: Connection, new: NewLead, content: str) -> tuple[str, bool]:
    lead, key = new.lead, storable_text(new.idempotency_key)
    number = _by_key(connection, key, content)
    number = number or find_by_identity(connection, lead)
    number = number or _by_content(connection, lead, content)
    created = number is None
    if number is None:
        number = insert_lead(connection, lead, content)
        note_values(connection, RecordKind.LEAD, lead.attributes)
    _keep_key(connection, key, content, number)
    return record_id(RecordKind.LEAD, number), created


def link_lead(store: Store, lead: str) -> None:
    """Find the account and contact that a stored lead means, if it isn't linked."""
    number = number_of(RecordKind.LEAD, lead)
    with store.writing() as connection:
        found = connection.execute(select(leads).where(leads.c.number == number)).mappings().first()
        if found is None or found["account_number"] is not None:
            return
        row = dict(found)
        link_rows(connection, RecordKind.LEAD, [row])
        if row["link_method"]:
            update_rows(connection, leads, [{name: row[name] for name in ("number", *NO_LINK)}])


def _one_at_a_time(connection: Connection, what: str) -> None:
    """Let the same lead, sent twice at once, wait for itself (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:space, hashtext(:what))")
        connection.execute(lock, {"space": LOCK_SPACE, "what": what})


def _by_key(connection: Connection, key: str, content: str) -> int | None:
    if not key:
        return None
    query = select(idempotency_keys).where(idempotency_keys.c.key == key)
    found = connection.execute(query).first()
    if found is not None and found.content_key != content:
        raise Conflict(
            "this idempotency key was used for another lead",
            where=record_id(RecordKind.LEAD, found.lead_number),
            next_step="Use a new key for each new enquiry.",
        )
    return None if found is None else found.lead_number


def find_by_identity(connection: Connection, lead: Lead) -> int | None:
    """Return the number of the lead that is the same record as this one; None if there is none."""
    identity = identity_of(lead)
    if identity.repeats:
        return None
    query = select(leads.c.number).where(leads.c.identity == identity.key)
    number = connection.execute(query).scalar()
    keyless = not lead.external_id
    return lead_by_content(connection, identity.key) if number is None and keyless else number


def _by_content(connection: Connection, lead: Lead, content: str) -> int | None:
    if lead.external_id or lead.arrived_at is None:
        return None
    query = (
        select(leads.c.number)
        .where(
            leads.c.content_key == content,
            leads.c.arrived_at > lead.arrived_at - SAME_WITHIN,
        )
        .order_by(leads.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def insert_lead(connection: Connection, lead: Lead, content: str) -> int:
    """Insert a lead in the transaction that is under way, and return its number.

    `content` is the digest by which the same words are known when they are sent again.
    """
    identity = identity_of(lead)
    row: dict[str, Any] = row_from_record(lead)
    row.update(
        derived_columns(RecordKind.LEAD, row),
        identity=f"h:{secrets.token_hex(16)}" if identity.repeats else identity.key,
        content_key=identity.natural if lead.external_id and identity.natural else content,
        stored_at=datetime.now(UTC),
    )
    return insert_rows(connection, leads, [row])[0]


def _keep_key(connection: Connection, key: str, content: str, number: int) -> None:
    if not key:
        return
    known = select(idempotency_keys.c.key).where(idempotency_keys.c.key == key)
    if connection.execute(known).first() is None:
        connection.execute(
            insert(idempotency_keys).values(
                key=key, content_key=content, lead_number=number, used_at=datetime.now(UTC)
            )
        )
