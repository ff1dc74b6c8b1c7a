"""The points of a number in many ranges: a stepped line over its ranges, with intervals."""

from markupsafe import Markup

from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.points import (
    HEADER,
    SUBTITLE,
    finding,
    high_of,
    low_of,
    row_of,
    spoken,
)
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import box, diamond, dot, drawing, line, text
from wellspent.serve.web.wording import number, points_words

WIDTH, HEIGHT = 420, 250
LEFT, RIGHT, TOP, BOTTOM = 60, 352, 16, 200
ABSENT = 390
MOST_LABELS = 6


def points_curve(attribute: ScorecardAttribute, widest: float) -> Chart:
    """Draw a number's ranges side by side, each as wide as the next; absence stands apart."""
    ranges = [band for band in attribute.bands if band.role is BandRole.RANGE]
    up = linear(-widest, widest, BOTTOM, TOP)
    title = finding(attribute)
    width = (RIGHT - LEFT) / len(ranges)
    parts: list[Markup] = [*frame(up, widest), *edges(ranges, width)]
    for index, band in enumerate(ranges):
        parts += drawn_range(band, LEFT + width * index, width, up)
    missing = [band for band in attribute.bands if band.role is BandRole.MISSING and band.cases]
    for band in missing:
        parts += drawn_missing(band, up)
    key = f"points-{attribute.name}"
    return Chart(
        name=key,
        title=title,
        subtitle=SUBTITLE,
        svg=drawing(WIDTH, HEIGHT, title, spoken(ranges), *parts, key=key),
        header=HEADER,
        rows=tuple(row_of(band) for band in attribute.bands),
    )


def frame(up: Scale, widest: float) -> list[Markup]:
    """Return the line of the average, and which way is for and against."""
    most = points_words(widest)
    return [
        line(LEFT, up(0), ABSENT + 16, up(0), "zero"),
        text(0, up(0) + 4, "average", "tick"),
        text(0, TOP + 4, f"for {most}", "tick"),
        text(0, BOTTOM + 4, "against", "tick"),
    ]


def edges(ranges: list[Band], width: float) -> list[Markup]:
    """Return some of the ranges' lower ends, written below."""
    step = -(-len(ranges) // MOST_LABELS)
    return [
        text(LEFT + width * index, BOTTOM + 22, number(band.low), "tick", anchor="middle")
        for index, band in enumerate(ranges)
        if band.low is not None and index % step == 1 % step
    ]


def drawn_range(band: Band, left: float, width: float, up: Scale) -> list[Markup]:
    """Return one range: its interval as a pale box, its points as a line across."""
    top, bottom = up(high_of(band)), up(low_of(band))
    y = up(band.points)
    parts = [
        box(left, top, width, max(bottom - top, 1), "ribbon"),
        line(left, y, left + width, y, "step"),
    ]
    if band.edited:
        parts.append(diamond(left + width / 2, y, 5, "mark edited"))
    return parts


def drawn_missing(band: Band, up: Scale) -> list[Markup]:
    """Return what absence of the number counts, apart on the right."""
    return [
        line(ABSENT, up(low_of(band)), ABSENT, up(high_of(band)), "interval"),
        dot(ABSENT, up(band.points), 4.5, "mark"),
        text(WIDTH, BOTTOM + 22, "not known", "tick", anchor="end"),
    ]
