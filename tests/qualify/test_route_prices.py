"""Many at once cost what one at a time costs, and what the formula says."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.qualify.made_judgements import NO_PROMISE, PROMISE_HOLDS, authenticity
from wellspent.qualify.choose_route import choose_route
from wellspent.qualify.costs import default_rules
from wellspent.qualify.decide import judged_of
from wellspent.qualify.route_prices import ROUTES, price
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import SLOW_LANES, CostTable, Promise, Route, RoutingRules

RULES = default_rules()
shares = st.floats(0.0, 1.0)
by_route = st.fixed_dictionaries(dict.fromkeys(Route, shares))


@st.composite
def rules(draw: st.DrawFn) -> RoutingRules:
    costs = CostTable(
        rep_hour=draw(st.floats(0.0, 500.0)),
        customer_worth=draw(st.floats(0.0, 1e6)),
        minutes=draw(st.fixed_dictionaries({route: st.floats(0.0, 90.0) for route in Route})),
        put_off=draw(by_route),
        chance_kept=draw(by_route),
        kinds=draw(st.sampled_from([{}, RULES.costs.kinds])),
    )
    return RoutingRules(costs=costs, quarantine_certainty=draw(shares), ask_below=draw(shares))


promises = st.builds(
    Promise,
    share=shares,
    holds=st.booleans(),
    threshold=shares,
    bound=shares,
    sample=st.just(9),
    sentence=st.just("x"),
)
judgements = st.lists(
    st.tuples(shares, st.sampled_from(EnquiryKind), shares, st.none() | shares),
    min_size=1,
    max_size=30,
)


@given(judgements, rules(), promises)
def test_many_at_once_are_chosen_as_one_at_a_time(
    made: list[tuple[float, EnquiryKind, float, float | None]], used: RoutingRules, promise: Promise
) -> None:
    each = [authenticity(p, kind, certainty) for p, kind, certainty, _ in made]
    priced = price(judged_of(each, [fit for *_, fit in made]), used, promise)
    for row, (judged, (*_, fit)) in enumerate(zip(each, made, strict=True)):
        choice = choose_route(judged, fit, used, promise)
        assert ROUTES[priced.chosen[row]] is choice.route
        costs = {one.route: one.cost for one in choice.prices}
        assert [costs[route] for route in ROUTES] == priced.cost[row].tolist()
        allowed = {one.route for one in choice.prices if one.allowed}
        assert allowed == {r for r, yes in zip(ROUTES, priced.allowed[row], strict=True) if yes}


def _cost_by_hand(
    route: Route, kind: EnquiryKind, genuine: float, fit: float, costs: CostTable
) -> float:
    own = costs.kinds.get(kind)
    minutes, put_off, kept = (
        getattr(own, name).get(route, getattr(costs, name)[route])
        if own
        else getattr(costs, name)[route]
        for name in ("minutes", "put_off", "chance_kept")
    )
    time = minutes / 60 * costs.rep_hour
    return time + genuine * fit * costs.customer_worth * (1 - kept * (1 - put_off))


@given(judgements, rules(), promises)
def test_costs_follow_the_formula_and_the_cheapest_allowed_is_chosen(
    made: list[tuple[float, EnquiryKind, float, float | None]], used: RoutingRules, promise: Promise
) -> None:
    each = [authenticity(p, kind, certainty) for p, kind, certainty, _ in made]
    priced = price(judged_of(each, [fit for *_, fit in made]), used, promise)
    for row, (genuine, kind, certainty, fit) in enumerate(made):
        chance = used.chance_without_profile if fit is None else fit
        nobodys = kind in {EnquiryKind.BOT, EnquiryKind.SPAM}
        believed = min(genuine, 1 - certainty) if nobodys else genuine
        by_hand = [_cost_by_hand(r, kind, believed, chance, used.costs) for r in ROUTES]
        assert all(map(lambda a, b: math.isclose(a, b, abs_tol=1e-6), by_hand, priced.cost[row]))
        chosen = ROUTES[priced.chosen[row]]
        if chosen is not Route.PERSON_DECIDES:
            assert (
                priced.cost[row, priced.chosen[row]]
                == np.where(priced.allowed[row], priced.cost[row], np.inf).min()
            )
        if chosen in SLOW_LANES:
            assert promise.holds
            assert genuine < promise.threshold
        if chosen is Route.QUARANTINE:
            assert kind in {EnquiryKind.BOT, EnquiryKind.SPAM}


def test_nothing_is_priced_as_nothing() -> None:
    for promise in (PROMISE_HOLDS, NO_PROMISE):
        assert price(judged_of([], []), RULES, promise).cost.shape == (0, len(ROUTES))
