"""Lookup of accounts and contacts for a whole batch: one query each, whatever its size."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, select

from wellspent.link.candidates import AccountCandidate, ContactCandidate
from wellspent.link.keys import company_block
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.ids import record_id
from wellspent.store.tables import RECORD_TABLES, accounts, contacts

LARGEST_BLOCK = 2000
"""Accounts that share a first word beyond this many aren't compared: too many look alike."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a batch will ask for. With `similar`, also names that begin like its names."""

    emails: set[str] = field(default_factory=set[str])
    domains: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])
    similar: bool = False


class BatchLookup:
    """Answers from what it fetched at the start; knows only what was wanted."""

    def __init__(self, connection: Connection, wanted: Wanted) -> None:
        self._connection = connection
        self._contacts = self._fetch_contacts(wanted.emails)
        self._by_domain = self._fetch_accounts(accounts.c.domain, wanted.domains)
        self._by_name = self._fetch_accounts(accounts.c.name_key, wanted.names)
        unknown = wanted.names - self._by_name.keys() if wanted.similar else set[str]()
        self._by_block = self._fetch_blocks({company_block(name) for name in unknown})

    def contacts_with_email(self, email: str) -> Sequence[ContactCandidate]:
        """Return the contacts with this e-mail address (lower case)."""
        return self._contacts.get(email, ())

    def accounts_with_domain(self, domain: str) -> Sequence[AccountCandidate]:
        """Return the accounts with this registered domain."""
        return self._by_domain.get(domain, ())

    def accounts_named(self, name_key: str) -> Sequence[AccountCandidate]:
        """Return the accounts whose normalised name is exactly this."""
        return self._by_name.get(name_key, ())

    def accounts_named_like(self, name_key: str) -> Sequence[AccountCandidate]:
        """Return the accounts whose normalised name begins with the same word."""
        return self._by_block.get(company_block(name_key), ())

    def _fetch_contacts(self, emails: set[str]) -> dict[str, list[ContactCandidate]]:
        found: dict[str, list[ContactCandidate]] = defaultdict(list)
        if not emails:
            return found
        query = select(contacts.c.number, contacts.c.email, contacts.c.account_number).where(
            among(self._connection, contacts.c.email, emails), contacts.c.email != ""
        )
        for row in self._connection.execute(query):
            account = record_id(RecordKind.ACCOUNT, row.account_number)
            contact = record_id(RecordKind.CONTACT, row.number)
            found[row.email].append(ContactCandidate(contact, row.email, account))
        return found

    def _fetch_accounts(
        self, column: Column[Any], values: Iterable[str]
    ) -> dict[str, list[AccountCandidate]]:
        wanted = set(values) - {""}
        found: dict[str, list[AccountCandidate]] = defaultdict(list)
        if not wanted:
            return found
        query = select(
            column.label("wanted"),
            accounts.c.number,
            accounts.c.name,
            accounts.c.name_key,
            accounts.c.domain,
            accounts.c.country,
        ).where(among(self._connection, column, wanted), column != "")
        for row in self._connection.execute(query):
            found[row.wanted].append(
                AccountCandidate(
                    record_id(RecordKind.ACCOUNT, row.number),
                    row.name,
                    row.name_key,
                    row.domain,
                    row.country,
                )
            )
        return found

    def _fetch_blocks(self, blocks: set[str]) -> dict[str, list[AccountCandidate]]:
        found = self._fetch_accounts(accounts.c.name_block, blocks)
        return {block: rows for block, rows in found.items() if len(rows) <= LARGEST_BLOCK}


def numbers_by_external_id(
    connection: Connection, kind: RecordKind, keys: set[str]
) -> dict[str, int]:
    """Return the numbers of the records that have these keys in their source."""
    if not keys:
        return {}
    table = RECORD_TABLES[kind]
    query = select(table.c.number, table.c.external_id).where(
        among(connection, table.c.identity, {f"x:{key}" for key in keys})
    )
    return {row.external_id: row.number for row in connection.execute(query)}
