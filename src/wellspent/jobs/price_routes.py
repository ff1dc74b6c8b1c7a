"""Price the routes of one enquiry: what each would cost, in words, and why one isn't allowed."""

from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.qualify_enquiry import has_profile, to_decide
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.qualify.choose_route import choose_route
from wellspent.records.authenticity import Authenticity
from wellspent.records.route import RouteChoice
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import lead_to_route


def price_routes(store: Store, lead_id: str) -> RouteChoice:
    """Return what the rule would choose now, with the price of each route, cheapest first.

    What a person decided is in the stored route, not in this. NotFound if there is no such lead.
    """
    return judge_and_price(store, lead_id)[1]


def judge_and_price(store: Store, lead_id: str) -> tuple[Authenticity, RouteChoice]:
    """Return the evidence for and against a lead in full, with the price of each route."""
    found, rules = lead_to_route(store, lead_id), rules_in_force(store)
    fit = found.fit if has_profile(store) else None
    (one,) = to_decide(store, [found], authenticity_in_use(store), fits=[fit])
    choice = choose_route(one.authenticity, fit, rules, promise_in_force(store, rules))
    return one.authenticity, choice
