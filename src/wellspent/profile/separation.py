"""How far one column alone tells won from lost: binned, cross-fitted, with error bars.

Every kind of column is looked at the same way: as a few bins, where "missing" is a bin of its own.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wellspent.profile.wilson import wilson
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column

FOLDS = 5
MOST_BINS = 12
RARE = 5
COMMON_VALUE = 0.05
"""A number that this share of rows have in common (often 0) gets a bin of its own."""

Z95 = 1.96

Bins = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Separation:
    """How well one column tells won from lost, alone.

    `auc` is cross-fitted (so that many rare values don't look clever) and compares cases of the
    same period only (so that what merely drifts with time doesn't); `error` is its standard error.
    `odds_spread` is the log odds ratio between the bin that is won most and the one that is won
    least, at the cautious ends of their 95 % intervals; `top` and `bottom` are these bins, with
    `top_share` and `bottom_share` the share won in each.
    """

    auc: float
    error: float
    odds_spread: float
    top: int
    bottom: int
    top_share: float
    bottom_share: float

    def clear_of(self, auc: float) -> bool:
        """Return whether the AUC is at least this high with 97.5 % confidence."""
        return self.auc - Z95 * self.error >= auc


def bins_of(column: Column) -> Bins:
    """Return each row's bin; bin 0 is missing, bin 1 the rare values of a category."""
    missing = column.missing()
    if column.kind is AttributeKind.DATE:
        return (~missing).astype(np.intp)
    if column.kind is AttributeKind.NUMBER:
        return _number_bins(column.values.astype(np.float64), missing)
    codes = column.values.astype(np.intp)
    counts = np.bincount(codes[~missing], minlength=len(column.levels))
    frequent = np.flatnonzero(counts >= RARE)
    numbering = np.ones(len(counts) + 1, dtype=np.intp)
    numbering[frequent] = np.arange(len(frequent)) + 2
    return np.where(missing, 0, numbering[codes])


def bin_name(column: Column, bins: Bins, bin_number: int) -> str:
    """Return a bin in words: a value, a range of numbers, or that nothing is there."""
    if bin_number == 0:
        return "nothing"
    inside = column.values[bins == bin_number]
    if column.kind is AttributeKind.DATE:
        return "a date"
    if column.kind is AttributeKind.NUMBER:
        low, high = float(inside.min()), float(inside.max())
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return "rare values" if bin_number == 1 else repr(column.levels[int(inside[0])])


def separation(bins: Bins, won: Flags, periods: Bins) -> Separation:
    """Return how well these bins tell `won` from lost; both sides must have cases."""
    auc = max(0.5, _auc_within(cross_fitted_shares(bins, won), won, periods))
    totals = np.bincount(bins)
    wins = np.bincount(bins, weights=won, minlength=len(totals))
    enough = np.flatnonzero(totals >= max(20, 0.02 * len(bins)))
    error = auc_error(auc, int(won.sum()), int((~won).sum()))
    if len(enough) == 0:
        return Separation(auc, error, 0.0, 0, 0, float("nan"), float("nan"))
    low, high = wilson(wins[enough], totals[enough])
    top, bottom = int(np.argmax(low)), int(np.argmin(high))
    shares = wins[enough] / totals[enough]
    return Separation(
        auc=auc,
        error=error,
        odds_spread=float(log_odds(low[top]) - log_odds(high[bottom])),
        top=int(enough[top]),
        bottom=int(enough[bottom]),
        top_share=float(shares[top]),
        bottom_share=float(shares[bottom]),
    )


def auc_of(scores: npt.NDArray[np.float64], won: Flags) -> float:
    """Return the chance that a won case scores above a lost one (ties count half)."""
    levels, places = np.unique(scores, return_inverse=True)
    won_at = np.bincount(places, weights=won, minlength=len(levels))
    lost_at = np.bincount(places, weights=~won, minlength=len(levels))
    below = np.cumsum(lost_at) - lost_at
    pairs = won_at.sum() * lost_at.sum()
    return float(np.sum(won_at * (below + lost_at / 2)) / pairs) if pairs else float("nan")


def auc_error(auc: float, won: int, lost: int) -> float:
    """Return the standard error of an AUC (Hanley and McNeil 1982)."""
    by_won = auc / (2 - auc) - auc**2
    by_lost = 2 * auc**2 / (1 + auc) - auc**2
    variance = auc * (1 - auc) + (won - 1) * by_won + (lost - 1) * by_lost
    return float(np.sqrt(max(variance, 0.25 / (won + lost)) / (won * lost)))


def log_odds(share: float) -> float:
    """Return the log-odds of a share, kept finite at 0 and 1."""
    kept = min(max(share, 1e-6), 1 - 1e-6)
    return float(np.log(kept / (1 - kept)))


def cross_fitted_shares(bins: Bins, won: Flags) -> npt.NDArray[np.float64]:
    """Return for each case the share won of its bin among the cases of the other folds."""
    folds = np.random.default_rng(0).permutation(len(bins)) % FOLDS
    size = int(bins.max()) + 1
    place = folds * size + bins
    totals = np.bincount(place, minlength=FOLDS * size).reshape(FOLDS, size)
    wins = np.bincount(place, weights=won, minlength=FOLDS * size).reshape(FOLDS, size)
    base = won.mean()
    other_totals = totals.sum(axis=0) - totals
    other_wins = wins.sum(axis=0) - wins
    scores = (other_wins + 2 * base) / (other_totals + 2)
    return scores[folds, bins]


def _auc_within(scores: npt.NDArray[np.float64], won: Flags, periods: Bins) -> float:
    """Return the AUC over pairs of the same period."""
    total = pairs = 0.0
    for period in np.unique(periods):
        here = periods == period
        here_pairs = float(won[here].sum()) * float((~won[here]).sum())
        if here_pairs:
            total += here_pairs * auc_of(scores[here], won[here])
            pairs += here_pairs
    return total / pairs if pairs else float("nan")


def _number_bins(values: npt.NDArray[np.float64], missing: Flags) -> Bins:
    """Cut numbers at quantiles; a value that many rows share stays alone."""
    filled = values[~missing]
    if len(filled) == 0:
        return np.zeros(len(values), dtype=np.intp)
    distinct, counts = np.unique(filled, return_counts=True)
    if len(distinct) <= MOST_BINS:
        return np.where(missing, 0, np.searchsorted(distinct, values) + 2)
    alone = distinct[counts >= COMMON_VALUE * len(filled)]
    rest = filled[~np.isin(filled, alone)]
    cuts = np.unique(np.quantile(rest, np.arange(1, 10) / 10)) if len(rest) else rest
    bins = np.searchsorted(cuts, values, side="right") + 2 + len(alone)
    for place, value in enumerate(alone):
        bins[values == value] = 2 + place
    return np.where(missing, 0, bins)
