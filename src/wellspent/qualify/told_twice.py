"""Bands that tell the same fact twice: of these only the stronger one is a reason.

Whether two bands catch the same cases is read off what the scorecard keeps: they caught (nearly) as
many cases, won as many of them, and their points can't be told apart by the data (learned together,
what the one gets the other lacks).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Flags, Floats
from wellspent.records.scorecard import Band

FEWEST: Final = 30
"""With fewer cases equal counts are mere chance."""

NEARLY: Final = 0.02
"""By what share the counts of two bands may differ that catch nearly the same cases."""

ENTANGLED: Final = -0.1
"""Correlation of their points that has to bear it out where the counts aren't quite equal."""


def told_twice(bands: Sequence[Band], owners: Sequence[str], covariance: Floats | None) -> Codes:
    """Return a number for every band, equal for those that tell the same fact.

    `owners` names each band's attribute; `covariance`, if known, begins with the base.
    """
    same = _same_cases(bands, owners, covariance)
    numbers = np.arange(len(bands), dtype=np.int32)
    for first, second in np.argwhere(np.triu(same)).tolist():
        numbers[numbers == numbers[second]] = numbers[first]
    return numbers


def _same_cases(bands: Sequence[Band], owners: Sequence[str], covariance: Floats | None) -> Flags:
    cases = np.array([band.cases for band in bands], dtype=np.float64)
    won = np.array([band.won for band in bands], dtype=np.float64)
    names = np.array(owners, dtype=np.str_)
    possible = (cases >= FEWEST)[:, None] & (names[:, None] != names[None, :])
    equal = possible & _within(cases, 0.0) & _within(won, 0.0)
    if covariance is None:
        return equal
    together = _correlation(covariance[1:, 1:])
    near = possible & _within(cases, NEARLY) & _within(won, NEARLY)
    return (equal & (together < 0.0)) | (near & (together <= ENTANGLED))


def _within(counts: Floats, share: float) -> Flags:
    apart = np.abs(counts[:, None] - counts[None, :])
    return apart <= share * np.maximum(counts[:, None], counts[None, :])


def _correlation(covariance: Floats) -> Floats:
    errors = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
    return covariance / (errors[:, None] * errors[None, :])
