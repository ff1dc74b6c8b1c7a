"""Penalised logistic regression on bands: an additive table of points by Newton's method.

The only numeric core of learning. It knows codes, weights and a Gaussian prior, nothing of
attributes or words. Cost grows with rows x attributes^2 (counts of pairs of bands), never with
rows x bands^2, so no dense one-hot matrix is ever built.
"""

from dataclasses import dataclass

import numpy as np

from wellspent.profile.arrays import Codes, Floats, logistic

ROWS_AT_A_TIME = 50_000
MOST_STEPS = 30
SMALL_STEP = 1e-6
REFINED = 1e-3
"""Fitting stops when the next step would raise the log posterior by no more than half of this."""


@dataclass(frozen=True, slots=True)
class Design:
    """Cases by bands: `places` (cases, attributes) point into one list of all `size` bands."""

    places: Codes
    starts: Codes
    size: int

    def take(self, rows: np.ndarray) -> "Design":
        """Return these rows only."""
        return Design(self.places[rows], self.starts, self.size)


@dataclass(frozen=True, slots=True)
class Prior:
    """Gaussian prior of the points: mean (bands) and precision (bands, bands)."""

    mean: Floats
    precision: Floats
    log_determinant: float


@dataclass(frozen=True, slots=True)
class Points:
    """Fitted base and points, their joint curvature's inverse, and the log evidence.

    `weight` is the sum of the weights of the cases behind them.
    """

    base: float
    points: Floats
    covariance: Floats
    log_evidence: float
    weight: float


def design_of(codes: Codes, sizes: list[int]) -> Design:
    """Return the design of codes (cases, attributes) for attributes with that many bands."""
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return Design((codes + starts[:-1]).astype(np.int32), starts, int(starts[-1]))


def add_up(design: Design, base: float, points: Floats) -> Floats:
    """Return the log-odds of every case."""
    log_odds = np.full(len(design.places), base)
    for column in range(design.places.shape[1]):
        log_odds += points[design.places[:, column]]
    return log_odds


def sum_by_band(design: Design, amounts: Floats) -> Floats:
    """Return the sum of an amount over the cases of each band."""
    sums = np.zeros(design.size)
    for column in range(design.places.shape[1]):
        sums += np.bincount(design.places[:, column], weights=amounts, minlength=design.size)
    return sums


def sum_by_pair(design: Design, amounts: Floats) -> Floats:
    """Return the sum of an amount over the cases of each pair of bands (bands, bands)."""
    pairs = np.zeros((design.size, design.size))
    for first in range(0, len(design.places), ROWS_AT_A_TIME):
        part = slice(first, first + ROWS_AT_A_TIME)
        _add_pairs(pairs, design, part, amounts[part])
    upper = np.triu(pairs, 1)
    return upper + upper.T + np.diag(np.diag(pairs))


def _add_pairs(pairs: Floats, design: Design, part: slice, amounts: Floats) -> None:
    places = design.places[part].astype(np.int64)
    attributes = places.shape[1]
    for column in range(attributes):
        start, end = design.starts[column], design.starts[column + 1]
        joint = (places[:, column : column + 1] - start) * design.size + places[:, column:]
        repeated = np.broadcast_to(amounts[:, None], joint.shape).ravel()
        sums = np.bincount(joint.ravel(), repeated, minlength=(end - start) * design.size)
        pairs[start:end] += sums.reshape(end - start, design.size)


