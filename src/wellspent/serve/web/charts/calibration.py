"""What was said against what came true."""

import math

from markupsafe import Markup

from wellspent.records.honesty import CalibrationBin, Honesty
from wellspent.records.measured import Measured
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import dot, drawing, line, text
from wellspent.serve.web.wording import measured_words, out_of_100

WIDTH, HEIGHT = 420, 340
LEFT, RIGHT, TOP, BOTTOM = 44, 400, 20, 292
REACHES = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
ROOM_FOR_COUNT = 26
GOOD_ERROR = 0.05


def calibration_plot(honesty: Honesty) -> Chart | None:
    """Draw the calibration on later data; None when nothing was measured."""
    bins = [one for one in honesty.calibration if not math.isnan(one.observed.value)]
    if not bins:
        return None
    most = reach(bins)
    across, up = linear(0, most, LEFT, RIGHT), linear(0, most, BOTTOM, TOP)
    title = finding(honesty.calibration_error)
    parts = [*frame(across, up, most)]
    labelled = -math.inf
    for one in bins:
        parts += drawn_bin(one, across, up)
        if across(one.predicted) - labelled >= ROOM_FOR_COUNT:
            labelled = across(one.predicted)
            parts.append(text(labelled + 7, up(one.observed.value) + 14, count_of(one), "count"))
    return Chart(
        name="calibration",
        title=title,
        subtitle="Later enquiries by the fit that was said, and how many in 100 became customers",
        svg=drawing(WIDTH, HEIGHT, title, spoken(bins), *parts, key="calibration"),
        header=("Said (in 100)", "Came true (in 100)", "90 % from", "90 % to", "Cases"),
        rows=tuple(row_of(one) for one in bins),
        note=f"Mean distance (calibration error): {measured_words(honesty.calibration_error)}",
    )


def reach(bins: list[CalibrationBin]) -> float:
    """Return how far the axes go: the least round share that holds all that is drawn."""
    largest = max(max(one.predicted, one.observed.high) for one in bins)
    return next((share for share in REACHES if share >= largest), 1.0)


def finding(error: Measured | None) -> str:
    """Return in a sentence whether the numbers can be taken as they are."""
    if error is None or math.isnan(error.value):
        return "Whether it comes true cannot be told yet"
    if error.high <= GOOD_ERROR * 2 and error.value <= GOOD_ERROR:
        return "What it says comes true"
    return f"What it says is off by {max(1, round(error.value * 100))} in 100 on average"


def frame(across: Scale, up: Scale, most: float) -> list[Markup]:
    """Return the axes with their words, and the line on which all would come true."""
    parts: list[Markup] = [line(across(0), up(0), across(most), up(most), "ideal")]
    parts.append(text(across(most) - 6, up(most) + 30, "exactly right", "tick", anchor="end"))
    for tick in (most * share for share in TICKS):
        parts.append(text(across(tick), BOTTOM + 18, out_of_100(tick), "tick", anchor="middle"))
        parts.append(text(LEFT - 8, up(tick) + 4, out_of_100(tick), "tick", anchor="end"))
        parts.append(line(LEFT, up(tick), RIGHT, up(tick), "grid"))
    parts.append(
        text((LEFT + RIGHT) / 2, HEIGHT - 12, "fit that was said", "tick", anchor="middle")
    )
    parts.append(text(LEFT, 11, "became customers, in 100", "tick"))
    return parts


def drawn_bin(one: CalibrationBin, across: Scale, up: Scale) -> list[Markup]:
    """Return one group: its interval and its mark."""
    x, y = across(one.predicted), up(one.observed.value)
    return [
        line(x, up(one.observed.low), x, up(one.observed.high), "interval"),
        dot(x, y, 4.5, "mark"),
    ]


def count_of(one: CalibrationBin) -> str:
    """Return how many cases are in a group."""
    return f"{one.observed.count:,}"


def row_of(one: CalibrationBin) -> tuple[str, ...]:
    """Return a group's numbers, out of 100."""
    seen = one.observed
    shares = (one.predicted, seen.value, seen.low, seen.high)
    return (*(f"{share * 100:.1f}" for share in shares), str(seen.count))


def spoken(bins: list[CalibrationBin]) -> str:
    """Return the drawing in words, for those who hear it."""
    return "; ".join(
        f"said {out_of_100(one.predicted)}, came true {out_of_100(one.observed.value)}"
        for one in bins
    )
