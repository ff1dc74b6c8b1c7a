"""How much each attribute matters: prior scales learned from the cases themselves.

First one scale for all attributes, weighed over a grid by evidence (Laplace) and a broad prior
centred on what business attributes usually show. Then a scale for each attribute by evidence
maximisation (automatic relevance determination, MacKay 1992), pulled towards the common one, so
that attributes that say nothing fade out. Few cases: strong shrinking. Many: hardly any.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wellspent.profile.additive import (
    Design,
    Points,
    Prior,
    covariance_of,
    fit_points,
    refine_points,
)
from wellspent.profile.arrays import Floats
from wellspent.profile.smoothness import band_precision, prior_of
from wellspent.records.scorecard import ScorecardAttribute

SCALES = np.array([0.07, 0.15, 0.25, 0.4, 0.6, 0.9, 1.4, 2.0])
USUAL_SCALE = 0.4
SCALE_SPREAD = 0.8
"""Prior of the common scale: log-normal; half of all scales lie between 0.23 and 0.69."""

PULL = 2.0
"""How many points' worth the common scale counts in each attribute's own."""

ROUNDS = 8
IMPLAUSIBLE = 12.0
"""Log odds against the best common scale beyond which no further ones are tried."""

SMALLEST_SHARE = 1e-4
"""A common scale less plausible than this isn't worth an inverse."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of the points before the cases: mean, and extra precision of each band."""

    mean: Floats
    precision: Floats


@dataclass(frozen=True, slots=True)
class Relevant:
    """Points under each attribute's own scale, and a covariance that doubts those scales."""

    points: Points
    prior: Prior
    scales: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True)
class Tried:
    """A common scale, the fit under it, and its log plausibility up to a constant."""

    scale: float
    prior: Prior
    points: Points
    plausible: float


def fit_with_relevance(
    plan: Sequence[ScorecardAttribute],
    design: Design,
    outcome: Floats,
    weights: Floats,
    belief: Belief,
) -> Relevant:
    """Return the points of the most plausible scales.

    The covariance is that of the average over common scales: which attributes matter was chosen
    on these same cases, and an interval that took the choice for granted would be too narrow.
    """
    tried = _plausible_scales(plan, design, outcome, weights, belief)
    shares = np.exp(np.array([one.plausible for one in tried]))
    shares /= shares.sum()
    common = float(np.exp(shares @ np.log([one.scale for one in tried])))
    points = start = tried[int(shares.argmax())].points
    scales = np.full(len(plan), common)
    shapes = [band_precision(attribute)[0] for attribute in plan]
    for _ in range(ROUNDS):
        prior = believed_prior(plan, scales, belief)
        nearby = replace(start, base=points.base, points=points.points)
        points = refine_points(design, outcome, weights, prior, nearby)
        covariance = covariance_of(points, prior)
        scales = _own_scales(design, points, covariance, belief, shapes, common)
    prior = believed_prior(plan, scales, belief)
    points = fit_points(design, outcome, weights, prior, points)
    return Relevant(points, prior, scales, _average_covariance(tried, shares))


def believed_prior(plan: Sequence[ScorecardAttribute], scales: Floats, belief: Belief) -> Prior:
    """Return the prior of those scales around the believed mean."""
    return prior_of(plan, scales, belief.mean, belief.precision)


def _plausible_scales(
    plan: Sequence[ScorecardAttribute],
    design: Design,
    outcome: Floats,
    weights: Floats,
    belief: Belief,
) -> list[Tried]:
    """Return fits under common scales, from the usual one outwards until they get implausible."""
    found: list[Tried] = []
    usual = int(np.abs(np.log(SCALES / USUAL_SCALE)).argmin())
    for places in (range(usual, len(SCALES)), range(usual - 1, -1, -1)):
        near = found[0].points if found else None
        for place in places:
            scale = float(SCALES[place])
            prior = believed_prior(plan, np.full(len(plan), scale), belief)
            near = fit_points(design, outcome, weights, prior, near)
            usualness = -0.5 * (np.log(scale / USUAL_SCALE) / SCALE_SPREAD) ** 2
            found.append(Tried(scale, prior, near, near.log_evidence + float(usualness)))
            if found[-1].plausible < max(one.plausible for one in found) - IMPLAUSIBLE:
                break
    best = max(one.plausible for one in found)
    return [replace(one, plausible=one.plausible - best) for one in found]


def _own_scales(
    design: Design,
    points: Points,
    covariance: Floats,
    belief: Belief,
    shapes: Sequence[Floats],
    common: float,
) -> Floats:
    away = points.points - belief.mean
    own = np.empty(len(shapes))
    for place, shape in enumerate(shapes):
        part = slice(design.starts[place], design.starts[place + 1])
        after_base = slice(design.starts[place] + 1, design.starts[place + 1] + 1)
        spread = float(np.sum(shape * covariance[after_base, after_base]))
        size = float(away[part] @ shape @ away[part]) + spread
        own[place] = (size + PULL * common**2) / (len(shape) + PULL)
    return np.sqrt(own)


def _average_covariance(tried: Sequence[Tried], shares: Floats) -> Floats:
    thetas = np.array([np.concatenate([[one.points.base], one.points.points]) for one in tried])
    away = thetas - shares @ thetas
    covariance = np.einsum("s,si,sj->ij", shares, away, away)
    for share, one in zip(shares, tried, strict=True):
        if share > SMALLEST_SHARE:
            covariance += share * covariance_of(one.points, one.prior)
    return covariance
