"""Leads to route: with what their route depends on, one or a million."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from wellspent.errors import NotFound
from wellspent.records.deal import DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.derived import arrived_order
from wellspent.store.ids import number_of, record_id
from wellspent.store.intake_tables import bounces
from wellspent.store.routing_tables import routed_leads
from wellspent.store.rows import StoredRow, record_columns, record_from_row
from wellspent.store.settled import is_open
from wellspent.store.tables import accounts, deals, fits, leads

AT_ONCE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadToRoute:
    """A lead, its stored fit (None if it has none, or a stale one), and who owns its account."""

    lead: Lead
    fit: float | None
    account_owner: str


def lead_to_route(store: Store, lead: str) -> LeadToRoute:
    """Return one lead with what its route depends on; NotFound if there is none."""
    number = number_of(RecordKind.LEAD, lead)
    found = _fetch(store, leads.c.number == number)
    if not found:
        raise NotFound(
            f"there is no lead {record_id(RecordKind.LEAD, number)}",
            next_step="It may have gone with an import that was undone; look in the list.",
        )
    return found[0]


def stream_open_leads(store: Store, *, at_once: int = AT_ONCE) -> Iterator[list[LeadToRoute]]:
    """Give all open leads in portions, in the order in which they came."""
    yield from _portions(store, is_open(), at_once)


def stream_touched_leads(
    store: Store, *, since: datetime, at_once: int = AT_ONCE
) -> Iterator[list[LeadToRoute]]:
    """Give open leads without a route, and those that were scored since then, in portions."""
    touched = or_(routed_leads.c.lead_number.is_(None), fits.c.scored_at >= since)
    yield from _portions(store, and_(is_open(), touched), at_once)


def leads_that_arrived(store: Store, *, since: datetime, until: datetime, most: int) -> list[Lead]:
    """Return the latest `most` leads, of any outcome, from `since` to before `until`."""
    query = select(*_lead_columns()).where(_arrived(since, until))
    query = query.order_by(leads.c.arrived_order.desc(), leads.c.number.desc()).limit(most)
    with store.reading() as connection:
        return [_lead(row) for row in connection.execute(query).mappings()]


def count_arrived(store: Store, *, since: datetime, until: datetime) -> int:
    """Return how many leads arrived from `since` to before `until`."""
    query = select(func.count()).select_from(leads).where(_arrived(since, until))
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def won_by_deal(store: Store) -> frozenset[str]:
    """Return the leads from which a deal grew that was won."""
    with store.reading() as connection:
        numbers = connection.execute(_won_by_deal()).scalars().all()
    return frozenset(record_id(RecordKind.LEAD, number) for number in numbers)


def latest_won_leads(store: Store, *, most: int) -> list[Lead]:
    """Return leads that were won, themselves or by a deal; the latest `most`."""
    won = or_(leads.c.outcome == LeadOutcome.WON.value, leads.c.number.in_(_won_by_deal()))
    query = select(*_lead_columns()).where(won)
    query = query.order_by(leads.c.arrived_order.desc(), leads.c.number.desc()).limit(most)
    with store.reading() as connection:
        return [_lead(row) for row in connection.execute(query).mappings()]


def bounced_leads(store: Store, *, most: int) -> list[Lead]:
    """Return leads to whose address mail came back for good (5.x.x); the latest `most`."""
    for_good = bounces.c.status.startswith("5", autoescape=True)
    addresses = select(bounces.c.email).where(for_good)
    query = select(*_lead_columns()).where(leads.c.email.in_(addresses), leads.c.email != "")
    query = query.order_by(leads.c.arrived_order.desc(), leads.c.number.desc()).limit(most)
    with store.reading() as connection:
        return [_lead(row) for row in connection.execute(query).mappings()]


def leads_by_id(store: Store, lead_ids: Iterable[str]) -> dict[str, Lead]:
    """Return these leads by their ids; those that are gone are left out."""
    numbers = [number_of(RecordKind.LEAD, lead) for lead in lead_ids]
    with store.reading() as connection:
        query = select(*_lead_columns()).where(among(connection, leads.c.number, numbers))
        found = [_lead(row) for row in connection.execute(query).mappings()]
    return {lead.id: lead for lead in found}


def loads_of_reps(store: Store) -> dict[str, int]:
    """Return how many open enquiries each rep has that wait for a next step, routed or not yet."""
    owner = func.coalesce(func.nullif(routed_leads.c.owner, ""), leads.c.owner).label("owner")
    waiting = (
        select(owner)
        .select_from(leads)
        .outerjoin(routed_leads, routed_leads.c.lead_number == leads.c.number)
        .where(leads.c.outcome == LeadOutcome.OPEN.value, routed_leads.c.acted_at.is_(None))
        .subquery()
    )
    query = select(waiting.c.owner, func.count()).where(waiting.c.owner != "")
    with store.reading() as connection:
        return dict(connection.execute(query.group_by(waiting.c.owner)).all())


def _arrived(since: datetime, until: datetime) -> ColumnElement[bool]:
    first, last = arrived_order(since), arrived_order(until)
    return and_(leads.c.arrived_order >= first, leads.c.arrived_order < last)


def _won_by_deal() -> Select[Any]:
    return select(deals.c.lead_number).where(
        deals.c.outcome == DealOutcome.WON.value, deals.c.lead_number.is_not(None)
    )


def _portions(
    store: Store, which: ColumnElement[bool], at_once: int
) -> Iterator[list[LeadToRoute]]:
    last = 0
    while portion := _fetch(store, and_(which, leads.c.number > last), at_once):
        yield portion
        last = number_of(RecordKind.LEAD, portion[-1].lead.id)


def _fetch(store: Store, which: ColumnElement[bool], limit: int = 1) -> list[LeadToRoute]:
    query = _query().where(which).order_by(leads.c.number).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [
        LeadToRoute(lead=_lead(row), fit=row["fit_now"], account_owner=row["account_owner"] or "")
        for row in rows
    ]


def _query() -> Select[*tuple[Any, ...]]:
    fresh = and_(fits.c.lead_number == leads.c.number, leads.c.fit >= 0)
    return (
        select(
            *_lead_columns(),
            fits.c.probability.label("fit_now"),
            accounts.c.owner.label("account_owner"),
        )
        .outerjoin(fits, fresh)
        .outerjoin(routed_leads, routed_leads.c.lead_number == leads.c.number)
        .outerjoin(accounts, accounts.c.number == leads.c.account_number)
    )


def _lead_columns() -> Sequence[Any]:
    return [leads.c[name] for name in record_columns(RecordKind.LEAD)]


def _lead(row: StoredRow) -> Lead:
    return cast(Lead, record_from_row(RecordKind.LEAD, row))
