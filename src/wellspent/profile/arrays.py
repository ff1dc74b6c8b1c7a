"""The array types that learning and scoring speak in."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
"""Real numbers, any shape."""

Codes = npt.NDArray[np.int32]
"""Places in a list of bands, any shape."""

Places = npt.NDArray[np.intp]
"""Indices, any shape."""

Flags = npt.NDArray[np.bool_]
"""Yes or no, any shape."""


def logistic(log_odds: Floats) -> Floats:
    """Return probabilities of log-odds, without overflow."""
    half = 0.5 * np.tanh(0.5 * log_odds)
    return half + 0.5


def log_odds_of(probability: float, *, floor: float = 1e-6) -> float:
    """Return the log-odds of a probability, kept away from 0 and 1 by `floor`."""
    kept = min(max(probability, floor), 1.0 - floor)
    return float(np.log(kept / (1.0 - kept)))
