"""From values to places in a drawing."""

import math
from collections.abc import Callable

PROBABILITY_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99)
SMALLEST = 1e-9

Scale = Callable[[float], float]


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """Return the scale that takes `low` to `start` and `high` to `end`; outside is clipped."""
    span = (high - low) or 1.0

    def place(value: float) -> float:
        share = min(1.0, max(0.0, (value - low) / span))
        return start + share * (end - start)

    return place


def logistic(log_odds: float) -> float:
    """Return the probability of log-odds, without overflow."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    grown = math.exp(log_odds)
    return grown / (1 + grown)


def log_odds_of(probability: float) -> float:
    """Return the log-odds of a probability; 0 and 1 are kept a hair inside."""
    inside = min(1 - SMALLEST, max(SMALLEST, probability))
    return math.log(inside / (1 - inside))


def probability_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round probabilities whose log-odds lie between `low` and `high`, at most so many."""
    inside = [tick for tick in PROBABILITY_TICKS if low <= log_odds_of(tick) <= high]
    step = max(1, math.ceil(len(inside) / most))
    return inside[::step]


def add_up(amounts: list[float], digits: int = 2) -> list[float]:
    """Round amounts so that the rounded ones add up to the rounded sum of any first few.

    Each is off by less than one unit of its last digit; nothing is lost between rows.
    """
    rounded: list[float] = []
    running, shown = 0.0, 0.0
    for amount in amounts:
        running += amount
        target = round(running, digits)
        rounded.append(round(target - shown, digits))
        shown = target
    return rounded
