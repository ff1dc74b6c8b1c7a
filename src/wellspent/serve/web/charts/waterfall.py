"""Points from the usual rate to this enquiry, as steps that add up to the score."""

from dataclasses import dataclass

from markupsafe import Markup

from wellspent.records.fit import Contribution, Fit
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import (
    Scale,
    add_up,
    linear,
    log_odds_of,
    probability_ticks,
)
from wellspent.serve.web.charts.svg import box, dot, drawing, line, text
from wellspent.serve.web.wording import (
    capitalised,
    fit_words,
    list_words,
    out_of_100,
    points_words,
    shortened,
)

WIDTH, ROW, TOP = 420, 40, 28
LEFT, RIGHT = 8, 412
MOST_STEPS = 8
WORTH_A_STEP = 0.005
USUAL = "All enquiries"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: its words, its (rounded) points, and what stands behind it."""

    label: str
    detail: str
    points: float
    cases: str
    edited: bool = False


def waterfall(fit: Fit, usual_rate: float) -> Chart:
    """Draw how a fit comes about from the usual rate (0 to 1), the one baseline of every page.

    The steps shown add up to the score to the last digit. Points are relative to the average of
    all enquiries' points; where that lies off the usual rate, a step of its own says so.
    """
    begin, steps = steps_of(fit, log_odds_of(usual_rate))
    start = round(begin, 2)
    usual = out_of_100(usual_rate)
    title = finding(fit, usual_rate)
    scale = scale_for(start, steps)
    height = TOP + ROW * (len(steps) + 2) + 8
    running = start
    parts: list[Markup] = [
        *axis(scale, height),
        *ending(USUAL, f"{usual} in 100", start, 0, scale),
    ]
    for index, step in enumerate(steps, start=1):
        parts += drawn_step(step, running, index, scale)
        running += step.points
    words = fit_words(fit.probability, fit.low, fit.high)
    parts += ending("This enquiry", words, running, len(steps) + 1, scale)
    return Chart(
        name="points",
        title=title,
        subtitle="Points (log-odds) from the usual rate to this enquiry; they add up exactly",
        svg=drawing(WIDTH, height, title, spoken(steps), *parts, key="points"),
        header=("Step", "Value", "Points", "Won of closed cases like it"),
        rows=table(start, steps, round(running, 2), usual, words),
    )


def steps_of(fit: Fit, usual: float) -> tuple[float, list[Step]]:
    """Return where the steps begin (log-odds), and the steps to draw, rounded to add up.

    First from the usual rate to the average of the points, then the largest contributions, then
    all others together.
    """
    gap = fit.average_log_odds - usual
    apart = [gap] if abs(gap) >= WORTH_A_STEP else []
    begin = usual if apart else fit.average_log_odds
    ordered = sorted(fit.contributions, key=lambda one: -abs(one.points))
    large = [one for one in ordered[:MOST_STEPS] if abs(one.points) >= WORTH_A_STEP]
    small = ordered[len(large) :]
    amounts = [
        begin,
        *apart,
        *(one.points for one in large),
        sum(one.points for one in small),
    ]
    rounded = add_up(amounts)[1:]
    steps = [spread_step(points) for points in rounded[: len(apart)]]
    steps += [
        step_of(one, points) for one, points in zip(large, rounded[len(apart) :], strict=False)
    ]
    if small:
        labels = list_words([one.label for one in small])
        word = "other" if len(small) == 1 else "others"
        steps.append(Step(f"{len(small)} {word} together", labels, rounded[-1], ""))
    return begin, steps


def spread_step(points: float) -> Step:
    """Return the step from the usual rate to the average of all points; the same for everyone."""
    if points < 0:
        return Step("Most lie below the usual", "a few likely ones lift it", points, "")
    return Step("Most lie above the usual", "a few unlikely ones lower it", points, "")


def step_of(one: Contribution, points: float) -> Step:
    """Return the step of one attribute."""
    detail = "not known" if one.missing else value_in_band(one)
    cases = f"{one.won:,} of {one.cases:,}" if one.cases else "no cases yet"
    return Step(capitalised(one.label), detail, points, cases, one.edited)


def value_in_band(one: Contribution) -> str:
    """Return the value, with the band that caught it where that says more."""
    value = one.value or "not known"
    if not one.band or one.band.casefold() == value.casefold():
        return value
    return f"{value} ({one.band})"


def finding(fit: Fit, usual_rate: float) -> str:
    """Return what the drawing shows, as its title."""
    usual, end = out_of_100(usual_rate), out_of_100(fit.probability)
    if usual == end:
        return f"All told, this enquiry stands at the usual {usual} in 100"
    up = fit.probability > usual_rate
    movers = sorted(
        (one for one in fit.contributions if (one.points > 0) == up),
        key=lambda one: -abs(one.points),
    )
    names = [named(one) for one in movers[:2] if abs(one.points) >= WORTH_A_STEP]
    if not names:
        return f"From the usual {usual} to {end} in 100"
    verb = ("lift" if up else "lower") + ("s" if len(names) == 1 else "")
    said = capitalised(list_words(names))
    return f"{said} {verb} it most: from the usual {usual} to {end} in 100"


def named(one: Contribution) -> str:
    """Return an attribute with its value, as they stand in a sentence."""
    return shortened(f"{one.label.rstrip('?:')} {one.value or 'not known'}", 40)


def scale_for(start: float, steps: list[Step]) -> Scale:
    """Return the scale that holds every place the waterfall passes."""
    places = [start]
    for step in steps:
        places.append(places[-1] + step.points)
    return linear(min(places) - 0.35, max(places) + 0.35, LEFT, RIGHT)


def axis(scale: Scale, height: float) -> list[Markup]:
    """Return the ticks above: places in log-odds, written as probabilities out of 100."""
    ticks = [tick for tick in probability_ticks(-7, 7, 13) if inside(scale, tick)]
    parts: list[Markup] = []
    for tick in ticks:
        x = scale(log_odds_of(tick))
        parts += [
            line(x, TOP - 8, x, height, "grid"),
            text(x, 12, out_of_100(tick), "tick", anchor="middle"),
        ]
    return parts


def inside(scale: Scale, probability: float) -> bool:
    """Return whether a probability lies well within the drawing."""
    return LEFT + 8 < scale(log_odds_of(probability)) < RIGHT - 8


def ending(label: str, words: str, place: float, index: int, scale: Scale) -> list[Markup]:
    """Return the first or the last row: a dot where the average, or this enquiry, stands."""
    top = TOP + ROW * index
    return [
        text(0, top + 13, label, "strong"),
        text(WIDTH, top + 13, words, "strong", anchor="end"),
        dot(scale(place), top + 25, 5, "end-mark"),
    ]


def drawn_step(step: Step, running: float, index: int, scale: Scale) -> list[Markup]:
    """Return one step: its words above, its bar from where the last one ended."""
    top = TOP + ROW * index
    before, after = scale(running), scale(running + step.points)
    kind = "for" if step.points >= 0 else "against"
    label = f"{step.label}: {step.detail}" if step.cases else step.label
    return [
        text(0, top + 13, shortened(label + (" (edited)" if step.edited else ""), 52)),
        text(WIDTH, top + 13, points_words(step.points), "figure", anchor="end"),
        box(min(before, after), top + 19, abs(after - before), 12, f"bar {kind}"),
        line(after, top + 19, after, top + ROW + 19, "joint"),
    ]


def spoken(steps: list[Step]) -> str:
    """Return the drawing in words, for those who hear it."""
    return "; ".join(f"{step.label} {step.detail}: {points_words(step.points)}" for step in steps)


def table(
    start: float, steps: list[Step], end: float, usual: str, words: str
) -> tuple[tuple[str, ...], ...]:
    """Return the numbers: the average, each step, and their sum."""
    return (
        (USUAL, f"{usual} in 100", f"{start:.2f}", ""),
        *((step.label, step.detail, f"{step.points:+.2f}", step.cases) for step in steps),
        ("This enquiry (sum)", words, f"{end:.2f}", ""),
    )
