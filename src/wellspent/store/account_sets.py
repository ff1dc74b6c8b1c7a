"""Account sets: the accounts of an industry, and those that given contacts belong to."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select

from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.tables import accounts, contacts


def accounts_in_industry(store: Store, industry: str) -> list[int]:
    """Return the numbers of the accounts whose industry holds these words, in any case."""
    asked = industry.strip().lower()
    if not asked:
        return []
    holds = func.lower(accounts.c.industry).contains(asked, autoescape=True)
    query = select(accounts.c.number).where(holds).order_by(accounts.c.number)
    with store.reading() as connection:
        return list(connection.execute(query).scalars())


def accounts_of_contacts(store: Store, contact_numbers: Iterable[int]) -> Mapping[int, str]:
    """Return the account's id of each of these contacts; those without an account are left out."""
    with store.reading() as connection:
        query = select(contacts.c.number, contacts.c.account_number).where(
            contacts.c.account_number.is_not(None),
            among(connection, contacts.c.number, set(contact_numbers)),
        )
        return {
            number: record_id(RecordKind.ACCOUNT, account)
            for number, account in connection.execute(query)
        }


def contacts_of_accounts(store: Store, account_numbers: Iterable[int]) -> set[int]:
    """Return the numbers of all contacts at these accounts."""
    with store.reading() as connection:
        at_them = among(connection, contacts.c.account_number, set(account_numbers))
        return set(connection.execute(select(contacts.c.number).where(at_them)).scalars())
