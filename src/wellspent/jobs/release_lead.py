"""Release a lead from a slow lane: a person says that it is genuine, and that teaches."""

from dataclasses import replace
from datetime import datetime

from wellspent.jobs.move_lead import SOMEBODY, put_into_route
from wellspent.jobs.price_routes import price_routes
from wellspent.jobs.routed_lead import routed_lead
from wellspent.records.authenticity import Mark, MarkKind
from wellspent.records.route import SLOW_LANES, Route, RouteChoice, RoutedLead
from wellspent.store.connect import Store
from wellspent.store.marks import add_mark

RELEASED = "released from a slow lane"


def release_lead(store: Store, lead_id: str, *, by: str = "", now: datetime) -> RoutedLead:
    """Put a lead from a slow lane where it would cost least among the quick routes.

    It counts as marked *genuine*; what is learned from it comes with the next learning. One that
    lies in no slow lane stays as it is. NotFound as in `move_lead`.
    """
    routed = routed_lead(store, lead_id)
    if routed.route not in SLOW_LANES:
        return routed
    add_mark(
        store,
        Mark(
            lead_id=routed.lead_id,
            mark=MarkKind.GENUINE,
            marked_at=now,
            marked_by=by,
            note=f"{RELEASED}: {routed.route}",
        ),
    )
    return put_into_quick_route(store, replace(routed, released_at=now), by=by, now=now)


def put_into_quick_route(store: Store, routed: RoutedLead, *, by: str, now: datetime) -> RoutedLead:
    """Put a lead that a person takes for genuine into the cheapest route that isn't slow."""
    choice = price_routes(store, routed.lead_id)
    reason = f"{by or SOMEBODY.capitalize()} took it out of {routed.route}."
    return put_into_route(store, routed, quickest_fit(choice), reason=reason, by=by, now=now)


def quickest_fit(choice: RouteChoice) -> Route:
    """Return the cheapest allowed route that makes nobody wait."""
    quick = (one for one in choice.prices if one.allowed and one.route not in SLOW_LANES)
    return min(
        (one for one in quick if one.route is not Route.PERSON_DECIDES),
        key=lambda one: one.cost,
    ).route
