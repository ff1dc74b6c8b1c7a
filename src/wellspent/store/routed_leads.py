"""Routed leads: what was decided about each enquiry, and the queue of what is due.

The queue goes along an index of what still waits, those due first, and stops when the page is
full; what a person has seen to is in none of those indexes.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    literal_column,
    select,
    true,
    tuple_,
)

from wellspent.errors import InputError
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery
from wellspent.records.route import Route, RoutedLead
from wellspent.records.routed_queue import RoutedPage, RoutedQuery, RoutedRow
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.derived import arrived_order
from wellspent.store.ids import LARGEST_NUMBER, number_of, record_id
from wellspent.store.lead_conditions import gathering, plan_search, walking
from wellspent.store.lead_rows import lead_rows
from wellspent.store.routing_tables import routed_leads
from wellspent.store.rows import StoredRow
from wellspent.store.settled import is_open, not_settled
from wellspent.store.tables import leads
from wellspent.store.upsert import upsert
from wellspent.store.write import lock_kind

CHUNK_ROWS = 10_000
LARGEST_PAGE = 500
LONGEST_PLACE = 200
MOST_COUNTED = 10_000
MOST_WAITING = 1_000
"""So far those that wait are counted by route: a page asks for all counts each time, and whether a
lead is still open is looked up one by one."""
NEVER_DUE = 2**62
"""Where an enquiry without a due time stands in the queue: after those that have one."""

FIELDS = tuple(field.name for field in fields(RoutedLead) if field.name != "lead_id")
BY_PEOPLE = ("decided_by", "acted_at", "released_at")
WANTED_KINDS = (EnquiryKind.GENUINE, EnquiryKind.SUPPORT, EnquiryKind.UNSURE)
"""People who may wait for us in earnest."""


def save_routed_lead(store: Store, routed: RoutedLead) -> None:
    """Keep what was decided about a lead, in place of what was; a lead that is gone is left."""
    save_routed_leads(store, [routed])


def save_routed_leads(
    store: Store,
    routed: Iterable[RoutedLead],
    *,
    unless_changed: Mapping[str, RoutedLead] | None = None,
) -> int:
    """Keep what was decided about many leads; return how many.

    A lead that is gone meanwhile is passed over. `unless_changed` is what was decided about them
    before, by lead: one that somebody has decided on or acted on since then is left to them.
    """
    saved = 0
    for chunk in _chunks(routed):
        with store.writing() as connection:
            lock_kind(connection, RecordKind.LEAD)
            kept = chunk
            if unless_changed is not None:
                kept = _unchanged(connection, chunk, unless_changed)
            saved += _save_chunk(connection, kept)
    return saved


def get_routed_lead(store: Store, lead: str) -> RoutedLead | None:
    """Return what was decided about a lead; None if nothing was yet."""
    return routed_by_lead(store, [lead]).get(lead)


def routed_by_lead(store: Store, lead_ids: Sequence[str]) -> dict[str, RoutedLead]:
    """Return what was decided about each of these leads, where anything was."""
    numbers = [number_of(RecordKind.LEAD, lead) for lead in lead_ids]
    with store.reading() as connection:
        rows = _rows(connection, numbers)
    return {routed.lead_id: routed for routed in rows.values()}


def list_routed(store: Store, query: RoutedQuery) -> RoutedPage:
    """Return a page of the queue; InputError when the query's limit or place makes no sense."""
    if not 1 <= query.limit <= LARGEST_PAGE:
        raise InputError(
            f"a page can't have {query.limit} leads", next_step=f"Ask for 1 to {LARGEST_PAGE}."
        )
    place = _read_place(query.after)
    with store.reading() as connection:
        conditions = _conditions(connection, query)
        if place is not None:
            here = tuple_(routed_leads.c.due_order, routed_leads.c.lead_number)
            conditions.append(here > tuple_(*place))
        found = (
            select(routed_leads.c.due_order, routed_leads.c.lead_number)
            .join(leads, leads.c.number == routed_leads.c.lead_number)
            .where(and_(true(), *conditions))
            .order_by(routed_leads.c.due_order, routed_leads.c.lead_number)
            .limit(query.limit + 1)
        )
        places = [(row.due_order, row.lead_number) for row in connection.execute(found)]
        shown = places[: query.limit]
        rows = _shown_rows(connection, [number for _, number in shown])
    more = len(places) > query.limit
    return RoutedPage(rows=rows, next_page=_write_place(shown[-1]) if more else "")


