"""Enquiries of deals: find the lead that a deal grew from, where the deal names none.

A won or lost deal settles its enquiry; without this a CRM whose deals know no lead would leave
them all open. What was found has a `link_reason`, what the source's own key says has none.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, CompoundSelect, Connection, func, select, union

from wellspent.link.grown_from import EnquiryCandidate, grown_from
from wellspent.store.among import among
from wellspent.store.rows import Row
from wellspent.store.tables import contacts, deals, leads

MOST_OF_ONE = 200
"""An address (or contact) with more enquiries than this is no one person's, and links nothing."""

REASON = "the latest enquiry of the same person before the deal, within a year"
Found = dict[Any, list[EnquiryCandidate]]


def find_enquiries(connection: Connection, rows: Sequence[Row]) -> None:
    """Set the lead that each of these deals grew from, and how it was found; four queries."""
    for row in rows:
        row["link_reason"] = ""
    unsaid = [row for row in rows if not row["lead_key"]]
    for row in unsaid:
        row["lead_number"] = None
    known = [row for row in unsaid if row["contact_key"] and row["created_at"] is not None]
    if not known:
        return
    addresses = _addresses(connection, known)
    by_email = _candidates(connection, leads.c.email, {one for both in addresses for one in both})
    numbers = {row["contact_number"] for row in known} - {None}
    by_contact = _candidates(connection, leads.c.contact_number, numbers)
    for row, both in zip(known, addresses, strict=True):
        candidates = [one for email in both for one in by_email.get(email, ())]
        candidates += by_contact.get(row["contact_number"], ())
        found = grown_from(row["created_at"], row["account_number"], candidates)
        if found is not None:
            row.update(lead_number=found.number, link_reason=REASON)


def _addresses(connection: Connection, rows: Sequence[Row]) -> list[set[str]]:
    """Return for each deal the addresses of its person: as its file says, and as the store has."""
    numbers = {row["contact_number"] for row in rows} - {None}
    query = select(contacts.c.number, contacts.c.email).where(
        among(connection, contacts.c.number, numbers)
    )
    stored = {row.number: row.email for row in connection.execute(query)} if numbers else {}
    return [
        {row["contact_key"].casefold(), stored.get(row["contact_number"], "")} - {""}
        for row in rows
    ]


def _candidates(connection: Connection, column: Column[Any], values: set[Any]) -> Found:
    """Return the enquiries that arrived from each of these persons."""
    found: Found = defaultdict(list)
    if not values:
        return found
    crowds = (select(column).where(_these(connection, column, values)).group_by(column)).having(
        func.count() > MOST_OF_ONE
    )
    wanted = values - set(connection.execute(crowds).scalars())
    query = select(
        column.label("person"),
        leads.c.number,
        leads.c.arrived_at,
        leads.c.account_number,
        leads.c.contact_number,
    ).where(_these(connection, column, wanted), leads.c.arrived_at.is_not(None))
    for person, *lead in connection.execute(query):
        found[person].append(EnquiryCandidate(*lead))
    return found


def _these(connection: Connection, column: Column[Any], values: set[Any]) -> ColumnElement[bool]:
    """Return the condition in the words of the column's index, which leaves out what is empty."""
    filled = column != "" if column is leads.c.email else column.is_not(None)
    return among(connection, column, values) & filled


def deals_that_may_mean(these: ColumnElement[bool]) -> CompoundSelect[Any]:
    """Return the query for the numbers of deals of the persons of these leads.

    Joins, not lists: PostgreSQL would go through a list too long for its memory once for each deal.
    """
    number = select(deals.c.number).where(may_have_grown(), these)
    filled = leads.c.email != ""
    by_address = (func.lower(deals.c.contact_key) == leads.c.email) & filled
    of_contact = contacts.c.number == deals.c.contact_number
    return union(
        number.join(leads, by_address),
        number.join(leads, leads.c.contact_number == deals.c.contact_number),
        number.join(contacts, of_contact).join(leads, (leads.c.email == contacts.c.email) & filled),
        number.join(leads, leads.c.number == deals.c.lead_number),
    )


def may_have_grown() -> ColumnElement[bool]:
    """Return the condition that a deal names a person and no enquiry."""
    return (deals.c.lead_key == "") & (deals.c.contact_key != "")
