"""How well probabilities foretold what came: each measure with an interval.

Cases may come in `blocks` (periods that were foretold from the periods before). Areas under the
curve compare cases within a block only, so that a base rate that moves from block to block can't
pass for skill.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from wellspent.profile.arrays import Codes, Floats
from wellspent.profile.wilson import wilson
from wellspent.records.honesty import CalibrationBin
from wellspent.records.measured import Measured

LEVEL = 0.9
DRAWS = 400
SMALLEST_PROBABILITY = 1e-6


@dataclass(frozen=True, slots=True)
class Foretold:
    """Closed cases with the probability foretold before their outcome was known.

    `base` is the base rate that was known then: what always saying the base rate would have said.
    """

    probability: Floats
    base: Floats
    outcome: Floats
    block: Codes


def area_under_curve(foretold: Foretold) -> Measured:
    """Return the chance that a won case got more than a lost one of the same block.

    Interval after DeLong, DeLong and Clarke-Pearson (1988), blocks weighted by their pairs.
    """
    total, pairs, spread = 0.0, 0.0, 0.0
    for block in np.unique(foretold.block):
        here = foretold.block == block
        won = foretold.probability[here & (foretold.outcome == 1)]
        lost = foretold.probability[here & (foretold.outcome == 0)]
        if len(won) == 0 or len(lost) == 0:
            continue
        area, variance = _one_area(won, lost)
        weight = float(len(won) * len(lost))
        total, pairs, spread = total + weight * area, pairs + weight, spread + weight**2 * variance
    if pairs == 0:
        return Measured(float("nan"), float("nan"), float("nan"), len(foretold.outcome))
    return _normal(total / pairs, float(np.sqrt(spread)) / pairs, len(foretold.outcome), 0.0, 1.0)


def _one_area(won: Floats, lost: Floats) -> tuple[float, float]:
    beaten = _share_below(won, lost)
    held = 1.0 - _share_below(lost, won)
    area = float(beaten.mean())
    # One case alone shows no spread: take the largest that a share can have.
    among_won = float(beaten.var(ddof=1)) if len(won) > 1 else 0.25
    among_lost = float(held.var(ddof=1)) if len(lost) > 1 else 0.25
    return area, among_won / len(won) + among_lost / len(lost)


def _share_below(ones: Floats, others: Floats) -> Floats:
    """Return for each of `ones` the share of `others` below it, ties counted half."""
    ordered = np.sort(others)
    below = np.searchsorted(ordered, ones, side="left")
    not_above = np.searchsorted(ordered, ones, side="right")
    return (below + not_above) / (2.0 * len(others))


def chance_of_area(foretold: Foretold) -> float:
    """Return how likely so large an area is if the order had no meaning (one-sided p-value).

    The rank-sum test within blocks (van Elteren 1960 with pair weights, normal approximation
    with correction for ties).
    """
    excess, variance = 0.0, 0.0
    for block in np.unique(foretold.block):
        here = foretold.block == block
        won = foretold.probability[here & (foretold.outcome == 1)]
        lost = foretold.probability[here & (foretold.outcome == 0)]
        both = np.concatenate([won, lost])
        if len(won) == 0 or len(lost) == 0:
            continue
        _, ties = np.unique(both, return_counts=True)
        count = len(both)
        tied = float((ties.astype(float) ** 3 - ties).sum()) / (count * (count - 1.0))
        excess += float(_share_below(won, lost).sum()) * len(lost) - 0.5 * len(won) * len(lost)
        variance += len(won) * len(lost) / 12.0 * (count + 1.0 - tied)
    return 1.0 if variance <= 0 else 1.0 - NormalDist().cdf(excess / float(np.sqrt(variance)))


def log_loss(foretold: Foretold) -> Measured:
    """Return the mean log loss (natural logarithm)."""
    return mean_with_interval(losses(foretold.probability, foretold.outcome), at_least=0.0)


def base_log_loss(foretold: Foretold) -> float:
    """Return the mean log loss of always saying the base rate known at the time."""
    return float(losses(foretold.base, foretold.outcome).mean())


def log_loss_gain(foretold: Foretold) -> Measured:
    """Return how much lower the log loss is than that of the base rate; above zero is better."""
    gain = losses(foretold.base, foretold.outcome) - losses(foretold.probability, foretold.outcome)
    return mean_with_interval(gain)


def losses(probability: Floats, outcome: Floats) -> Floats:
    """Return the log loss of each case."""
    kept = np.clip(probability, SMALLEST_PROBABILITY, 1.0 - SMALLEST_PROBABILITY)
    return -np.where(outcome == 1, np.log(kept), np.log1p(-kept))


def brier(foretold: Foretold) -> Measured:
    """Return the mean squared difference between probability and outcome."""
    squares = (foretold.probability - foretold.outcome) ** 2
    return mean_with_interval(squares, at_least=0.0)


def mean_with_interval(amounts: Floats, at_least: float = float("-inf")) -> Measured:
    """Return the mean with a normal interval."""
    if len(amounts) < 2:
        value = float(amounts.mean()) if len(amounts) else float("nan")
        return Measured(value, float("nan"), float("nan"), len(amounts))
    error = float(amounts.std(ddof=1) / np.sqrt(len(amounts)))
    return _normal(float(amounts.mean()), error, len(amounts), at_least, float("inf"))


def calibration_bins(foretold: Foretold, bins: int = 10) -> tuple[CalibrationBin, ...]:
    """Return equally filled bins of probability with what came true (Wilson intervals)."""
    order = np.argsort(foretold.probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return tuple(
        CalibrationBin(
            predicted=float(foretold.probability[part].mean()),
            observed=share_with_interval(int(foretold.outcome[part].sum()), len(part)),
        )
        for part in parts
    )


def share_with_interval(count: int, of: int) -> Measured:
    """Return a share with Wilson's (1927) interval."""
    low, high = wilson(count, of, level=LEVEL)
    return Measured(count / of, float(low), float(high), of)


