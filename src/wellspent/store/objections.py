"""Objections: which speakers of conversations said that they want no more of us."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from wellspent.clean.consents_in_force import latest_first, objection_in_force
from wellspent.records.consent import ConsentKind
from wellspent.records.conversation import Conversation
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.consents import entry_of_row
from wellspent.store.ids import number_of, record_id
from wellspent.store.review_tables import consents
from wellspent.store.rows import StoredRow
from wellspent.store.tables import contacts


def who_objected(connection: Connection, talks: Iterable[Conversation]) -> frozenset[str]:
    """Return the addresses and contact ids of speakers whose objection is in force.

    An objection stops profiling, too: what they say is not read for what it tells of them.
    """
    speakers = [one for talk in talks for one in talk.speakers]
    emails = {one.email.casefold() for one in speakers} - {""}
    ids = {one.contact_id for one in speakers} - {""}
    found = _by_email(connection, emails) | _by_contact(connection, ids)
    return frozenset(
        who
        for who, rows in found.items()
        if objection_in_force(latest_first(entry_of_row(row) for row in rows))
    )


def _by_email(connection: Connection, emails: set[str]) -> dict[str, list[StoredRow]]:
    found: dict[str, list[StoredRow]] = defaultdict(list)
    query = select(consents).where(
        among(connection, consents.c.email, emails), consents.c.email != ""
    )
    for row in connection.execute(query).mappings() if emails else ():
        found[row["email"]].append(row)
    return found


def _by_contact(connection: Connection, ids: set[str]) -> dict[str, list[StoredRow]]:
    found: dict[str, list[StoredRow]] = defaultdict(list)
    numbers = [number_of(RecordKind.CONTACT, one) for one in ids]
    query = (
        select(consents, contacts.c.number.label("contact"))
        .join(contacts, contacts.c.identity == consents.c.contact_identity)
        .where(among(connection, contacts.c.number, numbers), consents.c.contact_identity != "")
    )
    for row in connection.execute(query).mappings() if numbers else ():
        found[record_id(RecordKind.CONTACT, row["contact"])].append(row)
    return found


def all_who_objected(store: Store) -> frozenset[int]:
    """Return the numbers of the contacts whose objection, as somebody noted it, is in force."""
    objected = consents.c.kind == ConsentKind.OBJECTED.value
    by_email = select(contacts.c.number, contacts.c.email).join(
        consents, (consents.c.email == func.lower(contacts.c.email)) & (consents.c.email != "")
    )
    by_identity = select(contacts.c.number, contacts.c.email).join(
        consents,
        (consents.c.contact_identity == contacts.c.identity) & (consents.c.contact_identity != ""),
    )
    with store.reading() as connection:
        rows = connection.execute(by_email.where(objected).union(by_identity.where(objected))).all()
        said = _by_contact(connection, {record_id(RecordKind.CONTACT, row[0]) for row in rows})
        of_email = _by_email(connection, {row[1].casefold() for row in rows} - {""})
    return frozenset(
        number
        for number, email in rows
        if objection_in_force(
            latest_first(
                entry_of_row(row)
                for row in (
                    *said.get(record_id(RecordKind.CONTACT, number), ()),
                    *of_email.get(email.casefold(), ()),
                )
            )
        )
    )
