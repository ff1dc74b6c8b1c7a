"""Fit along, authenticity up: where each enquiry stands on two axes that are never multiplied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wellspent.records.route import Route
from wellspent.records.routed_queue import RoutedRow
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.route_mark import route_mark
from wellspent.serve.web.charts.scale import linear, log_odds_of
from wellspent.serve.web.charts.svg import drawing, element, line, text
from wellspent.serve.web.row_name import row_name
from wellspent.serve.web.wording import fit_words, out_of_100, shortened

WIDTH = 360
LEFT, RIGHT, TOP, BOTTOM = 36, 348, 24, 276
BELOW, KEY_LINE = 40, 18
"""Room for the axis below the plot, and for each line of the key."""

TICKS = (0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99)
LETTER, LABEL_HEIGHT = 7.3, 13
LONGEST_LABEL = 20
MOST_LABELS = 8
APART = 8
LIKELY_GENUINE = 0.5
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an enquiry stands in the drawing."""

    row: RoutedRow
    x: float
    y: float


def fit_map(rows: Sequence[RoutedRow], usual: float | None, *, linked: bool = True) -> Chart | None:
    """Draw where these enquiries stand; None when there is none.

    `usual` is the usual rate (0 to 1). `linked` makes each mark lead to its page. Both axes are
    stretched towards their ends (log-odds), where most enquiries lie.
    """
    if not rows:
        return None
    axes = _Axes(rows)
    places = [_place(row, axes) for row in rows]
    title = finding(rows, usual)
    key, height = _key(rows)
    parts = [*_frame(axes, usual), *key]
    parts += [_mark(place, axes, linked=linked) for place in reversed(places)]
    parts += _labels(places)
    unknown = sum(1 for row in rows if row.fit is None)
    return Chart(
        name="map",
        title=title,
        subtitle="The enquiries listed: fit along, authenticity up, both of 100",
        svg=drawing(
            WIDTH, height, title, "Each enquiry by fit and authenticity; the table has the numbers",
            *parts, key="map", role="group" if linked else "img",
        ),
        header=("Enquiry", "Route", "Fit", "from", "to", "Authenticity", "from", "to"),
        rows=tuple(_numbers(row) for row in rows),
        note=f"{unknown} without a fit stand at the left edge" if unknown else "",
    )  # fmt: skip


def finding(rows: Sequence[RoutedRow], usual: float | None) -> str:
    """Say how many are likely genuine, and how many of these are worth it too."""
    genuine = [row for row in rows if row.routed.authenticity_low > LIKELY_GENUINE]
    if not genuine:
        return "None of those listed is clearly genuine"
    said = f"{len(genuine)} of {len(rows)} {'is' if len(genuine) == 1 else 'are'} likely genuine"
    if usual is None:
        return said
    worth = sum(1 for row in genuine if row.fit is not None and row.fit.low > usual)
    return f"{said}, {worth or 'none'} of them clearly above the usual fit"


class _Axes:
    """Both axes, as far as the enquiries reach: from and to a round number."""

    def __init__(self, rows: Sequence[RoutedRow]) -> None:
        fits = [row.fit.probability for row in rows if row.fit]
        judged = [row.routed.authenticity for row in rows]
        most = next((tick for tick in TICKS[3:] if tick >= max(fits, default=0)), TICKS[-1])
        least = next((tick for tick in TICKS[2::-1] if tick <= min(judged)), TICKS[0])
        self.fits = [tick for tick in TICKS if tick <= most]
        self.authenticities = [tick for tick in TICKS if tick >= least]
        self._along = linear(log_odds_of(TICKS[0]), log_odds_of(most), LEFT, RIGHT)
        self._upward = linear(log_odds_of(least), log_odds_of(TICKS[-1]), BOTTOM, TOP)

    def across(self, fit: float) -> float:
        """Return where a fit stands."""
        return self._along(log_odds_of(fit))

    def up(self, authenticity: float) -> float:
        """Return where an authenticity stands."""
        return self._upward(log_odds_of(authenticity))


def _place(row: RoutedRow, axes: _Axes) -> _Place:
    x = axes.across(row.fit.probability) if row.fit else LEFT
    return _Place(row, x, axes.up(row.routed.authenticity))


