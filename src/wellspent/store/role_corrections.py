"""Role corrections: what people said a contact's buying role is. The latest word counts.

Entries are added, never changed; one without a role takes back what was said before it. They go
with their contact.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, insert, select

from wellspent.errors import NotFound
from wellspent.records.buying_role import BuyingRole, RoleCorrection
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id, role_correction_id
from wellspent.store.prepared import PreparedQuery, listed, one_of
from wellspent.store.reaching_tables import role_corrections
from wellspent.store.rows import StoredRow
from wellspent.store.tables import contacts

_said: Final = role_corrections.c
_OF_CONTACTS: Final = PreparedQuery(
    lambda dialect: (
        select(role_corrections).where(one_of(_said.contact_number, dialect)).order_by(_said.number)
    )
)


def add_role_correction(
    store: Store, contact: str, role: BuyingRole, *, by: str, reason: str = "", now: datetime
) -> RoleCorrection:
    """Keep what a person said a contact's role is; NotFound without such a contact."""
    return _correction(_add(store, contact, role.value, by=by, reason=reason, now=now))


def take_back_role_correction(
    store: Store, contact: str, *, by: str, reason: str = "", now: datetime
) -> RoleCorrection:
    """Take back what was said of a contact's role, and return it.

    NotFound without such a contact, or when nothing stands that could be taken back.
    """
    standing = role_correction_of(store, contact)
    if standing is None:
        raise NotFound(
            f"nobody has said what the role of contact {contact} is",
            next_step="There is nothing to take back.",
        )
    _add(store, contact, "", by=by, reason=reason, now=now)
    return standing


def role_correction_of(store: Store, contact: str) -> RoleCorrection | None:
    """Return what stands as a contact's role in a person's word; None if nobody said."""
    number = number_of(RecordKind.CONTACT, contact)
    with store.reading() as connection:
        return role_corrections_of(connection, [number]).get(number)


def role_corrections_of(
    connection: Connection, contact_numbers: Iterable[int]
) -> dict[int, RoleCorrection]:
    """Return what stands for these contacts, by their numbers."""
    rows = _OF_CONTACTS.rows(connection, keys=listed(connection, contact_numbers))
    return _standing(rows)


def standing_role_corrections(store: Store) -> Mapping[str, RoleCorrection]:
    """Return what stands for every contact of whom a person said it, by the contact's id."""
    with store.reading() as connection:
        rows = connection.execute(select(role_corrections).order_by(_said.number)).mappings().all()
    return {one.contact_id: one for one in _standing(rows).values()}


def list_role_corrections(store: Store, contact: str = "") -> list[tuple[RoleCorrection, bool]]:
    """Return all that was ever said of a contact's role, or of all, the latest first.

    Each with whether it stands. What took something back is *unknown* in it, and doesn't stand.
    """
    query = _all_said()
    if contact:
        query = query.where(_said.contact_number == number_of(RecordKind.CONTACT, contact))
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    standing = {one.id for one in _standing(rows[::-1]).values()}
    said = [_correction(row) for row in rows]
    return [(one, one.id in standing) for one in said]


def _all_said() -> Select[Any]:
    return select(role_corrections).order_by(_said.number.desc())


def _add(
    store: Store, contact: str, role: str, *, by: str, reason: str, now: datetime
) -> StoredRow:
    number = number_of(RecordKind.CONTACT, contact)
    row = {
        "contact_number": number,
        "role": role,
        "reason": storable_text(reason.strip()),
        "said_by": storable_text(by.strip()),
        "said_at": now,
    }
    known = select(contacts.c.number).where(contacts.c.number == bindparam("contact"))
    with store.writing() as connection:
        if connection.execute(known, {"contact": number}).scalar() is None:
            raise NotFound(
                f"there is no contact {contact}",
                next_step="It may have gone with an import that was undone; look in the list.",
            )
        added = insert(role_corrections).values(**row).returning(_said.number)
        return {**row, "number": connection.execute(added).scalar_one()}


def _standing(rows: Iterable[StoredRow]) -> dict[int, RoleCorrection]:
    """Return the latest word of each contact, by number; `rows` are in the order of saying."""
    latest = {row["contact_number"]: row for row in rows}
    return {number: _correction(row) for number, row in latest.items() if row["role"]}


def _correction(row: StoredRow) -> RoleCorrection:
    return RoleCorrection(
        id=role_correction_id(row["number"]),
        contact_id=record_id(RecordKind.CONTACT, row["contact_number"]),
        role=BuyingRole(row["role"] or BuyingRole.UNKNOWN),
        by=row["said_by"],
        at=row["said_at"],
        reason=row["reason"],
    )
