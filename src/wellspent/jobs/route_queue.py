"""The queue by route: what is due, the oldest that waits, who has it, what failed on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route
from wellspent.records.routed_queue import MapPoint, RoutedQuery, RoutedRow, RouteQueue
from wellspent.store.connect import Store
from wellspent.store.routed_leads import (
    LARGEST_PAGE,
    count_overdue,
    count_routes,
    list_routed,
    oldest_waiting,
)
from wellspent.store.statements import is_sample
from wellspent.store.submissions import count_waiting, list_failed

MOST_FAILED = 20


def route_queue(
    store: Store,
    *,
    route: Route | None = None,
    first_of: Sequence[Route] = (),
    owner: str = "",
    kind: EnquiryKind | None = None,
    search: str = "",
    overdue: bool = False,
    newer_than: int = 0,
    waiting: bool | None = True,
    after: str = "",
    limit: int = 50,
    points: int = 0,
    now: datetime,
) -> RouteQueue:
    """Return a page of enquiries, those due first, and what stands around them.

    Without a `route`, the first of `first_of` in which anything waits is shown; all routes where
    that names none. `waiting` False: those that a person has seen to; None: both. `overdue` keeps
    what should have been done by now, `newer_than` what was stored after that place. `after` is
    the `next_page` of the page before. `points` is how many places on the map of fit and
    authenticity are wanted, at most 500. InputError for a limit or place that makes no sense.
    """
    counts = count_routes(store, owner=owner)
    query = RoutedQuery(
        route=route or _first_that_holds_any(first_of, counts),
        owner=owner,
        kind=kind,
        search=search,
        overdue_at=now if overdue else None,
        newer_than=newer_than,
        waiting=waiting,
        limit=limit,
        after=after,
    )
    page = list_routed(store, query)
    return RouteQueue(
        route=query.route,
        rows=page.rows,
        next_page=page.next_page,
        counts=counts,
        overdue=count_overdue(store, now=now, owner=owner),
        oldest_waiting=oldest_waiting(store, owner=owner),
        failed=list_failed(store, limit=MOST_FAILED),
        not_worked_through=count_waiting(store),
        points=_points(store, query, min(points, LARGEST_PAGE)),
        promise=promise_in_force(store),
        sample=is_sample(store),
        as_of=now,
    )


def _first_that_holds_any(routes: Sequence[Route], counts: Mapping[Route, int]) -> Route | None:
    """Return the first of these routes in which anything waits; the first of all if none does."""
    return next((route for route in routes if counts[route]), next(iter(routes), None))


def _points(store: Store, query: RoutedQuery, most: int) -> list[MapPoint]:
    if most <= 0:
        return []
    whole = replace(query, limit=most, after="")
    return [_point(row) for row in list_routed(store, whole).rows]


def _point(row: RoutedRow) -> MapPoint:
    return MapPoint(
        lead_id=row.lead.id,
        company=row.lead.company or row.lead.name,
        fit=row.fit.probability if row.fit else None,
        authenticity=row.routed.authenticity,
        route=row.routed.route,
    )