def count_routes(store: Store, *, owner: str = "") -> dict[Route, int]:
    """Return how many open enquiries wait in each route, counted up to 1,000 each."""
    with store.reading() as connection:
        return {route: _count(connection, RoutedQuery(route=route, owner=owner)) for route in Route}


def count_overdue(store: Store, *, now: datetime, owner: str = "") -> int:
    """Return how many open enquiries are overdue, counted up to 1,000."""
    with store.reading() as connection:
        return _count(connection, RoutedQuery(overdue_at=now, owner=owner))


def oldest_waiting(
    store: Store, *, owner: str = "", kinds: Sequence[EnquiryKind] = WANTED_KINDS
) -> RoutedRow | None:
    """Return the open enquiry of these kinds that has waited longest; None if none waits."""
    conditions = [
        is_open(),
        leads.c.arrived_order > arrived_order(None),
        routed_leads.c.acted_at.is_(None),
        routed_leads.c.kind.in_([kind.value for kind in kinds]),
    ]
    if owner:
        conditions.append(routed_leads.c.owner == owner)
    query = (
        select(leads.c.number)
        .join(routed_leads, routed_leads.c.lead_number == leads.c.number)
        .where(and_(true(), *conditions))
        .order_by(leads.c.arrived_order, leads.c.number)
        .limit(1)
    )
    with store.reading() as connection:
        numbers = connection.execute(query).scalars().all()
        rows = _shown_rows(connection, numbers)
    return rows[0] if rows else None


def stream_routed(store: Store) -> Iterator[RoutedLead]:
    """Give what was decided about all leads, in the order of their numbers, page by page."""
    last = 0
    while True:
        query = select(routed_leads).where(routed_leads.c.lead_number > last)
        with store.reading() as connection:
            page = connection.execute(
                query.order_by(routed_leads.c.lead_number).limit(CHUNK_ROWS)
            ).mappings()
            rows = page.all()
        if not rows:
            return
        yield from (_routed(row) for row in rows)
        last = rows[-1]["lead_number"]


