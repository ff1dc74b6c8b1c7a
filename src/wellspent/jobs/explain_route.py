"""Explain a route: the evidence for and against, the price of each way, and the next step."""

from wellspent.jobs.price_routes import judge_and_price
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.ready_next_step import ready_next_step
from wellspent.records.route import Route
from wellspent.records.route_explanation import RouteExplanation
from wellspent.store.answers import answers_of
from wellspent.store.connect import Store
from wellspent.store.marks import marks_of
from wellspent.store.routed_leads import get_routed_lead


def explain_route(store: Store, lead_id: str, *, step_for: Route | None = None) -> RouteExplanation:
    """Return why a lead goes the way it goes; NotFound if there is no such lead.

    `step_for` asks for the next step of another route than the one in force.
    """
    authenticity, choice = judged = judge_and_price(store, lead_id)
    return RouteExplanation(
        lead_id=lead_id,
        authenticity=authenticity,
        choice=choice,
        routed=get_routed_lead(store, lead_id),
        next_step=ready_next_step(store, lead_id, route=step_for, judged=judged),
        promise=promise_in_force(store),
        marks=marks_of(store, lead_id),
        answers=answers_of(store, lead_id),
    )
