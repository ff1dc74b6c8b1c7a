"""The best customers against all customers and against lost deals."""

from markupsafe import Markup

from wellspent.records.measured import Measured
from wellspent.records.profile import Difference
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import Scale, linear
from wellspent.serve.web.charts.svg import diamond, dot, drawing, line, text
from wellspent.serve.web.wording import capitalised, list_words, percent, share_words, shortened

WIDTH, ROW, TOP = 420, 78, 24
LEFT, RIGHT = 120, 356
MOST_ROWS = 8
TICKS = (0.0, 0.5, 1.0)
WORDS = 20
"""Height of the words above a row's marks."""


def differences_plot(differences: tuple[Difference, ...]) -> Chart | None:
    """Draw the differences that stand, the largest first; None when none stands."""
    standing = sorted((one for one in differences if one.stands), key=distance, reverse=True)
    if not standing:
        return None
    shown = standing[:MOST_ROWS]
    scale = linear(0, 1, LEFT, RIGHT)
    height = TOP + ROW * len(shown)
    title = finding(shown)
    parts = ticks_above(scale)
    for index, one in enumerate(shown):
        parts += grid(TOP + ROW * index, scale)
        parts += drawn(one, TOP + ROW * index, scale)
    return Chart(
        name="differences",
        title=title,
        subtitle="Share among the best customers, all customers and lost deals, with 90 % interval",
        svg=drawing(WIDTH, height, title, spoken(shown), *parts, key="differences"),
        header=("Attribute", "Value", "Among the best", "Among all customers", "Among lost deals"),
        rows=tuple(row_of(one) for one in standing),
        note=f"{len(standing) - len(shown)} more in the table"
        if len(standing) > len(shown)
        else "",
    )


def distance(one: Difference) -> float:
    """Return how far the best customers are from all, in share."""
    return abs(one.among_best.value - one.among_customers.value)


def finding(shown: list[Difference]) -> str:
    """Return in a sentence what the best customers are more, or less, often."""
    more = [one for one in shown if one.among_best.value > one.among_customers.value][:2]
    names = list_words([f"{one.label.rstrip('?:')} {one.band}" for one in more or shown[:2]])
    return f"{'More' if more else 'Less'} common among the best customers: {names}"


def words_of(one: Difference) -> str:
    """Return a difference's value with its attribute, as it stands in a sentence."""
    return shortened(f"{one.label}: {one.band}", 48)


def ticks_above(scale: Scale) -> list[Markup]:
    """Return the shares above the first row."""
    return [text(scale(tick), 12, percent(tick), "tick", anchor="middle") for tick in TICKS]


def grid(top: float, scale: Scale) -> list[Markup]:
    """Return a row's pieces of the grid: beside its marks, never through its words."""
    return [line(scale(tick), top + WORDS, scale(tick), top + ROW - 6, "grid") for tick in TICKS]


def drawn(one: Difference, top: float, scale: Scale) -> list[Markup]:
    """Return one difference: its words, and a line for each group, labelled directly."""
    parts = [text(8, top + 14, shortened(capitalised(f"{one.label}: {one.band}"), 56), "strong")]
    groups = (
        ("the best", one.among_best),
        ("all customers", one.among_customers),
        ("lost deals", one.among_lost),
    )
    for index, (name, measured) in enumerate(groups):
        if measured is not None:
            parts += group_line(name, measured, top + 30 + 17 * index, index, scale)
    return parts


def group_line(name: str, measured: Measured, y: float, index: int, scale: Scale) -> list[Markup]:
    """Return one group's share: its interval, and a mark that differs in shape as well."""
    x = scale(measured.value)
    marks = (
        dot(x, y, 5, "mark best"),
        dot(x, y, 4, "mark hollow"),
        diamond(x, y, 5, "mark hollow"),
    )
    return [
        text(8, y + 4, name, "tick"),
        line(scale(0), y, scale(1), y, "track"),
        line(
            scale(measured.low),
            y,
            scale(measured.high),
            y,
            "interval best" if index == 0 else "interval",
        ),
        marks[index],
        text(
            WIDTH,
            y + 4,
            f"{percent(measured.value)} of {measured.count:,}",
            "figure",
            anchor="end",
        ),
    ]


def row_of(one: Difference) -> tuple[str, ...]:
    """Return a difference's numbers."""
    groups = (one.among_best, one.among_customers, one.among_lost)
    return (
        capitalised(one.label),
        one.band,
        *(share_words(group) if group else "none" for group in groups),
    )


def spoken(shown: list[Difference]) -> str:
    """Return the drawing in words, for those who hear it."""
    return "; ".join(
        f"{words_of(one)}: {percent(one.among_best.value)} of the best, "
        f"{percent(one.among_customers.value)} of all customers"
        for one in shown
    )
