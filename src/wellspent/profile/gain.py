"""How much a column adds to what all the others together can tell.

Each column becomes one number, its cross-fitted log-odds; a small ridge logistic regression over
these (Newton's method) with the periods beside them says how much uncertainty is left, with the
column and without it.
"""

import numpy as np
import numpy.typing as npt

from wellspent.profile.separation import Bins, Flags, cross_fitted_shares

Floats = npt.NDArray[np.float64]

MOST_ROWS = 20_000
STEPS = 25


def gains(
    suspects: dict[str, Bins], others: dict[str, Bins], won: Flags, periods: Bins
) -> dict[str, float]:
    """Return per suspect the share of the remaining log loss that it alone takes away.

    0.0 means it adds nothing to the others, 1.0 that nothing is uncertain once it is known.
    """
    rows = _sample(len(won))
    target, period = won[rows].astype(np.float64), periods[rows]
    apart = [(period == each).astype(np.float64) for each in np.unique(period)[1:]]
    known = [_log_odds(bins[rows], won[rows]) for bins in others.values()]
    base = np.column_stack([np.ones(len(rows)), *known, *apart])
    left = _log_loss(base, target)
    return {
        name: 1
        - _log_loss(np.column_stack([base, _log_odds(bins[rows], won[rows])]), target) / left
        for name, bins in suspects.items()
    }


def _sample(rows: int) -> npt.NDArray[np.intp]:
    """Return up to 20,000 rows, evenly spread."""
    return np.unique(np.linspace(0, rows - 1, min(rows, MOST_ROWS)).astype(np.intp))


def _log_odds(bins: Bins, won: Flags) -> Floats:
    share = np.clip(cross_fitted_shares(bins, won), 1e-4, 1 - 1e-4)
    return np.log(share / (1 - share))


def _log_loss(features: Floats, target: Floats) -> float:
    """Return the mean log loss of a ridge logistic regression fitted to these features."""
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        chance = _chance(features, weights)
        curve = chance * (1 - chance) + 1e-9
        hessian = (features * curve[:, None]).T @ features + np.eye(len(weights))
        step = np.linalg.solve(hessian, features.T @ (target - chance) - weights)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    chance = np.clip(_chance(features, weights), 1e-9, 1 - 1e-9)
    return float(-np.mean(target * np.log(chance) + (1 - target) * np.log(1 - chance)))


def _chance(features: Floats, weights: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
