"""History: what happened with a person and company before, from our own records.

All is asked for a whole batch at once, one query for each sort of record.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, or_, select

from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.authenticity import MarkKind
from wellspent.records.deal import DealOutcome
from wellspent.records.enquiry import History
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.bounces import bounced_addresses
from wellspent.store.connect import Store
from wellspent.store.derived import arrived_order, message_key
from wellspent.store.ids import number_of
from wellspent.store.routing_tables import marks, routed_leads
from wellspent.store.tables import accounts, activities, deals, leads

CHUNK_LEADS = 5000
MOST_ROWS = 100_000
"""Enquiries from the same addresses, or of the same words, that are looked at for a batch."""

TALKED = (ActivityKind.CALL.value, ActivityKind.MEETING.value)
WROTE = (ActivityKind.EMAIL.value, ActivityKind.SMS.value, ActivityKind.SOCIAL_MESSAGE.value)


def history_of(store: Store, lead: Lead, *, at_arrival: bool = False) -> History:
    """Return what is known of an enquiry's person and company from before.

    With `at_arrival` only what was known when the enquiry arrived counts, as for learning.
    """
    return next(histories_of(store, [lead], at_arrival=at_arrival))


def histories_of(
    store: Store, given: Iterable[Lead], *, at_arrival: bool = False
) -> Iterator[History]:
    """Give the history of each of these enquiries, in their order."""
    rest = iter(given)
    while chunk := list(islice(rest, CHUNK_LEADS)):
        with store.reading() as connection:
            known = _Known(connection, chunk, at_arrival=at_arrival)
        yield from (known.history(lead) for lead in chunk)


@dataclass(frozen=True, slots=True)
class _EarlierEnquiry:
    """Another enquiry of the same address, and when it became known what it was."""

    place: tuple[int, int]
    genuine: bool | None
    known_at: datetime | None


class _Known:
    """What the store knows around a batch of enquiries."""

    def __init__(self, connection: Connection, batch: Sequence[Lead], *, at_arrival: bool) -> None:
        emails = {_email(lead) for lead in batch} - {""}
        self._at_arrival = at_arrival
        self._earlier = _enquiries_by_address(connection, emails)
        self._copies = _addresses_by_words(
            connection, {message_key(lead.message) for lead in batch} - {""}
        )
        self._bounced = bounced_addresses(connection, emails)
        self._talks_by_email = _talks(connection, activities.c.contact_key, emails)
        self._talks_by_contact = _talks(
            connection, activities.c.contact_number, _numbers(batch, "contact")
        )
        self._customers = _customers(connection, _numbers(batch, "account"))

    def history(self, lead: Lead) -> History:
        """Return the history of one enquiry of the batch."""
        email, place = _email(lead), _place(lead)
        earlier = [each for each in self._earlier.get(email, ()) if each.place < place]
        genuine = [each.genuine for each in earlier if self._was_known(each.known_at, lead)]
        return History(
            customer=self._customer(lead),
            earlier_enquiries=len(earlier),
            earlier_genuine=genuine.count(True),
            earlier_not_genuine=genuine.count(False),
            conversations=self._conversations(lead),
            copies=self._copies_of(lead),
            bounced=self._bounce(lead),
        )

    def _was_known(self, known_at: datetime | None, lead: Lead) -> bool:
        if not self._at_arrival or lead.arrived_at is None:
            return True
        return known_at is not None and known_at <= lead.arrived_at

    def _customer(self, lead: Lead) -> str:
        customer = self._customers.get(_number(RecordKind.ACCOUNT, lead.account_id))
        if customer is None:
            return ""
        own = _number(RecordKind.LEAD, lead.id)
        return customer.name if customer.was_at(lead.arrived_at, own) else ""

    def _conversations(self, lead: Lead) -> int:
        talks = dict(self._talks_by_email.get(_email(lead), ()))
        contact = _number(RecordKind.CONTACT, lead.contact_id)
        talks.update(self._talks_by_contact.get(contact, ()))
        return sum(self._was_known(happened, lead) for happened in talks.values())

    def _copies_of(self, lead: Lead) -> int:
        """Return how many other people sent these words."""
        addresses = self._copies.get(message_key(lead.message), {})
        others = sorted(first for email, first in addresses.items() if email != _email(lead))
        if not self._at_arrival or lead.arrived_at is None:
            return len(others)
        return bisect_left(others, arrived_order(lead.arrived_at))

    def _bounce(self, lead: Lead) -> datetime | None:
        bounced = self._bounced.get(_email(lead))
        return bounced if bounced and self._was_known(bounced, lead) else None


@dataclass(frozen=True, slots=True)
class _Customer:
    """An account, and when it was a customer: its own dates, else the deals that it won."""

    name: str
    since: datetime | None
    until: datetime | None
    won: tuple[tuple[int | None, datetime | None], ...]

    def was_at(self, moment: datetime | None, lead_number: int | None) -> bool:
        """Return whether it was a customer then; a deal from this very enquiry doesn't count."""
        at = moment or datetime.now(UTC)
        if self.until is not None and self.until <= at:
            return False
        if self.since is not None:
            return self.since < at
        others = [closed for lead, closed in self.won if lead is None or lead != lead_number]
        return any(closed is None or closed < at for closed in others)


