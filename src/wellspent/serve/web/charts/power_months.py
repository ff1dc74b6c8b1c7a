"""The share of our minutes with nobody who can say yes, month by month."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from wellspent.records.time_spent import TimeLine
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import linear
from wellspent.serve.web.charts.svg import box, drawing, line, text
from wellspent.serve.web.wording import number, percent

WIDTH, HEIGHT = 520, 240
LEFT, RIGHT, TOP, BOTTOM = 52, 508, 20, 188
MOST_MONTHS, MOST_LABELS, LATEST = 24, 8, 3
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
GAP = 0.25


def power_months(months: Sequence[TimeLine]) -> Chart | None:
    """Draw the share of each month that has any minutes of ours; None without any."""
    given = [one for one in months if one.our_minutes > 0]
    if not given:
        return None
    shown = given[-MOST_MONTHS:]
    title = finding(given)
    return Chart(
        name="power-months",
        title=title,
        subtitle="Share of our minutes by month (UTC): filled where nobody can say yes, hollow "
        "where nobody can tell",
        svg=drawing(
            WIDTH,
            HEIGHT,
            title,
            f"The latest {len(shown)} months; the table has them all.",
            *_parts(shown),
            key="power-months",
        ),
        header=("Month", "Our minutes", "Nobody can say yes", "Nobody can tell", "Their minutes",
                "People"),
        rows=tuple(map(_row, months)),
    )  # fmt: skip


def finding(months: Sequence[TimeLine]) -> str:
    """Say the share of the latest months beside that of those before."""
    latest, before = months[-LATEST:], months[:-LATEST]
    now = share_without(latest)
    if not before:
        return f"{percent(now)} of our minutes went where nobody can say yes"
    return (
        f"{percent(now)} of our minutes of the latest {len(latest)} months went where nobody can "
        f"say yes; {percent(share_without(before))} before"
    )


def share_without(lines: Sequence[TimeLine]) -> float:
    """Return which share of our minutes went where nobody can say yes; 0 without any."""
    whole = sum(one.our_minutes for one in lines)
    return sum(one.without_power for one in lines) / whole if whole else 0.0


def _parts(shown: Sequence[TimeLine]) -> Iterator[Markup]:
    up = linear(0.0, 1.0, BOTTOM, TOP)
    for tick in TICKS:
        yield line(LEFT, up(tick), RIGHT, up(tick), "grid" if tick else "zero")
        yield text(LEFT - 6, up(tick) + 4, percent(tick), "tick", anchor="end")
    step = (RIGHT - LEFT) / len(shown)
    every = -(-len(shown) // MOST_LABELS)
    for place, one in enumerate(shown):
        x, width = LEFT + step * (place + GAP / 2), step * (1 - GAP)
        without = one.without_power / one.our_minutes
        unknown = without + one.power_unknown / one.our_minutes
        if without > 0:
            yield box(x, up(without), width, BOTTOM - up(without), "mark")
        if unknown > without:
            yield box(x, up(unknown), width, up(without) - up(unknown), "hollow")
        if place % every == 0:
            yield text(x + width / 2, BOTTOM + 20, one.name, "tick", anchor="middle")


def _row(one: TimeLine) -> tuple[str, ...]:
    minutes = (one.our_minutes, one.without_power, one.power_unknown, one.their_minutes)
    return (one.name, *(number(each, 1) for each in minutes), str(one.people))
