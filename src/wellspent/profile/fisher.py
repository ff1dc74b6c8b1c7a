"""Fisher's exact test: how easily chance alone makes two shares differ as far as they do.

As `scipy.stats.fisher_exact` reckons it, without loading `scipy.stats`, which takes a second of
every start.
"""

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

ALIKE = 1e-9
"""Chances that differ by a smaller share are the same but for rounding."""

Share = tuple[int, int]
"""How many have it, of how many."""


def fisher_exact(first: Share, second: Share) -> float:
    """Return the two-sided p: how likely a difference is that is as rare as this, or rarer."""
    rarer, alike = _rare_chances(first, second)
    return min(1.0, rarer + alike)


def fisher_mid_p(first: Share, second: Share) -> float:
    """Return the two-sided mid-p, which counts half of what is as rare as this."""
    rarer, alike = _rare_chances(first, second)
    return min(1.0, rarer + alike / 2)


def _rare_chances(first: Share, second: Share) -> tuple[float, float]:
    """Return the chance of what is rarer than these counts, and of what is as rare."""
    having, rows = first[0] + second[0], first[1] + second[1]
    low, high = max(0, having - second[1]), min(first[1], having)
    counts = np.arange(low, high + 1)
    logs = _log_choose(first[1], counts) + _log_choose(second[1], having - counts)
    logs -= _log_choose(rows, np.array([having]))
    chances = np.exp(logs)
    here = chances[first[0] - low]
    rarer = chances[chances < here * (1 - ALIKE)].sum()
    alike = chances[np.abs(chances - here) <= here * ALIKE].sum()
    return float(rarer), float(alike)


def _log_choose(of: int, taken: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    chosen = taken.astype(np.float64)
    return gammaln(of + 1.0) - gammaln(chosen + 1) - gammaln(of - chosen + 1)