def calibration_error(foretold: Foretold, bins: int = 10) -> Measured:
    """Return the expected calibration error over equally filled bins, with a bootstrap interval."""
    return _bootstrap(foretold, lambda probability, outcome: _gap(probability, outcome, bins))


def calibration_error_value(foretold: Foretold, bins: int = 10) -> float:
    """Return the expected calibration error alone, for many comparisons."""
    return _gap(foretold.probability, foretold.outcome, bins)


def top_decile_lift(foretold: Foretold) -> Measured:
    """Return how many times the base rate the best tenth is won, with a bootstrap interval."""
    return _bootstrap(foretold, _lift)


def _gap(probability: Floats, outcome: Floats, bins: int) -> float:
    order = np.argsort(probability, kind="stable")
    gaps = [
        abs(float(probability[part].sum() - outcome[part].sum()))
        for part in np.array_split(order, bins)
    ]
    return sum(gaps) / len(probability)


def _lift(probability: Floats, outcome: Floats) -> float:
    best = np.argsort(-probability, kind="stable")[: max(1, len(probability) // 10)]
    rate = float(outcome.mean())
    return float(outcome[best].mean()) / rate if rate > 0 else float("nan")


def _bootstrap(foretold: Foretold, measure: Callable[[Floats, Floats], float]) -> Measured:
    count = len(foretold.outcome)
    value = measure(foretold.probability, foretold.outcome)
    # Fixed seed: the same cases always show the same interval.
    random = np.random.default_rng(7)
    draws = DRAWS if count <= 20_000 else 50
    drawn: list[float] = []
    for _ in range(draws):
        rows = random.integers(0, count, count)
        drawn.append(measure(foretold.probability[rows], foretold.outcome[rows]))
    low, high = np.nanquantile(drawn, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return Measured(value, float(min(low, value)), float(max(high, value)), count)


def _normal(value: float, error: float, count: int, least: float, most: float) -> Measured:
    half = NormalDist().inv_cdf(0.5 + LEVEL / 2) * error
    return Measured(value, max(least, value - half), min(most, value + half), count)
