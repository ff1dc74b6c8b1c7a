"""A page of the queue: what Today and Quarantine are rendered with."""

from dataclasses import dataclass, replace
from datetime import datetime

from starlette.datastructures import QueryParams

from wellspent.jobs.find_leads import find_leads
from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.newest_arrivals import newest_arrivals
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routing_rules import routing_rules
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery
from wellspent.records.route import Route
from wellspent.records.routed_queue import RouteQueue
from wellspent.serve.ages_and_counts import waiting_count
from wellspent.serve.web.charts.fit_map import fit_map
from wellspent.serve.web.queue_acts import told
from wellspent.serve.web.queue_address import (
    QUARANTINE,
    TODAY,
    QueueView,
    first_page,
    not_understood,
    queue_address,
    view_parts,
)
from wellspent.serve.web.queue_words import answer
from wellspent.serve.web.usual import usual_rate
from wellspent.wiring import Wellspent

PAGE_ROWS = 25
BEGIN_WITH = (Route.CALL_NOW, Route.PERSON_DECIDES, Route.LIGHT_TOUCH, Route.ASK, Route.GIVE)
KINDS = tuple(kind.value for kind in EnquiryKind)
CAN_MOVE_TO = tuple(route.value for route in Route if route is not Route.PERSON_DECIDES)


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the queue as a link, with how many wait there."""

    words: str
    address: str
    count: str
    here: bool


def queue_for(wellspent: Wellspent, view: QueueView, now: datetime) -> tuple[RouteQueue, QueueView]:
    """Return the queue that is asked for, with the route that was chosen where none was."""
    queue = route_queue(
        wellspent.store,
        route=view.route,
        first_of=() if view.every else BEGIN_WITH,
        owner=view.owner,
        kind=view.kind,
        search=view.search,
        overdue=view.overdue,
        newer_than=view.since,
        after=view.after,
        limit=PAGE_ROWS,
        now=now,
    )
    return queue, replace(view, route=queue.route)


def queue_context(
    wellspent: Wellspent,
    queue: RouteQueue,
    view: QueueView,
    params: QueryParams,
) -> dict[str, object]:
    """Return what a page of the queue is rendered with.

    `params` are those of the address: they tell what was done before.
    """
    profile = current_profile(wellspent.store)
    usual = usual_rate(wellspent, profile)
    newest = newest_arrivals(wellspent.store)
    undone = params.get("undone") == "yes"
    return {
        **_addresses(queue, view),
        "queue": queue,
        "view": view,
        "answer": answer(queue, view),
        "tabs": tabs(queue, view),
        "overdue_tab": overdue_tab(queue, view),
        "owners": owners(wellspent, queue),
        "enquiry_kinds": KINDS,
        "can_move_to": CAN_MOVE_TO,
        "map": fit_map(queue.rows, usual),
        "told": told(wellspent, params.get("did", ""), params.getlist("on"), undone=undone),
        "left_out": not_understood(params),
        "newest": newest[0].place if newest else 0,
        "usual": usual,
        "profile": profile,
        "state": "" if queue.rows else state_of(wellspent, queue, view, routed=bool(newest)),
        "now": queue.as_of,
        "sample": queue.sample,
    }


def _addresses(queue: RouteQueue, view: QueueView) -> dict[str, object]:
    further = queue_address(replace(view, after=queue.next_page)) if queue.next_page else ""
    unfiltered = QueueView(path=view.path, route=view.route, every=view.every)
    return {
        "hidden": [("path", view.path), *view_parts(view)],
        "kept": [(key, value) for key, value in view_parts(view) if key == "route"],
        "next_address": further,
        "first_address": queue_address(first_page(view)) if view.after else "",
        "clear_address": queue_address(unfiltered),
        "map_addresses": {
            ending.upper(): queue_address(replace(view, path=TODAY), f"/queue/map.{ending}")
            for ending in ("svg", "csv")
        },
    }


def state_of(wellspent: Wellspent, queue: RouteQueue, view: QueueView, *, routed: bool) -> str:
    """Return why a list is empty: `filtered`, `elsewhere`, `done`, `unrouted` or `new`."""
    if view.is_filtered or view.after:
        return "filtered"
    if any(queue.counts.values()):
        return "elsewhere"
    query = LeadQuery(outcome=LeadOutcome.OPEN, limit=1)
    if not routed and find_leads(wellspent.store, query).rows:
        return "unrouted"
    known = routed or current_profile(wellspent.store) is not None
    return "done" if known else "new"


def tabs(queue: RouteQueue, view: QueueView) -> list[Tab]:
    """Return the routes as links that keep the filters."""
    kept = replace(first_page(view), path=TODAY, every=False)
    found = [
        Tab(
            route.value,
            queue_address(replace(kept, route=route, path=_path_of(route))),
            waiting_count(queue.counts[route]),
            route is view.route,
        )
        for route in (*BEGIN_WITH, Route.QUARANTINE)
    ]
    everything = queue_address(replace(kept, route=None, every=True))
    return [*found, Tab("all", everything, waiting_count(sum(queue.counts.values())), view.every)]


def _path_of(route: Route) -> str:
    return QUARANTINE if route is Route.QUARANTINE else TODAY


def overdue_tab(queue: RouteQueue, view: QueueView) -> Tab:
    """Return what should have been done by now as a link, over all routes."""
    address = queue_address(QueueView(every=True, overdue=True, owner=view.owner))
    return Tab("overdue", address, waiting_count(queue.overdue), view.overdue)


def owners(wellspent: Wellspent, queue: RouteQueue) -> list[str]:
    """Return who may have enquiries: by the rules, and those of the rows."""
    rules = routing_rules(wellspent.store)
    named = {*rules.reps, *(one.owner for one in rules.territories)}
    return sorted((named | {row.routed.owner for row in queue.rows}) - {""})
