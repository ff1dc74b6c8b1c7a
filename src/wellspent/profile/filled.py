"""Is a column filled after the outcome? Compare won, lost and still open cases.

Shares are compared within periods of arrival, so that a column that was only introduced later, or
is no longer used, doesn't look as if it knew the outcome.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Periods = npt.NDArray[np.intp]

FEWEST = 20
MOST_PERIODS = 8
ROWS_PER_PERIOD = 50


@dataclass(frozen=True, slots=True)
class FilledShares:
    """How often a column is filled on won, lost and open rows, and by how much these differ.

    `by_outcome` is won minus lost, `by_ending` closed minus open, both within periods; NaN where
    there are too few rows to tell.
    """

    won: float
    lost: float
    open: float
    by_outcome: float
    by_ending: float


def periods_of(
    when: npt.NDArray[np.datetime64] | Floats | None,
    rows: int,
    *,
    fewest: int | None = None,
    kinds: Periods | None = None,
) -> Periods:
    """Return the period of each row: up to eight, equally many rows each, in order of arrival.

    Without `when` the order of the rows stands for it. `fewest` is the size of the rarer outcome.
    Rows of different `kinds` (enquiries, deals) are never in the same period.
    """
    count = max(1, min(MOST_PERIODS, (rows if fewest is None else 4 * fewest) // ROWS_PER_PERIOD))
    periods = places_in_time(when, rows) * count // max(1, rows)
    if kinds is None:
        return periods
    _, places = np.unique(kinds, return_inverse=True)
    return periods + places.astype(np.intp) * count


def places_in_time(when: npt.NDArray[np.datetime64] | Floats | None, rows: int) -> Periods:
    """Return each row's place in order of arrival; rows without a moment count as the oldest."""
    if when is None:
        return np.arange(rows)
    unknown = np.isnat(when) if when.dtype.kind == "M" else np.isnan(when)
    places = np.empty(rows, dtype=np.intp)
    places[np.lexsort((when, ~unknown))] = np.arange(rows)
    return places


def filled_shares(filled: Flags, outcome: Floats, periods: Periods) -> FilledShares:
    """Return how often the column is filled by outcome."""
    won, lost, still_open = outcome == 1, outcome == 0, np.isnan(outcome)
    return FilledShares(
        won=_share(filled, won),
        lost=_share(filled, lost),
        open=_share(filled, still_open),
        by_outcome=difference_within(filled, won, lost, periods),
        by_ending=difference_within(filled, ~still_open, still_open, periods),
    )


def difference_within(values: Flags, first: Flags, second: Flags, periods: Periods) -> float:
    """Return the share of `values` in `first` minus that in `second`, within periods.

    Periods count by the rows of the smaller side in them; NaN with fewer than 20 such rows.
    """
    total = weight = 0.0
    for period in range(int(periods.max(initial=0)) + 1):
        here = periods == period
        ones, others = first & here, second & here
        smaller = min(int(ones.sum()), int(others.sum()))
        if smaller == 0:
            continue
        total += smaller * (float(values[ones].mean()) - float(values[others].mean()))
        weight += smaller
    return total / weight if weight >= FEWEST else float("nan")


def mix_apart(bins: Periods, first: Flags, second: Flags, periods: Periods) -> float:
    """Return how far the values of two sides lie apart: 0 alike, 1 none shared.

    Half the sum of absolute differences of shares (total variation), the first side weighted to
    the periods of the second; NaN where there are too few rows for so many bins.
    """
    size = int(bins.max()) + 1
    mixes = np.zeros((2, size))
    for period in range(int(periods.max(initial=0)) + 1):
        ones, others = first & (periods == period), second & (periods == period)
        if not ones.any() or not others.any():
            continue
        counts = np.bincount(bins[others], minlength=size)
        mixes[0] += np.bincount(bins[ones], minlength=size) / ones.sum() * counts.sum()
        mixes[1] += counts
    weight = mixes[1].sum()
    if weight < max(FEWEST, 2 * np.count_nonzero(mixes.sum(axis=0))):
        return float("nan")
    return float(np.abs(mixes[0] - mixes[1]).sum() / weight / 2)


def _share(filled: Flags, rows: Flags) -> float:
    return float(filled[rows].mean()) if rows.any() else float("nan")
