"""Link rows to the records that they name: accounts, contacts, leads.

Keys come as the source writes them: another system's key, a domain, an e-mail address or a
company's name. Leads have no keys; the link room says whom they mean. Whatever isn't found stays
open and is looked at again when accounts, contacts or leads have come in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from wellspent.link.find import find_link
from wellspent.link.keys import company_key
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.store.ids import number_of
from wellspent.store.lookup import BatchLookup, Wanted, numbers_by_external_id
from wellspent.store.rows import Row

ACCOUNT_KEYS = {
    RecordKind.CONTACT: {"account_key": "account_number"},
    RecordKind.DEAL: {"account_key": "account_number"},
    RecordKind.ACTIVITY: {"account_key": "account_number"},
    RecordKind.REFERRAL: {"giver_key": "giver_number", "receiver_key": "receiver_number"},
}
CONTACT_KEYS = {
    RecordKind.DEAL: {"contact_key": "contact_number"},
    RecordKind.ACTIVITY: {"contact_key": "contact_number"},
}
LEAD_KEYS = {RecordKind.DEAL: {"lead_key": "lead_number"}}


def link_rows(connection: Connection, kind: RecordKind, rows: Sequence[Row]) -> None:
    """Set the numbers of the records that these rows mean, where exactly one is meant."""
    if kind is RecordKind.LEAD:
        _link_leads(connection, rows)
        return
    for key, column in ACCOUNT_KEYS.get(kind, {}).items():
        _set(rows, key, column, _accounts_by_key(connection, _open_keys(rows, key, column)))
    for key, column in CONTACT_KEYS.get(kind, {}).items():
        _set(rows, key, column, _contacts_by_key(connection, _open_keys(rows, key, column)))
    for key, column in LEAD_KEYS.get(kind, {}).items():
        found = numbers_by_external_id(connection, RecordKind.LEAD, _open_keys(rows, key, column))
        _set(rows, key, column, found)


def _open_keys(rows: Iterable[Row], key: str, column: str) -> set[str]:
    return {row[key] for row in rows if row[key] and row.get(column) is None}


def _set(rows: Iterable[Row], key: str, column: str, found: Mapping[str, int]) -> None:
    for row in rows:
        if row.get(column) is None:
            row[column] = found.get(row[key])


def _accounts_by_key(connection: Connection, keys: set[str]) -> dict[str, int]:
    found = numbers_by_external_id(connection, RecordKind.ACCOUNT, keys)
    rest = keys - found.keys()
    names = {key: company_key(key) for key in rest}
    lookup = BatchLookup(
        connection,
        Wanted(domains={key.casefold() for key in rest}, names={n for n in names.values() if n}),
    )
    for key in rest:
        accounts = lookup.accounts_with_domain(key.casefold())
        accounts = accounts or lookup.accounts_named(names[key])
        if len(accounts) == 1:
            found[key] = number_of(RecordKind.ACCOUNT, accounts[0].id)
    return found


def _contacts_by_key(connection: Connection, keys: set[str]) -> dict[str, int]:
    found = numbers_by_external_id(connection, RecordKind.CONTACT, keys)
    rest = keys - found.keys()
    lookup = BatchLookup(connection, Wanted(emails={key.casefold() for key in rest}))
    for key in rest:
        contacts = lookup.contacts_with_email(key.casefold())
        if len(contacts) == 1:
            found[key] = number_of(RecordKind.CONTACT, contacts[0].id)
    return found


@dataclass(frozen=True, slots=True)
class _Meant:
    """A lead as linking sees it, and its row."""

    lead: Lead
    row: Row


def _link_leads(connection: Connection, rows: Sequence[Row]) -> None:
    meant = [_Meant(_lead(row), row) for row in rows if row.get("account_number") is None]
    lookup = BatchLookup(connection, _wanted(meant))
    for each in meant:
        each.row.update(link_columns(each.lead, lookup))


def link_columns(lead: Lead, lookup: BatchLookup) -> dict[str, Any]:
    """Return the columns that say whom a lead means."""
    link = find_link(lead, lookup)
    if link is None:
        return NO_LINK
    return {
        "account_number": number_of(RecordKind.ACCOUNT, link.account_id)
        if link.account_id
        else None,
        "contact_number": number_of(RecordKind.CONTACT, link.contact_id)
        if link.contact_id
        else None,
        "link_method": link.method.value,
        "link_certainty": link.certainty,
        "link_reason": link.reason,
    }


NO_LINK: dict[str, Any] = {
    "account_number": None,
    "contact_number": None,
    "link_method": "",
    "link_certainty": None,
    "link_reason": "",
}


def _lead(row: Row) -> Lead:
    return Lead(
        email=row["email"], website=row["website"], company=row["company"], country=row["country"]
    )


def _wanted(meant: Sequence[_Meant]) -> Wanted:
    return Wanted(
        emails={each.lead.email.casefold() for each in meant} - {""},
        domains={each.row["email_domain"] for each in meant} - {""},
        names={each.row["company_key"] for each in meant} - {""},
        similar=True,
    )