def _frame(axes: _Axes, usual: float | None) -> Iterator[Markup]:
    for tick in axes.authenticities:
        y = axes.up(tick)
        yield line(LEFT, y, RIGHT, y, "grid")
        yield text(LEFT - 6, y + 4, out_of_100(tick), "tick", anchor="end")
    for tick in axes.fits:
        yield text(axes.across(tick), BOTTOM + 16, out_of_100(tick), "tick", anchor="middle")
    yield line(LEFT, BOTTOM, RIGHT, BOTTOM, "zero")
    if usual is not None and TICKS[0] < usual < axes.fits[-1]:
        x = axes.across(usual)
        yield line(x, TOP, x, BOTTOM, "ideal")
        yield text(x, BOTTOM + 32, f"usual {out_of_100(usual)}", "tick", anchor="middle")
    yield text(LEFT, 12, "authenticity", "tick")
    yield text(RIGHT, BOTTOM + 32, "fit", "tick", anchor="end")


def _key(rows: Sequence[RoutedRow]) -> tuple[list[Markup], float]:
    """Say which shape is which route, where there is more than one; and how high it all is."""
    routes = [route for route in Route if any(row.routed.route is route for row in rows)]
    x, y = float(LEFT), float(BOTTOM + BELOW)
    if len(routes) < 2:
        return [], y
    parts: list[Markup] = []
    y += KEY_LINE / 2
    for route in routes:
        width = 24 + len(route) * LETTER
        if x + width > RIGHT:
            x, y = float(LEFT), y + KEY_LINE
        parts += [route_mark(route, x, y - 4), text(x + 9, y, route.value, "tick")]
        x += width
    return parts, y + KEY_LINE / 2


def _mark(place: _Place, axes: _Axes, *, linked: bool) -> Markup:
    row, routed, fit = place.row, place.row.routed, place.row.fit
    low, high = axes.up(routed.authenticity_low), axes.up(routed.authenticity_high)
    parts = [line(place.x, low, place.x, high, "whisker")]
    if fit is not None:
        parts.append(line(axes.across(fit.low), place.y, axes.across(fit.high), place.y, "whisker"))
    parts.append(route_mark(routed.route, place.x, place.y))
    said = _said(row)
    inside = (element("title", said), *parts)
    if not linked:
        return element("g", *inside, class_="point")
    return element(
        "a", *inside, href=f"/leads/{row.lead.id}", class_="point", aria_label=said,
        id=f"map-{row.lead.id}",
    )  # fmt: skip


def _said(row: RoutedRow) -> str:
    routed, fit = row.routed, row.fit
    authenticity = fit_words(routed.authenticity, routed.authenticity_low, routed.authenticity_high)
    shown = fit_words(fit.probability, fit.low, fit.high) if fit else "not known"
    return f"{row_name(row)}: fit {shown}, authenticity {authenticity}, {routed.route}"


def _labels(places: Sequence[_Place]) -> Iterator[Markup]:
    """Label as many as have room, those due first before others."""
    taken: list[Box] = [_around(place) for place in places]
    labelled = 0
    for place in places:
        if labelled == MOST_LABELS:
            return
        words = shortened(row_name(place.row), LONGEST_LABEL)
        room = next((one for one in _rooms(place, words) if _free(one[0], taken)), None)
        if room is not None:
            box, anchor = room
            taken.append(box)
            x = box[0] if anchor == "start" else box[2]
            yield text(x, box[3] - 3, words, "count", anchor=anchor)
            labelled += 1


def _around(place: _Place) -> Box:
    return (place.x - 4, place.y - 4, place.x + 4, place.y + 4)


def _rooms(place: _Place, words: str) -> Iterator[tuple[Box, str]]:
    """Give the places where a label could stand: right, left, and a line higher or lower."""
    width = len(words) * LETTER
    for shift in (0, -LABEL_HEIGHT, LABEL_HEIGHT):
        top = place.y - LABEL_HEIGHT / 2 + shift
        right, left = place.x + APART, place.x - APART
        yield (right, top, right + width, top + LABEL_HEIGHT), "start"
        yield (left - width, top, left, top + LABEL_HEIGHT), "end"


def _free(box: Box, taken: Sequence[Box]) -> bool:
    x1, y1, x2, y2 = box
    inside = x1 >= LEFT and x2 <= WIDTH and y1 >= TOP - 8 and y2 <= BOTTOM
    return inside and not any(
        x1 < other[2] and other[0] < x2 and y1 < other[3] and other[1] < y2 for other in taken
    )


def _numbers(row: RoutedRow) -> tuple[str, ...]:
    routed, fit = row.routed, row.fit
    shown = (fit.probability, fit.low, fit.high) if fit else ()
    judged = (routed.authenticity, routed.authenticity_low, routed.authenticity_high)
    return (
        row_name(row),
        routed.route.value,
        *([_figure(share) for share in shown] or ["", "", ""]),
        *(_figure(share) for share in judged),
    )


def _figure(share: float) -> str:
    return f"{share * 100:.1f}"
