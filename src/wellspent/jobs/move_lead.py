"""Move a lead: a person chooses its route, and no rule changes that later."""

from dataclasses import replace
from datetime import datetime

from wellspent.errors import InputError
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.jobs.routed_lead import routed_lead
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.qualify.assign import assign
from wellspent.qualify.decide import BY_RULE, Loads
from wellspent.qualify.service_levels import is_hand_raise
from wellspent.records.route import Route, RoutedLead
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import lead_to_route, loads_of_reps
from wellspent.store.routed_leads import save_routed_lead

SOMEBODY = "a person"


def move_lead(
    store: Store, lead_id: str, route: Route, *, by: str = "", now: datetime
) -> RoutedLead:
    """Put a lead into the route that a person chose, and return what is kept of it.

    Its next step is due by the new route's service level, counted from now. NotFound when there is
    no such lead or nothing was decided about it yet; InputError for *person decides*, which is for
    a rule that can't choose.
    """
    if route is Route.PERSON_DECIDES:
        raise InputError(
            "A person decides by choosing another route.",
            next_step="Choose one, or give the lead back to the rule.",
        )
    return put_into_route(
        store,
        routed_lead(store, lead_id),
        route,
        reason=f"{by or SOMEBODY.capitalize()} chose {route}.",
        by=by,
        now=now,
    )


def let_rule_decide(store: Store, lead_id: str, *, now: datetime) -> RoutedLead:
    """Give a lead that a person moved back to the rule, and return where that puts it."""
    routed = routed_lead(store, lead_id)
    save_routed_lead(store, replace(routed, decided_by=BY_RULE, acted_at=None))
    return qualify_enquiry(store, lead_id, now=now)


def put_into_route(
    store: Store, routed: RoutedLead, route: Route, *, reason: str, by: str, now: datetime
) -> RoutedLead:
    """Keep a route that a person decided on, with who has the lead now and by when."""
    found, rules = lead_to_route(store, routed.lead_id), rules_in_force(store)
    assignment = assign(
        found.lead,
        found.account_owner,
        rules,
        Loads(lambda: loads_of_reps(store)),
        route=route,
        now=now,
        hand_raise=is_hand_raise(found.lead, routed.kind, rules),
        had_by=routed.owner,
        since=now,
    )
    moved = replace(
        routed,
        route=route,
        reason=reason,
        decided_at=now,
        decided_by=by or SOMEBODY,
        price=None,
        next_price=None,
        owner=assignment.owner,
        owner_reason=assignment.reason,
        due_at=assignment.due_at,
        acted_at=None,
    )
    save_routed_lead(store, moved)
    return moved
