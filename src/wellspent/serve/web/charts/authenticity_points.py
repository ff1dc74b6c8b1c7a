"""Points for and against an enquiry's authenticity, as steps that add up to it exactly."""

from markupsafe import Markup

from wellspent.records.authenticity import Authenticity
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.scale import add_up, logistic
from wellspent.serve.web.charts.svg import drawing
from wellspent.serve.web.charts.waterfall import (
    MOST_STEPS,
    ROW,
    TOP,
    WIDTH,
    WORTH_A_STEP,
    Step,
    axis,
    drawn_step,
    ending,
    scale_for,
    spoken,
    step_of,
)
from wellspent.serve.web.wording import fit_words, list_words, out_of_100

BEGIN = "Before anything was read"


def authenticity_points(judged: Authenticity) -> Chart:
    """Draw how an authenticity comes about from what holds before anything is read."""
    start, steps = _steps(judged)
    begin = f"{out_of_100(logistic(judged.average_log_odds))} in 100"
    words = fit_words(judged.probability, judged.low, judged.high)
    scale = scale_for(start, steps)
    height = TOP + ROW * (len(steps) + 2) + 8
    running = start
    parts: list[Markup] = [*axis(scale, height), *ending(BEGIN, begin, start, 0, scale)]
    for index, step in enumerate(steps, start=1):
        parts += drawn_step(step, running, index, scale)
        running += step.points
    parts += ending("This enquiry", words, running, len(steps) + 1, scale)
    title = f"From {begin} to {out_of_100(judged.probability)} in 100"
    return Chart(
        name="authenticity",
        title=title,
        subtitle="Points (log-odds) for and against that a genuine customer-to-be wrote it; "
        "they add up exactly",
        svg=drawing(WIDTH, height, title, spoken(steps), *parts, key="authenticity"),
        header=("Signal", "Reading", "Points", "Genuine of known cases like it"),
        rows=(
            (BEGIN, begin, f"{start:.2f}", ""),
            *((one.label, one.detail, f"{one.points:+.2f}", one.cases) for one in steps),
            ("Authenticity (sum)", words, f"{running:.2f}", ""),
        ),
    )


def _steps(judged: Authenticity) -> tuple[float, list[Step]]:
    """Return where the steps begin (log-odds), and the steps, rounded so that they add up."""
    ordered = sorted(judged.contributions, key=lambda one: -abs(one.points))
    large = [one for one in ordered[:MOST_STEPS] if abs(one.points) >= WORTH_A_STEP]
    small = ordered[len(large) :]
    rest = sum(one.points for one in small)
    amounts = [judged.average_log_odds, *(one.points for one in large), rest]
    start, *rounded = add_up(amounts)
    steps = [step_of(one, points) for one, points in zip(large, rounded, strict=False)]
    if small:
        word = "other" if len(small) == 1 else "others"
        labels = list_words([one.label for one in small])
        steps.append(Step(f"{len(small)} {word} together", labels, rounded[-1], ""))
    return start, steps
