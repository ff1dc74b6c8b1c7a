"""A lead's route on the terminal: evidence for and against, prices, the next step's text."""

from collections.abc import Iterable

from wellspent.records.authenticity import Authenticity, SignalReading
from wellspent.records.route import NextStep, RouteChoice
from wellspent.records.route_explanation import RouteExplanation
from wellspent.serve.cli.routed import say_routed
from wellspent.serve.cli.show import Format, out_of_100, say, show_rows


def show_route(found: RouteExplanation) -> None:
    """Show why a lead goes where it goes."""
    say()
    _show_authenticity(found.authenticity)
    say()
    if found.routed is not None:
        say_routed(found.routed)
    say(found.promise.sentence)
    say()
    _show_prices(found.choice)
    for mark in found.marks:
        say(f"Marked {mark.mark} by {mark.marked_by or 'a person'}, {mark.marked_at:%Y-%m-%d}.")
    for answer in found.answers:
        say(f"They answered ({answer.field}, {answer.answered_at:%Y-%m-%d}): “{answer.text}”")
    _show_step(found.next_step)


def _show_authenticity(judged: Authenticity) -> None:
    shown = out_of_100(judged.probability, judged.low, judged.high)
    say(f"Authenticity {shown} of 100; it seems to be: {judged.kind}.")
    points = {one.attribute: one.points for one in judged.contributions}
    for title, readings in (
        ("For", _on_side(judged.readings, points, 1)),
        ("Against", _on_side(judged.readings, points, -1)),
    ):
        for reading in readings:
            say(f"  {title} ({points.get(reading.signal, 0.0):+.2f}): {reading.evidence}")


def _on_side(
    readings: Iterable[SignalReading], points: dict[str, float], side: int
) -> list[SignalReading]:
    return [one for one in readings if one.evidence and points.get(one.signal, 0.0) * side > 0]


def _show_prices(choice: RouteChoice) -> None:
    say(f"What each route is expected to cost ({choice.currency}):")
    rows = [(one.route, f"{one.cost:,.2f}", one.sentence if one.allowed else one.why_not)
            for one in choice.prices]  # fmt: skip
    show_rows(["route", "cost", "how"], rows, Format.TABLE, right=["cost"])


def _show_step(step: NextStep) -> None:
    say()
    say(f"Next step, made ready ({step.route}; nothing is sent by showing it):")
    if step.subject:
        say(f"  Subject: {step.subject}")
    for line in step.body.splitlines():
        say(f"  {line}")
    if step.unfilled:
        say(f"  Not in the records: {', '.join(step.unfilled)}.")
