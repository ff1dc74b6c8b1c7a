"""Signers: who was at the accounts that bought from us, and whom of them the deal names."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from wellspent.records.buying_role import DealPerson
from wellspent.records.deal import DealOutcome
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, contacts, deals

MOST_DEALS: Final = 5000
"""The latest won deals: who signed long ago tells little of who signs now."""

MOST_PEOPLE: Final = 50
"""Of one account, those we have known longest."""

CHUNK: Final = 500


def signers(store: Store, *, most: int = MOST_DEALS) -> list[DealPerson]:
    """Return the people of the latest won deals that name a contact, the latest deal first.

    Of each deal the one that it names, then others at the account whom we knew when it was won (or
    of whom we don't know since when). Somebody without a title teaches nothing and is left out.
    """
    found: list[DealPerson] = []
    with store.reading() as connection:
        won = connection.execute(_won_deals(most)).mappings().all()
        for start in range(0, len(won), CHUNK):
            found += _people_of(connection, won[start : start + CHUNK])
    return found


def _won_deals(most: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            deals.c.number,
            deals.c.account_number,
            deals.c.contact_number,
            deals.c.closed_at,
            accounts.c.employees,
        )
        .join(accounts, accounts.c.number == deals.c.account_number)
        .where(deals.c.outcome == DealOutcome.WON.value, deals.c.contact_number.is_not(None))
        .order_by(deals.c.closed_at.desc().nulls_last(), deals.c.number.desc())
        .limit(most)
    )


def _people_of(connection: Connection, won: Sequence[StoredRow]) -> list[DealPerson]:
    columns = contacts.c
    at_account = among(connection, columns.account_number, {row["account_number"] for row in won})
    query = (
        select(columns.number, columns.account_number, columns.title, columns.created_at)
        .where(at_account, columns.title != "")
        .order_by(columns.number)
    )
    people: dict[int, list[StoredRow]] = {}
    for row in connection.execute(query).mappings():
        people.setdefault(row["account_number"], []).append(row)
    found: list[DealPerson] = []
    for deal in won:
        known = [one for one in people.get(deal["account_number"], ()) if _was_known(one, deal)]
        known.sort(key=lambda one: one["number"] != deal["contact_number"])
        found += [_person(one, deal) for one in known[:MOST_PEOPLE]]
    return found


def _was_known(person: StoredRow, deal: StoredRow) -> bool:
    """Return whether we knew somebody when a deal was won, as far as the records say."""
    if person["number"] == deal["contact_number"]:
        return True
    since, won_at = person["created_at"], deal["closed_at"]
    return since is None or won_at is None or since <= won_at


def _person(person: StoredRow, deal: StoredRow) -> DealPerson:
    return DealPerson(
        contact_id=record_id(RecordKind.CONTACT, person["number"]),
        account_id=record_id(RecordKind.ACCOUNT, deal["account_number"]),
        deal_id=record_id(RecordKind.DEAL, deal["number"]),
        title=person["title"],
        signed=person["number"] == deal["contact_number"],
        employees=deal["employees"],
        closed_at=deal["closed_at"],
    )
