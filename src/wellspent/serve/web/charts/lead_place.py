"""One enquiry's place: fit along, authenticity up, each with its interval, never multiplied."""

from collections.abc import Iterator

from markupsafe import Markup

from wellspent.records.authenticity import Authenticity
from wellspent.records.fit import Fit
from wellspent.records.route import Route
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.route_mark import route_mark
from wellspent.serve.web.charts.scale import Scale, linear, log_odds_of
from wellspent.serve.web.charts.svg import drawing, line, text
from wellspent.serve.web.wording import fit_words, out_of_100

WIDTH, HEIGHT = 280, 248
LEFT, RIGHT, TOP, BOTTOM = 32, 268, 24, 204
LEAST, MOST = 0.01, 0.99
UPWARD = (0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99)
ALONG = (0.01, 0.05, 0.2, 0.5, 0.9)
MIDDLE = 0.5


def lead_place(
    fit: Fit, authenticity: Authenticity, route: Route | None, usual: float | None
) -> Chart:
    """Draw where an enquiry stands; `usual` is the usual rate (0 to 1) where there is one.

    Both axes are stretched towards their ends (log-odds), as on the map of the queue.
    """
    across, up = _scale(LEFT, RIGHT), _scale(BOTTOM, TOP)
    fits = fit_words(fit.probability, fit.low, fit.high)
    judged = fit_words(authenticity.probability, authenticity.low, authenticity.high)
    said = f"Fit {fits}, authenticity {judged}, both of 100 with 90 % intervals"
    x, y = across(fit.probability), up(authenticity.probability)
    parts = [
        *_frame(across, up, usual),
        line(across(fit.low), y, across(fit.high), y, "interval"),
        line(x, up(authenticity.low), x, up(authenticity.high), "interval"),
        route_mark(route or Route.PERSON_DECIDES, x, y),
    ]
    return Chart(
        name="place",
        title="Where it stands",
        subtitle="Fit along, authenticity up; two axes, never multiplied",
        svg=drawing(WIDTH, HEIGHT, "Fit and authenticity", said, *parts, key="place"),
        header=("Axis", "Of 100", "from", "to"),
        rows=(
            ("Fit", *_numbers(fit.probability, fit.low, fit.high)),
            ("Authenticity", *_numbers(authenticity.probability, authenticity.low,
                                       authenticity.high)),
        ),
    )  # fmt: skip


def _scale(start: float, end: float) -> Scale:
    stretched = linear(log_odds_of(LEAST), log_odds_of(MOST), start, end)
    return lambda probability: stretched(log_odds_of(probability))


def _frame(across: Scale, up: Scale, usual: float | None) -> Iterator[Markup]:
    for tick in UPWARD:
        yield line(LEFT, up(tick), RIGHT, up(tick), "zero" if tick == MIDDLE else "grid")
        yield text(LEFT - 6, up(tick) + 4, out_of_100(tick), "tick", anchor="end")
    for tick in ALONG:
        yield text(across(tick), BOTTOM + 18, out_of_100(tick), "tick", anchor="middle")
    if usual is not None:
        yield line(across(usual), TOP, across(usual), BOTTOM, "ideal")
        yield text(across(usual) + 4, BOTTOM - 6, f"usual {out_of_100(usual)}", "tick")
    yield text(LEFT, 12, "authenticity", "tick")
    yield text(RIGHT, BOTTOM + 36, "fit", "tick", anchor="end")


def _numbers(*shares: float) -> tuple[str, ...]:
    return tuple(f"{share * 100:.1f}" for share in shares)
