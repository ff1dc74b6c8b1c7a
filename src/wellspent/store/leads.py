"""Leads: get one, count, and list a page of them; a million stay fast.

Pages are cut by the last row's place in the order, never by counting rows over. How a filtered
list is read depends on how many leads match, which is counted first (up to `MOST_COUNTED`, what
the page shows as its total anyway): few are gathered and sorted; many are met soon enough by
walking along the order's index.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal_column,
    select,
    text,
    true,
    tuple_,
)

from wellspent.errors import InputError, NotFound
from wellspent.records.filters import FilterValues
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import LeadPage, LeadQuery, LeadRow, LeadSort
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.lead_conditions import (
    Conditions,
    Search,
    check_query,
    gathering,
    plan_search,
    walking,
)
from wellspent.store.lead_places import Place, read_place, write_place
from wellspent.store.lead_rows import lead_rows
from wellspent.store.settled import count_settled
from wellspent.store.tables import leads

MOST_COUNTED = 10_000
LARGEST_PAGE = 500
MOST_FILTER_VALUES = 200

ORDER: dict[LeadSort, Column[Any]] = {
    LeadSort.FIT: leads.c.fit,
    LeadSort.ARRIVED: leads.c.arrived_order,
    LeadSort.COMPANY: leads.c.company_order,
}


def get_lead(store: Store, lead: str) -> Lead:
    """Return a lead by its id; NotFound if there is none."""
    return get_lead_row(store, lead).lead


def get_lead_row(store: Store, lead: str) -> LeadRow:
    """Return a lead with its stored fit and its account's name; NotFound if there is none."""
    number = number_of(RecordKind.LEAD, lead)
    with store.reading() as connection:
        rows = lead_rows(connection, [number])
    if not rows:
        raise NotFound(
            f"there is no lead {record_id(RecordKind.LEAD, number)}",
            next_step="It may have gone with an import that was undone; look in the list.",
        )
    return rows[0]


def link_reason(store: Store, lead: str) -> str:
    """Return why a lead is linked to its account and contact; empty if it isn't."""
    query = select(leads.c.link_reason).where(leads.c.number == number_of(RecordKind.LEAD, lead))
    with store.reading() as connection:
        return connection.execute(query).scalar() or ""


def count_leads(store: Store, outcome: LeadOutcome | None = None) -> int:
    """Return how many leads there are, of one outcome or of any; settled ones aren't open."""
    query = select(func.count()).select_from(leads)
    if outcome is not None:
        query = query.where(leads.c.outcome == outcome.value)
    with store.reading() as connection:
        count = connection.execute(query).scalar_one()
        if outcome is LeadOutcome.OPEN:
            count -= connection.execute(count_settled()).scalar_one()
    return count


def list_leads(store: Store, query: LeadQuery) -> LeadPage:
    """Return a page of leads; InputError when the query's limit or place makes no sense."""
    if not 1 <= query.limit <= LARGEST_PAGE:
        raise InputError(
            f"a page can't have {query.limit} leads", next_step=f"Ask for 1 to {LARGEST_PAGE}."
        )
    place = read_place(query)
    check_query(query)
    with store.reading() as connection:
        search = plan_search(connection, query.search, MOST_COUNTED)
        conditions = gathering(connection, query, search)
        total = _total(connection, search, conditions)
        if conditions and total <= MOST_COUNTED:
            numbers = _gather(query, conditions, place)
        else:
            numbers = _walk(query, walking(connection, query, search), place)
        places = [Place(*row) for row in connection.execute(numbers)]
        shown = places[: query.limit]
        rows = lead_rows(connection, [place.number for place in shown])
    return LeadPage(
        rows=rows,
        total=total if total <= MOST_COUNTED else None,
        next_page=write_place(query, shown[-1]) if len(places) > query.limit else "",
    )


def filter_values(store: Store) -> FilterValues:
    """Return the values that leads can be filtered by, at most 200 of each."""
    with store.reading() as connection:
        return FilterValues(
            sources=_distinct(connection, "source"),
            countries=_distinct(connection, "country"),
            industries=_distinct(connection, "industry"),
            owners=_distinct(connection, "owner"),
        )


def _total(connection: Connection, search: Search, conditions: Conditions) -> int:
    """Return how many leads match, counted up to one more than `MOST_COUNTED`."""
    only_common_word = len(search.words) == len(conditions) == 1 and not search.rare
    if only_common_word:
        return MOST_COUNTED + 1
    return _count_up_to(connection, conditions, MOST_COUNTED)


def _count_up_to(connection: Connection, conditions: Conditions, most: int) -> int:
    """Return how many leads match; `most + 1` when there are more than `most`."""
    found = select(literal_column("1")).select_from(leads).where(and_(true(), *conditions))
    limited = found.limit(most + 1).subquery()
    return connection.execute(select(func.count()).select_from(limited)).scalar_one()


def _gather(
    query: LeadQuery, conditions: Conditions, place: Place | None
) -> Select[*tuple[Any, ...]]:
    """Return the query that collects the few that match, then sorts them."""
    order = ORDER[query.sort]
    found = select(order.label("place"), leads.c.number).where(and_(true(), *conditions))
    few = found.cte("few").prefix_with("MATERIALIZED", dialect="postgresql")
    return _page(select(few.c.place, few.c.number), few.c.place, few.c.number, query, place)


def _walk(
    query: LeadQuery, conditions: Conditions, place: Place | None
) -> Select[*tuple[Any, ...]]:
    """Return the query that goes along the order's index until the page is full."""
    order = ORDER[query.sort]
    found = select(order, leads.c.number).where(and_(true(), *conditions))
    return _page(found, order, leads.c.number, query, place)


def _page(
    found: Select[*tuple[Any, ...]],
    order: ColumnElement[Any],
    number: ColumnElement[int],
    query: LeadQuery,
    place: Place | None,
) -> Select[*tuple[Any, ...]]:
    if place is not None:
        here, there = tuple_(order, number), tuple_(place.value, place.number)
        found = found.where(here > there if query.ascending else here < there)
    keys = (order.asc(), number.asc()) if query.ascending else (order.desc(), number.desc())
    return found.order_by(*keys).limit(query.limit + 1)


def _distinct(connection: Connection, name: str) -> tuple[str, ...]:
    """Hop along the index from each value to the next, however many leads have it."""
    hops = text(
        f"""
        WITH RECURSIVE hop(value) AS (
            SELECT min({name}) FROM leads WHERE {name} > ''
            UNION ALL
            SELECT (SELECT min({name}) FROM leads WHERE {name} > hop.value)
            FROM hop WHERE hop.value IS NOT NULL
        )
        SELECT value FROM hop WHERE value IS NOT NULL LIMIT {MOST_FILTER_VALUES}
        """  # noqa: S608  only names of our own columns
    )
    return tuple(sorted(connection.execute(hops).scalars()))
