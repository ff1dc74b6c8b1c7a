"""Qualify an enquiry: fit, authenticity, route, who has it and by when; kept with the lead.

Nothing is rejected or hidden by it. A route that a person chose stays.
"""

from collections.abc import Sequence
from datetime import datetime

from wellspent.jobs.authenticity_in_use import AuthenticityInUse, authenticity_in_use
from wellspent.jobs.enquiries import enquiries_of
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.qualify_leads import qualify_lead
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.jobs.scorecard_in_use import points_in_use
from wellspent.qualify.authenticity import authenticity_of
from wellspent.qualify.decide import Loads, ToDecide, decide
from wellspent.records.route import RoutedLead
from wellspent.records.scorecard import ASSUMED_SHARE
from wellspent.store.answers import answers_by_lead
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import LeadToRoute, lead_to_route, loads_of_reps
from wellspent.store.routed_leads import routed_by_lead, save_routed_lead


def qualify_enquiry(store: Store, lead_id: str, *, now: datetime) -> RoutedLead:
    """Judge and route one enquiry and keep what was decided. NotFound if there is no such lead.

    Done twice, it changes nothing but what has changed around it.
    """
    fit = qualify_lead(store, lead_id, now=now)
    return route_lead(store, lead_id, now=now, fit=fit.probability)


def route_lead(store: Store, lead_id: str, *, now: datetime, fit: float | None) -> RoutedLead:
    """Route one enquiry by the fit that it has (0 to 1), and keep what was decided."""
    found = lead_to_route(store, lead_id)
    rules = rules_in_force(store)
    wanted = to_decide(
        store, [found], authenticity_in_use(store), fits=[fit if has_profile(store) else None]
    )
    loads = Loads(lambda: loads_of_reps(store))
    (routed,) = decide(wanted, rules, promise_in_force(store, rules), loads, now=now)
    save_routed_lead(store, routed)
    return routed


def to_decide(
    store: Store,
    found: Sequence[LeadToRoute],
    in_use: AuthenticityInUse,
    *,
    fits: Sequence[float | None],
) -> list[ToDecide]:
    """Return leads with all that their routes depend on: authenticity, earlier route, answers."""
    leads = [one.lead for one in found]
    before = routed_by_lead(store, [lead.id for lead in leads])
    answers = answers_by_lead(store, [lead.id for lead in leads])
    scorecard = in_use.table.scorecard
    return [
        ToDecide(
            lead=one.lead,
            authenticity=authenticity_of(scorecard, enquiry, table=in_use.table),
            fit=fit,
            account_owner=one.account_owner,
            before=before.get(one.lead.id),
            since=answers[one.lead.id][-1].answered_at if one.lead.id in answers else None,
        )
        for one, enquiry, fit in zip(found, enquiries_of(store, leads), fits, strict=True)
    ]


def has_profile(store: Store) -> bool:
    """Return whether anything was learned or declared that a fit follows."""
    return points_in_use(store).scorecard.learner != ASSUMED_SHARE
