"""Choose a route: the cheapest that is allowed, with the price of each and the reason in words."""

import numpy as np

from wellspent.qualify.percent import percent
from wellspent.qualify.route_prices import (
    FOR_SUPPORT,
    KIND_CODES,
    NOBODYS,
    ROUTES,
    Judged,
    Priced,
    chance_genuine,
    price,
)
from wellspent.records.authenticity import Authenticity, EnquiryKind
from wellspent.records.route import (
    SLOW_LANES,
    CostTable,
    Promise,
    Route,
    RouteChoice,
    RoutePrice,
    RoutingRules,
)


def choose_route(
    authenticity: Authenticity, fit: float | None, rules: RoutingRules, promise: Promise
) -> RouteChoice:
    """Return the route that costs least of those that are allowed.

    `fit` is the chance (0 to 1) that a genuine one becomes a customer; None without a profile:
    then `rules.chance_without_profile` is taken. The prices come cheapest first. The formula and
    what is allowed when: `route_prices`.
    """
    judged = Judged(
        np.array([authenticity.probability]),
        np.array([np.nan if fit is None else fit]),
        np.array([KIND_CODES[authenticity.kind]], dtype=np.intp),
        np.array([authenticity.kind_certainty]),
    )
    priced = price(judged, rules, promise)
    at_stake = _stake_in_words(float(chance_genuine(judged)[0]), fit, rules, float(priced.stake[0]))
    prices = [
        RoutePrice(
            route=route,
            cost=float(priced.cost[0, place]),
            sentence=_price_in_words(
                route, authenticity.kind, rules.costs, float(priced.stake[0]), at_stake
            ),
            allowed=bool(priced.allowed[0, place]),
            why_not=""
            if priced.allowed[0, place]
            else _why_not(route, authenticity, rules, promise),
        )
        for place, route in enumerate(ROUTES)
    ]
    return RouteChoice(
        route=ROUTES[int(priced.chosen[0])],
        prices=tuple(sorted(prices, key=lambda one: one.cost)),
        reason=reason_of(priced, 0, authenticity.kind, rules.costs.currency, promise),
        currency=rules.costs.currency,
    )


def reason_of(priced: Priced, row: int, kind: EnquiryKind, currency: str, promise: Promise) -> str:
    """Return why the enquiry at `row` goes where it goes, in a sentence or two."""
    chosen, second = ROUTES[priced.chosen[row]], ROUTES[priced.second[row]]
    cost, other = priced.cost[row, priced.chosen[row]], priced.cost[row, priced.second[row]]
    if priced.blocked[row]:
        return (
            "A slow lane would cost least, but the promise can't be kept yet "
            f"({promise.sample:,} known to be genuine): so a person decides."
        )
    compared = (
        f"{chosen.capitalize()} costs least: {cost:,.2f} {currency}, against {other:,.2f} "
        f"{currency} for {second}."
    )
    if kind is EnquiryKind.SUPPORT:
        return f"Somebody asks for help, and a person answers. {compared}"
    return compared


def _why_not(
    route: Route, authenticity: Authenticity, rules: RoutingRules, promise: Promise
) -> str:
    if authenticity.kind is EnquiryKind.SUPPORT and route not in FOR_SUPPORT:
        return "Somebody asks for help: a person answers."
    if route is Route.PERSON_DECIDES:
        return "Enough is known for a rule to choose."
    if route is Route.QUARANTINE and authenticity.kind not in NOBODYS:
        return "Only bots and spam are held back; a person seems to have written this."
    if route is Route.QUARANTINE and authenticity.kind_certainty < rules.quarantine_certainty:
        return (
            f"The evidence that no person wrote it is {percent(authenticity.kind_certainty)} "
            f"sure, and {percent(rules.quarantine_certainty)} is asked for."
        )
    if route is Route.ASK and authenticity.probability >= rules.ask_below:
        return (
            f"Authenticity {percent(authenticity.probability)} isn't in doubt (below "
            f"{percent(rules.ask_below)}): a question would only cost them time."
        )
    assert route in SLOW_LANES
    if not promise.holds:
        return promise.sentence
    return (
        f"Authenticity {percent(authenticity.probability)} isn't below "
        f"{percent(promise.threshold)}: a slow lane there would break the promise that at most "
        f"{percent(promise.share)} of genuine enquiries end in one."
    )


def _stake_in_words(genuine: float, fit: float | None, rules: RoutingRules, stake: float) -> str:
    chance = rules.chance_without_profile if fit is None else fit
    assumed = " (assumed: there is no profile yet)" if fit is None else ""
    return (
        f"{_money(stake, rules.costs)} at stake ({percent(genuine)} genuine x "
        f"{percent(chance)} chance{assumed} x {rules.costs.customer_worth:,.0f} "
        f"{rules.costs.currency})"
    )


def _price_in_words(
    route: Route, kind: EnquiryKind, costs: CostTable, stake: float, at_stake: str
) -> str:
    minutes, put_off, kept = (
        _cost_of(costs, kind, route, name) for name in ("minutes", "put_off", "chance_kept")
    )
    lost = 1.0 - kept * (1.0 - put_off)
    return (
        f"{minutes:g} min of a rep = {_money(minutes / 60.0 * costs.rep_hour, costs)}; "
        f"{put_off * 100:.3g} of 100 genuine are put off and {percent(kept)} of the chance stays "
        f"= {percent(lost)} lost of {at_stake} = {_money(stake * lost, costs)}."
    )


def _cost_of(costs: CostTable, kind: EnquiryKind, route: Route, name: str) -> float:
    usual = getattr(costs, name)[route]
    if kind not in costs.kinds:
        return usual
    return getattr(costs.kinds[kind], name).get(route, usual)


def _money(amount: float, costs: CostTable) -> str:
    return f"{amount:,.2f} {costs.currency}"
