"""What each route would cost an enquiry, as the rows of a table, and the choice in a sentence."""

from dataclasses import dataclass

from wellspent.records.route import Route, RouteChoice, RoutedLead, RoutePrice
from wellspent.serve.web.wording import number


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A route with its price; `standing` says why it is chosen or can't be."""

    route: Route
    cost: str
    sentence: str
    standing: str
    in_force: bool
    allowed: bool


def price_rows(choice: RouteChoice, routed: RoutedLead | None) -> list[PriceRow]:
    """Return the routes, cheapest first, each with how it stands beside the chosen one."""
    chosen = routed.route if routed else choice.route
    return [
        PriceRow(
            route=one.route,
            cost=money(one.cost),
            sentence=one.sentence,
            standing=_standing(one, choice, chosen),
            in_force=one.route is chosen,
            allowed=one.allowed,
        )
        for one in choice.prices
    ]


def _standing(one: RoutePrice, choice: RouteChoice, chosen: Route) -> str:
    if one.route is chosen:
        return "in force" if chosen is choice.route else "in force, by a person's word"
    if not one.allowed:
        return f"not open here: {one.why_not}" if one.why_not else "not open here"
    if one.route is choice.route:
        return "what the rule would choose"
    cheapest = next(price.cost for price in choice.prices if price.route is choice.route)
    return f"{money(one.cost - cheapest)} {choice.currency} dearer"


def prices_in_short(choice: RouteChoice) -> str:
    """Return the chosen price beside the next one that is open, as the head of the table."""
    by_route = {one.route: one for one in choice.prices}
    best = by_route[choice.route]
    others = [one for one in choice.prices if one.allowed and one.route is not choice.route]
    said = f"Cheapest by the rule: {best.route}, {money(best.cost)} {choice.currency}"
    if not others:
        return said
    return f"{said}; next {others[0].route}, {money(others[0].cost)}"


def money(amount: float) -> str:
    """Return an expected cost: to the cent when small, without them when large."""
    return number(amount, 0 if abs(amount) >= 1000 else 2)