def _enquiries_by_address(
    connection: Connection, emails: set[str]
) -> dict[str, list[_EarlierEnquiry]]:
    found: dict[str, list[_EarlierEnquiry]] = defaultdict(list)
    if not emails:
        return found
    last_mark = (
        select(func.max(marks.c.number))
        .where(marks.c.lead_number == leads.c.number)
        .correlate(leads)
        .scalar_subquery()
    )
    query = (
        select(
            leads.c.email,
            leads.c.number,
            leads.c.arrived_order,
            leads.c.outcome,
            leads.c.closed_at,
            routed_leads.c.released_at,
            marks.c.mark,
            marks.c.marked_at,
        )
        .outerjoin(routed_leads, routed_leads.c.lead_number == leads.c.number)
        .outerjoin(marks, marks.c.number == last_mark)
        .where(among(connection, leads.c.email, emails), leads.c.email != "")
        .limit(MOST_ROWS)
    )
    for row in connection.execute(query):
        genuine, known_at = _word_on(row)
        place = (row.arrived_order, row.number)
        found[row.email.casefold()].append(_EarlierEnquiry(place, genuine, known_at))
    return found


def _word_on(row: Any) -> tuple[bool | None, datetime | None]:
    """Return whether an enquiry is known to be genuine, and since when: a mark says it first."""
    if row.mark is not None:
        return row.mark == MarkKind.GENUINE.value, row.marked_at
    if row.outcome == LeadOutcome.WON.value:
        return True, row.closed_at
    if row.released_at is not None:
        return True, row.released_at
    return None, None


def _addresses_by_words(connection: Connection, keys: set[str]) -> dict[str, dict[str, int]]:
    """Return who sent the same words, and when first."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    if not keys:
        return found
    query = select(leads.c.message_key, leads.c.email, leads.c.arrived_order).where(
        among(connection, leads.c.message_key, keys), leads.c.message_key != ""
    )
    for key, email, arrived in connection.execute(query.limit(MOST_ROWS)):
        first = found[key].get(email, arrived)
        found[key][email] = min(first, arrived)
    return found


def _talks(
    connection: Connection, column: Any, wanted: set[Any]
) -> dict[Any, list[tuple[int, datetime | None]]]:
    """Return the conversations with each of these people: talked with, or written to us."""
    found: dict[Any, list[tuple[int, datetime | None]]] = defaultdict(list)
    if not wanted:
        return found
    wrote = activities.c.kind.in_(WROTE) & (activities.c.direction == Direction.INBOUND.value)
    query = select(column, activities.c.number, activities.c.happened_at).where(
        among(connection, column, wanted), or_(activities.c.kind.in_(TALKED), wrote)
    )
    query = query.where(column != "") if column.name == "contact_key" else query
    for who, number, happened in connection.execute(query.limit(MOST_ROWS)):
        found[who].append((number, happened))
    return found


def _customers(connection: Connection, numbers: set[int]) -> dict[int | None, _Customer]:
    if not numbers:
        return {}
    won: dict[int, list[tuple[int | None, datetime | None]]] = defaultdict(list)
    bought = select(deals.c.account_number, deals.c.lead_number, deals.c.closed_at).where(
        among(connection, deals.c.account_number, numbers),
        deals.c.outcome == DealOutcome.WON.value,
    )
    for account, lead, closed in connection.execute(bought):
        won[account].append((lead, closed))
    named = select(
        accounts.c.number,
        accounts.c.name,
        accounts.c.domain,
        accounts.c.customer_since,
        accounts.c.customer_until,
    ).where(among(connection, accounts.c.number, numbers))
    return {
        row.number: _Customer(
            row.name or row.domain, row.customer_since, row.customer_until, tuple(won[row.number])
        )
        for row in connection.execute(named)
    }


def _email(lead: Lead) -> str:
    return lead.email.casefold()


def _place(lead: Lead) -> tuple[int, int]:
    number = _number(RecordKind.LEAD, lead.id)
    return arrived_order(lead.arrived_at), 2**63 if number is None else number


def _number(kind: RecordKind, record: str) -> int | None:
    return number_of(kind, record) if record else None


def _numbers(batch: Sequence[Lead], what: str) -> set[int]:
    kind = RecordKind.CONTACT if what == "contact" else RecordKind.ACCOUNT
    found = {_number(kind, getattr(lead, f"{what}_id")) for lead in batch}
    return {number for number in found if number is not None}
