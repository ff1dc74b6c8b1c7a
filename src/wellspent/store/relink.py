"""Relink: look again for what was missing when a record came in.

Files come in any order: deals before their accounts, leads before the accounts that they mean.
After each import whatever is still open and could now be answered is looked at again.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select, text

from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.enquiries_of_deals import (
    deals_that_may_mean,
    find_enquiries,
    may_have_grown,
)
from wellspent.store.link_rows import ACCOUNT_KEYS, CONTACT_KEYS, LEAD_KEYS, NO_LINK, link_rows
from wellspent.store.rows import Row
from wellspent.store.tables import RECORD_TABLES, accounts, contacts, deals, leads
from wellspent.store.write import lock_kind, update_rows

CHUNK_ROWS = 2000

WAITING_FOR = {
    RecordKind.ACCOUNT: (
        RecordKind.CONTACT,
        RecordKind.DEAL,
        RecordKind.ACTIVITY,
        RecordKind.REFERRAL,
    ),
    RecordKind.CONTACT: (RecordKind.DEAL, RecordKind.ACTIVITY),
    RecordKind.LEAD: (RecordKind.DEAL,),
}
"""Which kinds name which: what may be answered once records of a kind have come in."""

LEAD_WORDS = ("email", "email_domain", "company_key", "website", "company", "country")


def relink(store: Store, kind: RecordKind, import_number: int) -> int:
    """Link what waited for the records of this import; return how many rows were linked."""
    linked = sum(_relink_keys(store, waiting) for waiting in WAITING_FOR.get(kind, ()))
    if kind in {RecordKind.ACCOUNT, RecordKind.CONTACT}:
        linked += _relink_leads(store, import_number)
    if kind in {RecordKind.LEAD, RecordKind.CONTACT}:
        linked += _relink_deals(store, kind, import_number)
    return linked


def _relink_keys(store: Store, kind: RecordKind) -> int:
    """Link rows whose keys named nothing until now."""
    table = RECORD_TABLES[kind]
    keys = key_columns(kind)
    waiting = or_(*(table.c[n].is_(None) & (table.c[key] != "") for key, n in keys.items()))
    linked, last = 0, 0
    while True:
        with store.writing() as connection:
            lock_kind(connection, kind)
            rows = _chunk(connection, table, waiting & (table.c.number > last), keys)
            if not rows:
                return linked
            linked += _link_chunk(connection, kind, rows, list(keys.values()))
        last = rows[-1]["number"]


def key_columns(kind: RecordKind) -> dict[str, str]:
    """Return the columns of a kind that name other records, and where their numbers go."""
    return {
        **ACCOUNT_KEYS.get(kind, {}),
        **CONTACT_KEYS.get(kind, {}),
        **LEAD_KEYS.get(kind, {}),
    }


def _chunk(
    connection: Connection, table: Table, condition: ColumnElement[bool], keys: dict[str, str]
) -> list[Row]:
    columns = [table.c.number, *(table.c[name] for pair in keys.items() for name in pair)]
    query = select(*columns).where(condition).order_by(table.c.number).limit(CHUNK_ROWS)
    return [dict(row) for row in connection.execute(query).mappings()]


def _link_chunk(
    connection: Connection, kind: RecordKind, rows: Sequence[Row], columns: Sequence[str]
) -> int:
    before = [tuple(row[name] for name in columns) for row in rows]
    link_rows(connection, kind, rows)
    after = [tuple(row[name] for name in columns) for row in rows]
    found = [row for row, b, a in zip(rows, before, after, strict=True) if a != b]
    changed = [{name: row[name] for name in ("number", *columns)} for row in found]
    update_rows(connection, RECORD_TABLES[kind], changed)
    return len(found)


def _relink_leads(store: Store, import_number: int) -> int:
    """Link leads to the accounts and contacts that an import brought or changed."""
    with store.reading() as connection:
        numbers = list(connection.execute(_leads_that_may_mean(import_number)).scalars())
    linked = 0
    for start in range(0, len(numbers), CHUNK_ROWS):
        chunk = numbers[start : start + CHUNK_ROWS]
        with store.writing() as connection:
            lock_kind(connection, RecordKind.LEAD)
            linked += relink_leads(connection, chunk)
    return linked


def relink_leads(connection: Connection, numbers: Sequence[int]) -> int:
    """Find anew whom these leads mean, if they aren't linked; return how many were found."""
    columns = [leads.c.number, *(leads.c[name] for name in (*LEAD_WORDS, *NO_LINK))]
    query = select(*columns).where(
        among(connection, leads.c.number, numbers), leads.c.account_number.is_(None)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return _link_chunk(connection, RecordKind.LEAD, rows, list(NO_LINK))


def _leads_that_may_mean(import_number: int) -> Any:
    """Return the query for unlinked leads that share a key with what an import brought."""
    new_accounts = accounts.c.changed_by == import_number
    new_contacts = contacts.c.changed_by == import_number
    return (
        select(leads.c.number)
        .where(
            leads.c.account_number.is_(None),
            or_(
                leads.c.email_domain.in_(
                    select(accounts.c.domain).where(new_accounts, accounts.c.domain != "")
                ),
                leads.c.company_block.in_(
                    select(accounts.c.name_block).where(new_accounts, accounts.c.name_block != "")
                ),
                leads.c.email.in_(
                    select(contacts.c.email).where(new_contacts, contacts.c.email != "")
                ),
            ),
        )
        .order_by(leads.c.number)
    )


DEAL_WORDS = ("number", "account_number", "contact_number", "contact_key", "created_at", "lead_key")
FOUND = ("lead_number", "link_reason")


def _relink_deals(store: Store, kind: RecordKind, import_number: int) -> int:
    """Find the enquiries of deals of the persons that an import brought or changed."""
    with store.reading() as connection:
        some = connection.execute(select(deals.c.number).where(may_have_grown()).limit(1)).scalar()
        if some is None:
            return 0
        if not store.on_sqlite:
            # Without statistics of what has just come in it would go through all leads per deal.
            connection.execute(text("SET LOCAL enable_nestloop = off"))
        changed_by = RECORD_TABLES[kind].c.changed_by
        numbers = sorted(connection.execute(_deals_of(kind, changed_by == import_number)).scalars())
    linked = 0
    for start in range(0, len(numbers), CHUNK_ROWS):
        with store.writing() as connection:
            lock_kind(connection, RecordKind.DEAL)
            linked += relink_deals(connection, numbers[start : start + CHUNK_ROWS])
    return linked


def deals_of_persons(
    connection: Connection, kind: RecordKind, numbers: Sequence[int]
) -> Sequence[int]:
    """Return the deals that may have grown from these leads, or name one of these contacts."""
    if kind not in {RecordKind.LEAD, RecordKind.CONTACT} or not numbers:
        return ()
    these = among(connection, RECORD_TABLES[kind].c.number, numbers)
    return connection.execute(_deals_of(kind, these)).scalars().all()


def _deals_of(kind: RecordKind, these: ColumnElement[bool]) -> Any:
    if kind is RecordKind.LEAD:
        return deals_that_may_mean(these)
    named = contacts.c.number == deals.c.contact_number
    return select(deals.c.number).join(contacts, named).where(may_have_grown(), these)


def relink_deals(connection: Connection, numbers: Sequence[int]) -> int:
    """Find anew which leads these deals grew from; return how many have another now."""
    if not numbers:
        return 0
    columns = [deals.c[name] for name in (*DEAL_WORDS, *FOUND)]
    query = select(*columns).where(among(connection, deals.c.number, numbers))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    before = [tuple(row[name] for name in FOUND) for row in rows]
    find_enquiries(connection, rows)
    changed = [
        {name: row[name] for name in ("number", *FOUND)}
        for row, was in zip(rows, before, strict=True)
        if tuple(row[name] for name in FOUND) != was
    ]
    update_rows(connection, deals, changed)
    return len(changed)
