"""Linkable conversations: those with people whom, or whose company, an import has brought."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, update

from wellspent.records.conversation import Side
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.listen_tables import conversation_speakers, conversations
from wellspent.store.tables import accounts, contacts


def mark_linkable(store: Store, kind: RecordKind, import_number: int) -> None:
    """Mark the conversations that may be linked since this import, to be heard anew."""
    if kind not in {RecordKind.CONTACT, RecordKind.ACCOUNT}:
        return
    with store.writing() as connection:
        of_contacts = kind is RecordKind.CONTACT
        wanted = (
            _of_contacts(import_number) if of_contacts else _of_accounts(connection, import_number)
        )
        connection.execute(
            update(conversations).where(conversations.c.number.in_(wanted)).values(is_stale=True)
        )


def _of_contacts(import_number: int) -> Select[Any]:
    """Return the conversations of unlinked people whose address, number or name has come in."""
    speakers = conversation_speakers.c
    ways: list[ColumnElement[bool]] = []
    for name in ("email", "phone", "name_key"):
        new = select(contacts.c[name]).where(
            contacts.c.import_number == import_number, contacts.c[name] != ""
        )
        ways.append(speakers[name].in_(new))
    return select(speakers.conversation_number).where(
        speakers.contact_number.is_(None), speakers.side != Side.OURS.value, or_(*ways)
    )


def _of_accounts(connection: Connection, import_number: int) -> Select[Any]:
    """Return the conversations without an account with people at a domain that has come in."""
    speakers = conversation_speakers.c
    new = select(accounts.c.domain).where(
        accounts.c.import_number == import_number, accounts.c.domain != ""
    )
    return (
        select(speakers.conversation_number)
        .join(conversations, conversations.c.number == speakers.conversation_number)
        .where(
            conversations.c.account_number.is_(None),
            speakers.email != "",
            _host(connection, speakers.email).in_(new),
        )
    )


def _host(connection: Connection, email: ColumnElement[str]) -> ColumnElement[str]:
    """Return what stands behind the @ of an address."""
    if connection.dialect.name == "sqlite":
        return func.substr(email, func.instr(email, "@") + 1)
    return func.split_part(email, "@", 2)
