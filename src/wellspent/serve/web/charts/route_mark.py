"""A route's mark: a shape of its own, so that it is told apart without colour."""

from markupsafe import Markup

from wellspent.records.route import Route
from wellspent.serve.web.charts.svg import box, diamond, dot, element

RADIUS = 4.0


def route_mark(route: Route, x: float, y: float) -> Markup:
    """Return the mark of a route with its middle at a place."""
    if route is Route.CALL_NOW:
        return dot(x, y, RADIUS, "mark")
    if route is Route.LIGHT_TOUCH:
        return dot(x, y, RADIUS, "hollow")
    if route is Route.GIVE:
        return box(x - RADIUS + 0.5, y - RADIUS + 0.5, 2 * RADIUS - 1, 2 * RADIUS - 1, "hollow")
    if route is Route.ASK:
        return diamond(x, y, RADIUS + 1, "hollow")
    if route is Route.PERSON_DECIDES:
        return diamond(x, y, RADIUS + 1, "mark")
    arm = RADIUS - 0.5
    start, length = f"M{x - arm:.1f} {y - arm:.1f}", 2 * arm
    return element(
        "path", d=f"{start}l{length} {length}m0 {-length}l{-length} {length}", class_="cross"
    )
