"""How much better it gets with more closed cases."""

import math

from markupsafe import Markup

from wellspent.records.honesty import Honesty, LearningPoint
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import dot, drawing, element, line, text
from wellspent.serve.web.wording import measured_words

WIDTH, HEIGHT = 420, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 390, 24, 248
CHANCE = 0.5


def learning_curve(honesty: Honesty) -> Chart | None:
    """Draw the area under the curve against the cases learned from; None below two points."""
    points = [one for one in honesty.learning_curve if not math.isnan(one.auc.value)]
    if len(points) < 2:
        return None
    across = linear(math.log(points[0].cases), math.log(points[-1].cases), LEFT + 10, RIGHT - 10)
    lowest = min(CHANCE, *(one.auc.low for one in points))
    up = linear(math.floor(lowest * 10) / 10, 1.0, BOTTOM, TOP)
    title = finding(points)
    parts = [*frame(up), *curve(points, across, up)]
    return Chart(
        name="learning-curve",
        title=title,
        subtitle="How often a later customer is ranked above a later lost case (AUC), by cases",
        svg=drawing(WIDTH, HEIGHT, title, spoken(points), *parts, key="learning-curve"),
        header=("Cases", "AUC", "90 % from", "90 % to", "Log loss"),
        rows=tuple(row_of(one) for one in points),
    )


def finding(points: list[LearningPoint]) -> str:
    """Return in a sentence whether more cases would help."""
    last, before = points[-1], points[-2]
    if last.auc.value <= before.auc.low or last.auc.value - before.auc.value >= 0.01:
        return "It is still getting better: more closed cases would help"
    if last.auc.low <= CHANCE:
        return f"{last.cases:,} cases don't tell won from lost"
    return f"It has settled: beyond {before.cases:,} cases little is gained"


def frame(up: Scale) -> list[Markup]:
    """Return the axes with their words, and the line of chance."""
    parts: list[Markup] = []
    for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        parts.append(line(LEFT, up(tick), RIGHT, up(tick), "zero" if tick == CHANCE else "grid"))
        parts.append(text(LEFT - 8, up(tick) + 4, f"{tick:.1f}", "tick", anchor="end"))
    parts.append(text(RIGHT, up(CHANCE) - 6, "a coin toss", "tick", anchor="end"))
    parts.append(
        text((LEFT + RIGHT) / 2, HEIGHT - 12, "closed cases learned from", "tick", anchor="middle")
    )
    return parts


def curve(points: list[LearningPoint], across: Scale, up: Scale) -> list[Markup]:
    """Return the points with their intervals, joined, each with its count."""
    places = [(across(math.log(one.cases)), one) for one in points]
    path = " ".join(f"{x:.1f},{up(one.auc.value):.1f}" for x, one in places)
    parts: list[Markup] = [element("polyline", points=path, class_="curve")]
    for x, one in places:
        parts.append(line(x, up(one.auc.low), x, up(one.auc.high), "interval"))
        parts.append(dot(x, up(one.auc.value), 4.5, "mark"))
        parts.append(text(x, BOTTOM + 18, f"{one.cases:,}", "tick", anchor="middle"))
    return parts


def row_of(one: LearningPoint) -> tuple[str, ...]:
    """Return a point's numbers."""
    auc = one.auc
    return (
        str(one.cases),
        f"{auc.value:.3f}",
        f"{auc.low:.3f}",
        f"{auc.high:.3f}",
        f"{one.log_loss.value:.3f}",
    )


def spoken(points: list[LearningPoint]) -> str:
    """Return the drawing in words, for those who hear it."""
    return "; ".join(f"{one.cases:,} cases: {measured_words(one.auc)}" for one in points)