def _conditions(connection: Connection, query: RoutedQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.waiting is not None:
        acted = routed_leads.c.acted_at
        conditions.append(acted.is_(None) if query.waiting else acted.is_not(None))
    for name, value in (("route", query.route), ("owner", query.owner), ("kind", query.kind)):
        if value:
            conditions.append(routed_leads.c[name] == storable_text(str(value)))
    if query.newer_than:
        conditions.append(routed_leads.c.lead_number > min(query.newer_than, LARGEST_NUMBER))
    if query.overdue_at is not None:
        conditions.append(routed_leads.c.due_order < arrived_order(query.overdue_at))
    return [*conditions, *_lead_conditions(connection, query)]


def _lead_conditions(connection: Connection, query: RoutedQuery) -> list[ColumnElement[bool]]:
    plain = LeadQuery(search=query.search, arrived_since=query.arrived_since)
    asked = replace(plain, outcome=LeadOutcome.OPEN) if query.waiting else plain
    search = plan_search(connection, query.search, MOST_COUNTED)
    if search.rare:
        return gathering(connection, asked, search)
    if query.waiting and connection.dialect.name == "sqlite":
        # Or else SQLite would start from all open leads instead of going along the queue.
        outcome = literal_column("+leads.outcome") == LeadOutcome.OPEN.value
        return [outcome, not_settled(), *walking(connection, plain, search)]
    return walking(connection, asked, search)


def _count(connection: Connection, query: RoutedQuery) -> int:
    found = (
        select(literal_column("1"))
        .select_from(routed_leads)
        .join(leads, leads.c.number == routed_leads.c.lead_number)
        .where(and_(true(), *_conditions(connection, query)))
        .limit(MOST_WAITING)
        .subquery()
    )
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def _shown_rows(connection: Connection, numbers: Sequence[int]) -> list[RoutedRow]:
    decided = _rows(connection, numbers)
    return [
        RoutedRow(
            lead=row.lead,
            routed=decided[number_of(RecordKind.LEAD, row.lead.id)],
            fit=row.fit,
            account_name=row.account_name,
        )
        for row in lead_rows(connection, numbers)
    ]


def _rows(connection: Connection, numbers: Sequence[int]) -> dict[int, RoutedLead]:
    query = select(routed_leads).where(among(connection, routed_leads.c.lead_number, numbers))
    rows = connection.execute(query).mappings()
    return {row["lead_number"]: _routed(row) for row in rows}


def _chunks(routed: Iterable[RoutedLead]) -> Iterator[list[RoutedLead]]:
    rest = iter(routed)
    while chunk := list(islice(rest, CHUNK_ROWS)):
        yield chunk


def _unchanged(
    connection: Connection, chunk: list[RoutedLead], before: Mapping[str, RoutedLead]
) -> list[RoutedLead]:
    """Return those about which a person has said nothing since `before` was read."""
    numbers = [number_of(RecordKind.LEAD, each.lead_id) for each in chunk]
    columns = [routed_leads.c[name] for name in ("lead_number", *BY_PEOPLE)]
    query = select(*columns).where(among(connection, routed_leads.c.lead_number, numbers))
    now = {
        record_id(RecordKind.LEAD, row.lead_number): tuple(row)[1:]
        for row in connection.execute(query)
    }
    return [each for each in chunk if now.get(each.lead_id) == _by_people(before, each.lead_id)]


def _by_people(before: Mapping[str, RoutedLead], lead: str) -> tuple[Any, ...] | None:
    routed = before.get(lead)
    return None if routed is None else tuple(getattr(routed, name) for name in BY_PEOPLE)


def _save_chunk(connection: Connection, chunk: list[RoutedLead]) -> int:
    wanted = {number_of(RecordKind.LEAD, each.lead_id): each for each in chunk}
    there = select(leads.c.number).where(among(connection, leads.c.number, wanted))
    rows = [_row(number, wanted[number]) for number in connection.execute(there).scalars()]
    if rows:
        columns = [*FIELDS, "due_order"]
        connection.execute(upsert(connection, routed_leads, ["lead_number"], columns), rows)
    return len(rows)


def _row(number: int, routed: RoutedLead) -> dict[str, Any]:
    row = {name: getattr(routed, name) for name in FIELDS}
    texts = {
        name: storable_text(str(value)) for name, value in row.items() if isinstance(value, str)
    }
    return {
        **row,
        **texts,
        "lead_number": number,
        "reasons": [storable_text(reason) for reason in routed.reasons],
        "due_order": NEVER_DUE if routed.due_at is None else arrived_order(routed.due_at),
    }


def _routed(row: StoredRow) -> RoutedLead:
    values = {name: row[name] for name in FIELDS}
    values |= {
        "kind": EnquiryKind(row["kind"]),
        "route": Route(row["route"]),
        "reasons": tuple(row["reasons"]),
    }
    return RoutedLead(lead_id=record_id(RecordKind.LEAD, row["lead_number"]), **values)


def _write_place(place: tuple[int, int]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _read_place(after: str) -> tuple[int, int] | None:
    """Return the place that a query goes on from; InputError if it isn't one."""
    if not after:
        return None
    try:
        padded = after[:LONGEST_PLACE] + "=" * (-len(after[:LONGEST_PLACE]) % 4)
        due, number = json.loads(base64.urlsafe_b64decode(padded))
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _no_place() from error
    if not all(type(each) is int and abs(each) <= LARGEST_NUMBER for each in (due, number)):
        raise _no_place()
    return due, number


def _no_place() -> InputError:
    return InputError(
        "the place to go on from (`after`) doesn't belong to this list",
        next_step="Take it from `next_page` of the page before.",
    )
