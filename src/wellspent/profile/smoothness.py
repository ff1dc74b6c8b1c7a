"""What points look like before any data: near their declared mean, and smooth along a number.

The prior of one attribute's points is a Gaussian process over its bands: a straight line plus a
wandering curve along the ranges of a number (Rasmussen and Williams 2006, chapter 4.2), and
independent points for values, unseen and missing.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from wellspent.profile.additive import Prior
from wellspent.profile.arrays import Floats
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import BandRole, ScorecardAttribute

LINE = 0.2
CURVE = 0.8
REACH = 0.3
OWN = 0.05
"""Variance of line, curve and each range's own; how far (share of all cases) the curve reaches."""


def prior_of(
    plan: Sequence[ScorecardAttribute], scales: Floats, mean: Floats, extra: Floats | None = None
) -> Prior:
    """Return the prior with a standard deviation (log-odds) of `scales`, one an attribute.

    `extra` is a precision that each band's mean has besides.
    """
    size = sum(len(attribute.bands) for attribute in plan)
    precision = np.zeros((size, size))
    log_determinant = 0.0
    start = 0
    for attribute, scale in zip(plan, scales, strict=True):
        end = start + len(attribute.bands)
        shape, shape_log_determinant = band_precision(attribute)
        precision[start:end, start:end] = shape / scale**2
        log_determinant += shape_log_determinant - 2.0 * (end - start) * float(np.log(scale))
        start = end
    if extra is not None and np.any(extra):
        precision += np.diag(extra)
        log_determinant = float(np.linalg.slogdet(precision)[1])
    return Prior(mean, precision, log_determinant)


def band_precision(attribute: ScorecardAttribute) -> tuple[Floats, float]:
    """Return the prior precision of an attribute's points at scale 1, and its log determinant."""
    precision = np.eye(len(attribute.bands))
    if attribute.kind is not AttributeKind.NUMBER:
        return precision, 0.0
    ranges = [place for place, band in enumerate(attribute.bands) if band.role is BandRole.RANGE]
    along, log_determinant = _curve_precision(len(ranges))
    precision[np.ix_(ranges, ranges)] = along
    return precision, log_determinant


@lru_cache(maxsize=64)
def _curve_precision(ranges: int) -> tuple[Floats, float]:
    along = (np.arange(ranges) + 0.5) / ranges
    line = (along - 0.5) * np.sqrt(12.0)
    apart = np.abs(along[:, None] - along[None, :])
    own = OWN * np.eye(ranges)
    shape = LINE * np.outer(line, line) + CURVE * np.exp(-apart / REACH) + own
    precision = np.asarray(np.linalg.inv(shape), dtype=np.float64)
    return precision, -float(np.linalg.slogdet(shape)[1])
