"""How fast the past fades: half-lives of points and of the base, tried forward in time.

Two questions, both answered by learning on the earlier cases and foretelling the next ones. Do
points learned with more weight on recent cases foretell better? And does the base, moved to
where recent outcomes were, foretell better than that of all the past? The answer is *no* unless
the gain is clear, and then the mildest fading whose gain is near the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from wellspent.profile.additive import Design, Points, Prior, add_up, refine_points
from wellspent.profile.arrays import Floats, Places, logistic

FADINGS = (None, 1.0, 0.5, 0.25, 0.1)
"""Half-lives to try, as a share of all cases in order of time; None is no fading."""

BASE_FADINGS = (None, 0.25, 0.1, 0.05, 0.025)
FIRST_SHARE = 0.4
BLOCKS = 4
FEWEST_CASES = 200
MOST_CASES = 20_000
CLEAR = 1.0
"""Standard errors by which a gain must stand clear of zero."""

SURE = 2.0
"""Standard errors from which the usual rate is called another one lately."""

FEWEST_TO_FADE = 40
"""Cases that a half-life of the usual rate must cover."""

FIRMNESS = 10.0
"""The shift of the base is pulled to none as if by this much information (40 cases)."""


@dataclass(frozen=True, slots=True)
class Recency:
    """Half-lives of points and base as a share of all cases; None is no fading."""

    points: float | None = None
    base: float | None = None


def fading_weights(count: int, half_life: float | None) -> Floats:
    """Return weights of cases in order of time: 1 for the latest, halved each half-life."""
    if half_life is None:
        return np.ones(count)
    return 0.5 ** (np.arange(count)[::-1] / (half_life * count))


def even_part(count: int, most: int) -> Places:
    """Return which of so many cases to look at: all, or as many as allowed, evenly spread."""
    if count <= most:
        return np.arange(count)
    return np.linspace(0, count - 1, most).astype(np.intp)


def choose_recency(design: Design, outcome: Floats, start: Points, prior: Prior) -> Recency:
    """Return the half-lives that foretold best; cases must be in order of time.

    `start` are points fitted on cases like these under `prior`: a place to start from.
    """
    count = len(outcome)
    if count < FEWEST_CASES:
        return Recency()
    some = even_part(count, MOST_CASES)
    if len(some) < count:
        design, outcome, count = design.take(some), outcome[some], len(some)
    cuts = np.linspace(FIRST_SHARE * count, count, BLOCKS + 1).round().astype(int)
    losses = {
        (points, base): loss
        for points in FADINGS
        for base, loss in _losses_of(design, outcome, start, prior, cuts, points).items()
    }
    points = _mildest([losses[one, None] for one in FADINGS], FADINGS)
    base = _mildest([losses[points, one] for one in BASE_FADINGS], BASE_FADINGS)
    return Recency(points, base)


def usual_rate(outcome: Floats) -> float:
    """Return the share of cases that is won, of recent ones where those foretell the next better.

    Cases must be in order of time; 0 where there is none.
    """
    if len(outcome) == 0:
        return 0.0
    return float(np.average(outcome, weights=fading_weights(len(outcome), _fading_of(outcome))))


def _fading_of(outcome: Floats) -> float | None:
    """Return the half-life of the share alone: what the columns say isn't looked at."""
    some = outcome[even_part(len(outcome), MOST_CASES)]
    count = len(some)
    if count < FEWEST_CASES:
        return None
    fadings = [one for one in BASE_FADINGS if one is None or one * count >= FEWEST_TO_FADE]
    cuts = np.linspace(FIRST_SHARE * count, count, BLOCKS + 1).round().astype(int)
    losses: dict[float | None, list[Floats]] = {one: [] for one in fadings}
    for first, last in pairwise(cuts):
        past, coming = some[:first], some[first:last]
        for one, parts in losses.items():
            weights = fading_weights(int(first), one)
            share = (float(weights @ past) + 0.5) / (float(weights.sum()) + 1.0)
            parts.append(-np.log(np.where(coming == 1.0, share, 1.0 - share)))
    joined = [np.concatenate(losses[one]) for one in fadings]
    best = int(np.argmin([loss.mean() for loss in joined]))
    return fadings[best] if _excess(joined[0], joined[best]) > SURE else None


def shift_of_base(log_odds: Floats, outcome: Floats, half_life: float | None) -> float:
    """Return how far to move the base so that recent outcomes are met; pulled towards 0."""
    if half_life is None:
        return 0.0
    weights = fading_weights(len(outcome), half_life)
    shift = 0.0
    for _ in range(20):
        probability = logistic(log_odds + shift)
        slope = float(weights @ (outcome - probability)) - FIRMNESS * shift
        step = slope / (float(weights @ (probability * (1.0 - probability))) + FIRMNESS)
        shift += step
        if abs(step) < 1e-9:
            break
    return shift


def _losses_of(
    design: Design,
    outcome: Floats,
    start: Points,
    prior: Prior,
    cuts: Places,
    points: float | None,
) -> dict[float | None, Floats]:
    """Return each later case's loss under every fading of the base."""
    losses: dict[float | None, list[Floats]] = {base: [] for base in BASE_FADINGS}
    fitted = start
    for first, last in pairwise(cuts):
        past, coming = np.arange(first), np.arange(first, last)
        weights = fading_weights(int(first), points)
        nearby = replace(start, base=fitted.base, points=fitted.points)
        fitted = refine_points(design.take(past), outcome[past], weights, prior, nearby)
        before = add_up(design.take(past), fitted.base, fitted.points)
        after = add_up(design.take(coming), fitted.base, fitted.points)
        for base, parts in losses.items():
            moved = after + shift_of_base(before, outcome[past], base)
            parts.append(np.logaddexp(0.0, moved) - outcome[coming] * moved)
    return {base: np.concatenate(parts) for base, parts in losses.items()}


def _mildest(losses: Sequence[Floats], fadings: Sequence[float | None]) -> float | None:
    """Return the mildest fading within one standard error of the best, if the best is clear."""
    best = int(np.argmin([loss.mean() for loss in losses]))
    if _excess(losses[0], losses[best]) <= CLEAR:
        return fadings[0]
    near = [place for place in range(best + 1) if _excess(losses[place], losses[best]) <= CLEAR]
    return fadings[near[0]]


def _excess(loss: Floats, best: Floats) -> float:
    """Return by how many standard errors one mean loss lies above another on the same cases."""
    gap = loss - best
    error = float(gap.std()) / np.sqrt(len(gap))
    return float(gap.mean()) / error if error > 0 else 0.0
