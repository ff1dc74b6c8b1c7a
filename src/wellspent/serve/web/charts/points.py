"""The points of one attribute: a row for each band, with interval and counts."""

import math

from markupsafe import Markup

from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import diamond, dot, drawing, line, text
from wellspent.serve.web.wording import capitalised, points_words, shortened

WIDTH, ROW, TOP = 420, 38, 22
LEFT, RIGHT = 8, 412
MOST_BANDS = 12
NORMAL_90 = 1.6449
WORTH_A_ROW = 0.005
SUBTITLE = "Points (log-odds) with 90 % interval; won of all closed cases"
HEADER = ("Value", "Points", "90 % from", "90 % to", "Won", "Closed cases", "Set by")


def points_plot(attribute: ScorecardAttribute, widest: float) -> Chart:
    """Draw an attribute's bands; `widest` (log-odds) is the same for all plots of a scorecard."""
    shown = shown_bands(attribute)
    scale = linear(-widest, widest, LEFT, RIGHT)
    height = TOP + ROW * len(shown) + 10
    title = finding(attribute)
    parts: list[Markup] = [
        line(scale(0), TOP - 6, scale(0), height - 4, "zero"),
        text(scale(0), 12, "average", "tick", anchor="middle"),
        text(0, 12, "against", "tick"),
        text(WIDTH, 12, "for", "tick", anchor="end"),
    ]
    for index, band in enumerate(shown):
        parts += drawn_band(band, TOP + ROW * index, scale)
    return Chart(
        name=f"points-{attribute.name}",
        title=title,
        subtitle=SUBTITLE,
        svg=drawing(WIDTH, height, title, spoken(shown), *parts, key=f"points-{attribute.name}"),
        header=HEADER,
        rows=tuple(row_of(band) for band in attribute.bands),
        note=left_out(attribute, shown),
    )


def shown_bands(attribute: ScorecardAttribute) -> list[Band]:
    """Return the bands to draw: ranges in their order, values by points; empty ones not."""
    filled = [band for band in attribute.bands if band.cases or band.edited]
    filled = filled or [band for band in attribute.bands if abs(band.points) > WORTH_A_ROW]
    ranges = [band for band in filled if band.role is BandRole.RANGE]
    if ranges:
        return ranges + [band for band in filled if band.role is not BandRole.RANGE]
    many = sorted(filled, key=lambda band: -band.cases)[:MOST_BANDS]
    return sorted(many, key=lambda band: -band.points)


def left_out(attribute: ScorecardAttribute, shown: list[Band]) -> str:
    """Say how many bands the drawing leaves to the table, if any."""
    hidden = len(attribute.bands) - len(shown)
    return f"{hidden} more in the table" if hidden else ""


def finding(attribute: ScorecardAttribute) -> str:
    """Return which band speaks most for a customer, and whether its interval is clear of zero."""
    known = [band for band in attribute.bands if band.cases and band.role is not BandRole.UNSEEN]
    if not known:
        return f"{capitalised(attribute.label)}: no cases stand behind these points yet"
    best = max(known, key=lambda band: band.points)
    worst = min(known, key=lambda band: band.points)
    clear_for = best.points - NORMAL_90 * best.standard_error > 0
    clear_against = worst.points + NORMAL_90 * worst.standard_error < 0
    if clear_for:
        return f"{capitalised(attribute.label)}: {named(best)} speaks most for it"
    if clear_against:
        return f"{capitalised(attribute.label)}: {named(worst)} speaks most against it"
    return f"{capitalised(attribute.label)}: no value is clear of the average"


def named(band: Band) -> str:
    """Return a band's label as it stands in a sentence."""
    return "not known" if band.role is BandRole.MISSING else shortened(band.label, 40)


def drawn_band(band: Band, top: float, scale: Scale) -> list[Markup]:
    """Return one band: its words above, its interval and mark below."""
    y = top + 24
    mark = (
        diamond(scale(band.points), y, 5.5, "mark edited")
        if band.edited
        else dot(scale(band.points), y, 4.5, "mark")
    )
    count = f"{band.won:,} of {band.cases:,}" if band.cases else "no cases"
    return [
        text(0, top + 13, shortened(band_words(band), 34)),
        text(WIDTH, top + 13, f"{points_words(band.points)} · {count}", "figure", anchor="end"),
        line(LEFT, y, RIGHT, y, "track"),
        line(scale(low_of(band)), y, scale(high_of(band)), y, "interval"),
        mark,
    ]


def band_words(band: Band) -> str:
    """Return a band's label, with a word for absent and unseen values and for edited points."""
    word = {BandRole.MISSING: "not known", BandRole.UNSEEN: "any other value"}.get(band.role)
    return (word or band.label) + (" (edited)" if band.edited else "")


def low_of(band: Band) -> float:
    """Return the lower end of the 90 % interval of a band's points."""
    return band.points - NORMAL_90 * band.standard_error


def high_of(band: Band) -> float:
    """Return the upper end of the 90 % interval of a band's points."""
    return band.points + NORMAL_90 * band.standard_error


def row_of(band: Band) -> tuple[str, ...]:
    """Return a band's numbers."""
    return (
        band_words(band),
        f"{band.points:+.2f}",
        f"{low_of(band):+.2f}",
        f"{high_of(band):+.2f}",
        str(band.won),
        str(band.cases),
        "a person" if band.edited else "the data",
    )


def spoken(bands: list[Band]) -> str:
    """Return the drawing in words, for those who hear it."""
    return "; ".join(f"{band_words(band)}: {points_words(band.points)}" for band in bands)


def widest_points(scorecard: Scorecard) -> float:
    """Return how far points (with most of their intervals) reach, for one scale over all plots."""
    reach = [
        abs(band.points) + band.standard_error
        for attribute in scorecard.attributes
        for band in attribute.bands
        if band.cases or band.edited
    ]
    return max([0.5, *reach])


def weight_of(attribute: ScorecardAttribute) -> float:
    """Return how much an attribute moves scores: the spread of its points over the closed cases."""
    cases = sum(band.cases for band in attribute.bands)
    if not cases:
        return max((abs(band.points) for band in attribute.bands), default=0.0) / 10
    mean = sum(band.points * band.cases for band in attribute.bands) / cases
    return math.sqrt(
        sum(band.cases * (band.points - mean) ** 2 for band in attribute.bands) / cases
    )
