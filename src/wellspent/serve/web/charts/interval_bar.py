"""A fit as a thin bar from 0 to 100: the interval, the fit, and the usual rate as a tick."""

import math

from markupsafe import Markup

from wellspent.serve.web.charts.svg import dot, element, line

WIDTH, HEIGHT = 120, 12
LEFT, RIGHT = 4, 116


def interval_bar(
    probability: float, low: float, high: float, *, usual: float | None = None, worth: str = ""
) -> Markup:
    """Return the bar for a fit (all between 0 and 1); hidden from screen readers, the words say it.

    `worth` is the word of `wording.worth` and chooses the colour.
    """
    middle = HEIGHT / 2
    parts = [line(LEFT, middle, RIGHT, middle, "track")]
    if usual is not None and not math.isnan(usual):
        parts.append(line(at(usual), 1, at(usual), HEIGHT - 1, "usual"))
    if not any(map(math.isnan, (probability, low, high))):
        kind = worth.replace(" ", "-") or "unsure"
        parts.append(line(at(low), middle, at(high), middle, f"interval {kind}"))
        parts.append(dot(at(probability), middle, 4, f"mark {kind}"))
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="interval-bar",
        aria_hidden="true",
        focusable="false",
    )


def at(probability: float) -> float:
    """Return where a probability lies on the bar."""
    return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, probability))