def fit_points(
    design: Design, outcome: Floats, weights: Floats, prior: Prior, start: Points | None = None
) -> Points:
    """Return the most probable base and points under the prior (the base's is flat).

    `outcome` is 1.0 won or 0.0 lost, `weights` how much each case counts. The covariance is the
    inverse of the curvature there (Laplace's approximation), base first, and the evidence is
    Laplace's too, up to a constant.
    """
    theta = _starting_point(design, outcome, weights, prior, start)
    value = -np.inf
    for _ in range(MOST_STEPS):
        curvature, slope, value = _newton_parts(design, outcome, weights, prior, theta)
        step: Floats = np.linalg.solve(curvature, slope)
        theta = _climb(design, outcome, weights, prior, theta, step, value)
        if float(slope @ step) < SMALL_STEP:
            break
    curvature, _, value = _newton_parts(design, outcome, weights, prior, theta)
    _, log_determinant = np.linalg.slogdet(curvature)
    evidence = value + 0.5 * prior.log_determinant - 0.5 * float(log_determinant)
    covariance: Floats = np.linalg.inv(curvature)
    return Points(float(theta[0]), theta[1:], covariance, evidence, float(weights.sum()))


def refine_points(
    design: Design, outcome: Floats, weights: Floats, prior: Prior, start: Points
) -> Points:
    """Return the points of many cases, starting from those fitted on an even part of them.

    The curvature of the part, scaled up, stands for that of the whole; the slope is exact, so the
    result is that of all cases, found in a few cheap steps.
    """
    theta = np.concatenate([[start.base], start.points])
    curvature = np.linalg.inv(start.covariance)
    curvature[1:, 1:] -= prior.precision
    curvature *= weights.sum() / start.weight
    curvature[1:, 1:] += prior.precision
    covariance: Floats = np.linalg.inv(curvature)
    for _ in range(MOST_STEPS):
        log_odds = add_up(design, float(theta[0]), theta[1:])
        slope = _slope(design, weights * (outcome - logistic(log_odds)), prior, theta)
        step = covariance @ slope
        theta = theta + step
        if float(slope @ step) < REFINED:
            break
    return Points(float(theta[0]), theta[1:], covariance, start.log_evidence, float(weights.sum()))


def _slope(design: Design, residual: Floats, prior: Prior, theta: Floats) -> Floats:
    pull = prior.precision @ (theta[1:] - prior.mean)
    return np.concatenate([[residual.sum()], sum_by_band(design, residual) - pull])


def _starting_point(
    design: Design, outcome: Floats, weights: Floats, prior: Prior, start: Points | None
) -> Floats:
    if start is not None:
        return np.concatenate([[start.base], start.points])
    won = float(weights @ outcome) + 0.5
    lost = float(weights.sum()) - won + 1.0
    base = np.log(won / lost)
    return np.concatenate([[base], prior.mean]) if design.size else np.array([base])


def _newton_parts(
    design: Design, outcome: Floats, weights: Floats, prior: Prior, theta: Floats
) -> tuple[Floats, Floats, float]:
    log_odds = add_up(design, float(theta[0]), theta[1:])
    probability = logistic(log_odds)
    residual = weights * (outcome - probability)
    information = weights * probability * (1.0 - probability)
    away = theta[1:] - prior.mean
    pull = prior.precision @ away
    slope = _slope(design, residual, prior, theta)
    curvature = np.empty((design.size + 1, design.size + 1))
    curvature[0, 0] = information.sum() + 1e-9
    curvature[0, 1:] = curvature[1:, 0] = sum_by_band(design, information)
    curvature[1:, 1:] = sum_by_pair(design, information) + prior.precision
    value = _log_likelihood(log_odds, outcome, weights) - 0.5 * float(away @ pull)
    return curvature, slope, value


def _climb(
    design: Design,
    outcome: Floats,
    weights: Floats,
    prior: Prior,
    theta: Floats,
    step: Floats,
    value: float,
) -> Floats:
    """Take the step, halved until it doesn't make things worse."""
    for _ in range(20):
        new = theta + step
        away = new[1:] - prior.mean
        log_odds = add_up(design, float(new[0]), new[1:])
        reached = _log_likelihood(log_odds, outcome, weights)
        reached -= 0.5 * float(away @ prior.precision @ away)
        if reached >= value - 1e-9:
            return new
        step = 0.5 * step
    return theta


def _log_likelihood(log_odds: Floats, outcome: Floats, weights: Floats) -> float:
    return float(weights @ (outcome * log_odds - np.logaddexp(0.0, log_odds)))
