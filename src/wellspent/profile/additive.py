"""Penalised logistic regression on bands: an additive table of points by Newton's method.

The only numeric core of learning. It knows codes, weights and a Gaussian prior, nothing of
attributes or words. Cost grows with rows x attributes^2 (counts of pairs of bands), never with
rows x bands^2, so no dense one-hot matrix is ever built.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_solve, cholesky, get_lapack_funcs

from wellspent.profile.arrays import Codes, Floats, Places, logistic

CASES_AT_A_TIME = 20_000
MOST_STEPS = 30
SMALL_STEP = 1e-4
REFINED = 1e-5
"""Fitting stops when a step raised the log posterior by about half of this or less."""
SETTLING = 0.5
"""Refining goes on while each step gains less than this share of the one before."""


@dataclass(frozen=True, slots=True)
class Design:
    """Cases by bands: `places` (attributes, cases) point into one list of all `size` bands."""

    places: Places
    starts: Codes
    size: int

    def take(self, rows: npt.NDArray[np.intp]) -> "Design":
        """Return these cases only."""
        # Not by indexing: that would lay the cases out crosswise and slow every sum down.
        return Design(np.take(self.places, rows, axis=1), self.starts, self.size)


@dataclass(frozen=True, slots=True)
class Prior:
    """Gaussian prior of the points: mean (bands) and precision (bands, bands)."""

    mean: Floats
    precision: Floats
    log_determinant: float


@dataclass(frozen=True, slots=True)
class Points:
    """Fitted base and points, what the cases tell of them, and the log evidence.

    `information` is the curvature of the log likelihood there (base first, then bands), `weight`
    the sum of the weights of the cases behind it.
    """

    base: float
    points: Floats
    information: Floats
    log_evidence: float
    weight: float


def design_of(codes: Codes, sizes: list[int]) -> Design:
    """Return the design of codes (cases, attributes) for attributes with that many bands."""
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    places = codes.T.astype(np.intp) + starts[:-1, None]
    return Design(np.ascontiguousarray(places), starts, int(starts[-1]))


def add_up(design: Design, base: float, points: Floats) -> Floats:
    """Return the log-odds of every case."""
    log_odds = np.full(design.places.shape[1], base)
    for places in design.places:
        log_odds += points[places]
    return log_odds


def sum_by_band(design: Design, amounts: Floats) -> Floats:
    """Return the sum of an amount over the cases of each band."""
    sums = np.zeros(design.size)
    for places in design.places:
        sums += np.bincount(places, weights=amounts, minlength=design.size)
    return sums


def sum_by_pair(design: Design, amounts: Floats) -> Floats:
    """Return the sum of an amount over the cases of each pair of bands (bands, bands)."""
    pairs = np.zeros((design.size, design.size))
    for first in range(0, len(amounts), CASES_AT_A_TIME):
        part = slice(first, first + CASES_AT_A_TIME)
        _add_pairs(pairs, design, design.places[:, part], amounts[part])
    upper = np.triu(pairs, 1)
    return upper + upper.T + np.diag(np.diag(pairs))


def _add_pairs(pairs: Floats, design: Design, places: Places, amounts: Floats) -> None:
    repeated = np.tile(amounts, len(places))
    for one in range(len(places)):
        start, end = design.starts[one], design.starts[one + 1]
        joint = (places[one] - start) * design.size + places[one:]
        weights = repeated[: joint.size]
        sums = np.bincount(joint.ravel(), weights, minlength=(end - start) * design.size)
        pairs[start:end] += sums.reshape(end - start, design.size)


def fit_points(
    design: Design, outcome: Floats, weights: Floats, prior: Prior, start: Points | None = None
) -> Points:
    """Return the most probable base and points under the prior (the base's is flat).

    `outcome` is 1.0 won or 0.0 lost, `weights` how much each case counts. The evidence is
    Laplace's approximation, up to a constant.
    """
    theta = _starting_point(design, outcome, weights, prior, start)
    information, evidence = np.zeros((len(theta), len(theta))), -np.inf
    for _ in range(MOST_STEPS):
        information, slope, value = _newton_parts(design, outcome, weights, prior, theta)
        factor = cholesky_of(information, prior)
        step = cho_solve((factor, True), slope)
        evidence = value + 0.5 * prior.log_determinant - float(np.log(np.diag(factor)).sum())
        theta = _climb(design, outcome, weights, prior, theta, step, value)
        if float(slope @ step) < SMALL_STEP:
            break
    return Points(float(theta[0]), theta[1:], information, evidence, float(weights.sum()))


def cholesky_of(information: Floats, prior: Prior) -> Floats:
    """Return the lower Cholesky factor of the posterior curvature: information plus prior."""
    curvature = information.copy()
    curvature[1:, 1:] += prior.precision
    return np.asarray(cholesky(curvature, lower=True, overwrite_a=True), dtype=np.float64)


def covariance_of(points: Points, prior: Prior) -> Floats:
    """Return the joint covariance of base and points: the inverse of the posterior curvature."""
    factor = cholesky_of(points.information, prior)
    (invert,) = get_lapack_funcs(("potri",), (factor,))
    inverse, _ = invert(factor, lower=1)
    lower = np.tril(np.asarray(inverse, dtype=np.float64))
    return lower + np.tril(lower, -1).T


def refine_points(
    design: Design,
    outcome: Floats,
    weights: Floats,
    prior: Prior,
    start: Points,
) -> Points:
    """Return the points under another prior, other weights or more cases than `start`'s.

    The curvature at the start, scaled to these weights, stands for the one here; the slope is
    exact, so the result is too, and costs a few passes over the cases. Falls back on
    `fit_points` where that doesn't settle.
    """
    weight = float(weights.sum())
    information = start.information * (weight / start.weight)
    factor = cholesky_of(information, prior)
    theta = np.concatenate([[start.base], start.points])
    gained = np.inf
    for _ in range(MOST_STEPS):
        log_odds = add_up(design, float(theta[0]), theta[1:])
        slope = _slope(design, weights * (outcome - logistic(log_odds)), prior, theta)
        step = cho_solve((factor, True), slope)
        before, gained = gained, float(slope @ step)
        if not gained < SETTLING * before:
            return fit_points(design, outcome, weights, prior, start)
        theta = theta + step
        if gained < REFINED:
            break
    return Points(float(theta[0]), theta[1:], information, float("nan"), weight)


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
    curvature[1:, 1:] = sum_by_pair(design, information)
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
