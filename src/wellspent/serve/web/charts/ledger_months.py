"""Minutes that customers gave, month by month: those with a sign of value, and those without."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from wellspent.records.ledger import StatementLine
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import box, drawing, line, text

WIDTH, HEIGHT = 520, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 508, 20, 200
MOST_MONTHS = 24
MOST_LABELS = 8
TICKS = 4
GAP = 0.25


def ledger_months(months: Sequence[StatementLine]) -> Chart | None:
    """Draw the minutes of each month that has any; None without any."""
    given = [one for one in months if one.minutes > 0]
    if not given:
        return None
    shown = given[-MOST_MONTHS:]
    reach = _round_up(max(one.minutes for one in shown))
    title = finding(given)
    return Chart(
        name="ledger-months",
        title=title,
        subtitle="Minutes that customers gave, by month (UTC): filled with a sign of value, "
        "hollow without any so far",
        svg=drawing(
            WIDTH,
            HEIGHT,
            title,
            f"The latest {len(shown)} months; the table has them all.",
            *_parts(shown, linear(0.0, reach, BOTTOM, TOP), reach),
            key="ledger-months",
        ),
        header=("Month", "Minutes", "With a sign of value", "Without", "Signs", "Activities"),
        rows=tuple(_row(one) for one in months),
    )


def finding(months: Sequence[StatementLine]) -> str:
    """Say for which share of all minutes there is a sign of value."""
    whole = sum(one.minutes for one in months)
    valued = whole - sum(one.minutes_without_value for one in months)
    return f"For {valued / whole * 100:.0f} in 100 of their minutes there is a sign of value"


def month_words(key: str) -> str:
    """Return a month as people write it: *2026-11*."""
    return f"{key[:-2]}-{key[-2:]}"


def _parts(shown: Sequence[StatementLine], up: Scale, reach: float) -> Iterator[Markup]:
    for place in range(TICKS + 1):
        tick = reach * place / TICKS
        yield line(LEFT, up(tick), RIGHT, up(tick), "grid" if place else "zero")
        yield text(LEFT - 6, up(tick) + 4, f"{tick:,.0f}", "tick", anchor="end")
    step = (RIGHT - LEFT) / len(shown)
    every = -(-len(shown) // MOST_LABELS)
    for place, one in enumerate(shown):
        x, width = LEFT + step * (place + GAP / 2), step * (1 - GAP)
        valued = max(0.0, one.minutes - one.minutes_without_value)
        yield box(x, up(valued), width, BOTTOM - up(valued), "mark")
        yield box(x, up(one.minutes), width, up(valued) - up(one.minutes), "hollow")
        if place % every == 0:
            middle = x + width / 2
            yield text(middle, BOTTOM + 20, month_words(one.key), "tick", anchor="middle")
    yield text(LEFT, BOTTOM + 42, "minutes by month", "tick")


def _round_up(minutes: float) -> float:
    step = 4.0
    while step * 10 < minutes:
        step *= 10
    return next(step * times for times in (1, 2, 3, 5, 10, 20) if step * times >= minutes)


def _row(one: StatementLine) -> tuple[str, ...]:
    valued = one.minutes - one.minutes_without_value
    return (
        month_words(one.key),
        f"{one.minutes:.1f}",
        f"{valued:.1f}",
        f"{one.minutes_without_value:.1f}",
        str(one.credits),
        str(one.activities),
    )
