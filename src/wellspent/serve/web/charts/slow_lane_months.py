"""How many genuine enquiries ended in a slow lane, month by month, with intervals."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from wellspent.records.route_report import RoutingHonesty, SlowLaneShare
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import dot, drawing, line, text

WIDTH, HEIGHT = 520, 280
LEFT, RIGHT, TOP, BOTTOM = 44, 508, 24, 216
MOST_MONTHS = 24
MOST_LABELS = 8
TICKS = 4
STEPS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 1.0)


def slow_lane_months(honesty: RoutingHonesty) -> Chart | None:
    """Draw the share of genuine enquiries in a slow lane by month of arrival; None without any."""
    if not honesty.months:
        return None
    shown = honesty.months[-MOST_MONTHS:]
    reach = _reach(shown, honesty.promise.share)
    up = linear(0.0, reach, BOTTOM, TOP)
    title = finding(honesty)
    parts = [*_frame(up, reach, honesty.promise.share), *_points(shown, up, honesty.promise.share)]
    said = f"The latest {len(shown)} months; the table has them all."
    return Chart(
        name="slow-lane",
        title=title,
        subtitle="Share of genuine enquiries that ended in a slow lane, by month of arrival, with "
        "90 % intervals; below each how many there were",
        svg=drawing(WIDTH, HEIGHT, title, said, *parts, key="slow-lane"),
        header=("Month", "Genuine", "In a slow lane", "Share, %", "from", "to"),
        rows=tuple(_row(one) for one in honesty.months),
        note=f"The latest {len(shown)} of {len(honesty.months)} months are drawn"
        if len(shown) < len(honesty.months)
        else "",
    )


def finding(honesty: RoutingHonesty) -> str:
    """Say in how many months a genuine one ended in a slow lane."""
    months = [one for one in honesty.months if one.slow]
    if not months:
        return "In no month did a genuine enquiry end in a slow lane"
    return (
        f"In {len(months)} of {len(honesty.months)} months a genuine enquiry ended in a slow lane"
    )


def _reach(shown: Sequence[SlowLaneShare], promised: float) -> float:
    largest = max(promised, *(one.share.high for one in shown))
    return next((step for step in STEPS if step >= largest), 1.0)


def _frame(up: Scale, reach: float, promised: float) -> Iterator[Markup]:
    for place in range(TICKS + 1):
        tick = reach * place / TICKS
        yield line(LEFT, up(tick), RIGHT, up(tick), "grid" if place else "zero")
        yield text(LEFT - 6, up(tick) + 4, f"{tick * 100:g} %", "tick", anchor="end")
    yield line(LEFT, up(promised), RIGHT, up(promised), "ideal")


def _points(shown: Sequence[SlowLaneShare], up: Scale, promised: float) -> Iterator[Markup]:
    step = (RIGHT - LEFT) / len(shown)
    every = -(-len(shown) // MOST_LABELS)
    for place, one in enumerate(shown):
        x = LEFT + step * (place + 0.5)
        yield line(x, up(one.share.low), x, up(one.share.high), "interval")
        yield dot(x, up(one.share.value), 4, "mark" if one.slow else "hollow")
        yield text(x, BOTTOM + 18, f"{one.genuine:,}", "count", anchor="middle")
        if place % every == 0:
            yield text(x, BOTTOM + 38, one.group, "tick", anchor="middle")
    words = f"promised: at most {promised * 100:g} %"
    yield text(RIGHT, up(promised) - 8, words, "tick", anchor="end")
    yield text(LEFT, BOTTOM + 58, "month of arrival, and how many genuine ones", "tick")


def _row(one: SlowLaneShare) -> tuple[str, ...]:
    share = one.share
    return (
        one.group,
        str(one.genuine),
        str(one.slow),
        *(f"{value * 100:.1f}" for value in (share.value, share.low, share.high)),
    )
