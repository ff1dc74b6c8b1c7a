"""Wilson's interval of a share: honest for few cases too, and never outside of 0 to 1."""

from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

LEVEL: Final = 0.95


def wilson(
    counts: npt.ArrayLike, totals: npt.ArrayLike, *, level: float = LEVEL
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the low and the high ends of the interval of each share (Wilson 1927).

    Takes arrays of one shape, or numbers; no total may be 0.
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    count, total = np.asarray(counts, np.float64), np.asarray(totals, np.float64)
    share = count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    spread = np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    half = z / (1 + z * z / total) * spread
    low = np.where(count == 0, 0.0, np.maximum(middle - half, 0.0))
    high = np.where(count == total, 1.0, np.minimum(middle + half, 1.0))
    return low, high
