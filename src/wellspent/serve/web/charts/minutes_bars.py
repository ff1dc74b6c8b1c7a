"""Minutes as bars, one a line: the whole, and the part of it where nobody can say yes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import linear
from wellspent.serve.web.charts.svg import box, drawing, text
from wellspent.serve.web.wording import number, shortened

WIDTH, ROW, TOP = 520, 44, 8
LEFT, RIGHT = 0, 430
MOST = 14
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its name, its minutes, and the filled and hatched part of them (both in them).

    `said` stands at the bar's end in place of the plain number.
    """

    name: str
    minutes: float
    filled: float
    said: str = ""


def minutes_bars(
    name: str,
    title: str,
    subtitle: str,
    bars: Sequence[Bar],
    header: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Chart | None:
    """Draw the bars from zero; None where no line has any minutes."""
    if not any(one.minutes > 0 for one in bars):
        return None
    shown = bars[:MOST]
    reach = max(one.minutes for one in shown) or 1.0
    left = len(bars) - len(shown)
    return Chart(
        name=name,
        title=title,
        subtitle=subtitle,
        svg=drawing(
            WIDTH,
            TOP + ROW * len(shown),
            title,
            "; ".join(f"{one.name}: {number(one.minutes, 0)} minutes" for one in shown),
            *_parts(shown, reach),
            key=name,
        ),
        header=header,
        rows=rows,
        note=f"The first {MOST} of {len(bars)}; the table has them all." if left else "",
    )


def _parts(shown: Sequence[Bar], reach: float) -> Iterator[Markup]:
    along = linear(0.0, reach, LEFT, RIGHT)
    for place, one in enumerate(shown):
        top = TOP + ROW * place
        yield text(0, top + 12, shortened(one.name, LONGEST_NAME), "strong")
        end, filled = along(one.minutes), along(one.filled)
        if one.filled > 0:
            yield box(LEFT, top + 18, filled - LEFT, 14, "mark")
        if one.minutes > one.filled:
            yield box(filled, top + 18, end - filled, 14, "hollow")
        said = one.said or number(one.minutes, 0)
        yield text(end + 6, top + 30, said, "count")
