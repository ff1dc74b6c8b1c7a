"""How inputs and the base rate moved between the earlier and the latest cases.

Inputs are compared by the population stability index (PSI), the sum over bins of
(recent - earlier) * ln(recent / earlier): under 0.1 is calm, over 0.25 a different population.
Small samples wobble by themselves, so an index only counts where it is beyond that wobble.
"""

import numpy as np
import numpy.typing as npt

from wellspent.profile.filled import places_in_time
from wellspent.profile.separation import bin_name, bins_of
from wellspent.profile.wilson import wilson
from wellspent.records.cases import Cases, Column
from wellspent.records.honesty import Drift

RECENT_SHARE = 0.25
FEWEST = 50
"""With fewer cases on either side nothing is said."""

MOVED = 0.1
MOVED_FAR = 0.25
BASE_RATE_MOVED = 0.02

MOST_ROWS = 200_000
"""Inputs are compared on up to so many rows, evenly spread; the base rate on all."""

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def find_drift(cases: Cases) -> tuple[Drift, ...]:
    """Return what moved between the earlier cases and the latest quarter, largest first.

    The base rate comes first, under an empty attribute name. Give it cases without what was set
    aside. Without arrival times the order of rows stands for them.
    """
    recent = latest(cases)
    count = int(recent.sum())
    if min(count, cases.rows - count) < FEWEST:
        return ()
    some = np.unique(np.linspace(0, cases.rows - 1, min(cases.rows, MOST_ROWS)).astype(np.intp))
    moved = [
        found
        for column in cases.columns
        if (found := _input_drift(column.take(some), recent[some], count))
    ]
    moved.sort(key=lambda drift: -drift.index)
    base_rate = _base_rate_drift(cases.outcome, recent)
    return (*([base_rate] if base_rate else []), *moved)


def latest(cases: Cases) -> Flags:
    """Return which cases are the latest quarter, by arrival or else by row."""
    return places_in_time(cases.when, cases.rows) >= cases.rows * (1 - RECENT_SHARE)


def stability_index(bins: npt.NDArray[np.intp], recent: Flags) -> tuple[float, float]:
    """Return the PSI between recent and earlier rows, and what chance alone would reach.

    The second figure is the index that an unmoved column stays under in 99 of 100 samples of this
    size (the PSI of n and m rows in k bins is about chi-square(k - 1) * (1/n + 1/m)).
    """
    size = int(bins.max()) + 1
    counts = np.stack([np.bincount(bins[rows], minlength=size) for rows in (recent, ~recent)])
    counts = counts[:, counts.sum(axis=0) > 0]
    kinds = counts.shape[1]
    shares = (counts + 0.5) / (counts.sum(axis=1, keepdims=True) + 0.5 * kinds)
    index = float(np.sum((shares[0] - shares[1]) * np.log(shares[0] / shares[1])))
    totals = counts.sum(axis=1)
    return index, _chi_square_99(kinds - 1) * float(1 / totals[0] + 1 / totals[1])


def _chi_square_99(freedom: int) -> float:
    """Return the 99 % point of chi-square (Wilson and Hilferty 1931)."""
    if freedom == 0:
        return 0.0
    spread = 2 / (9 * freedom)
    return freedom * float(1 - spread + 2.326 * spread**0.5) ** 3


def _input_drift(column: Column, recent: Flags, count: int) -> Drift | None:
    bins = bins_of(column)
    index, by_chance = stability_index(bins, recent)
    if index < MOVED or index < by_chance:
        return None
    far = "a different population now" if index >= MOVED_FAR else "has moved"
    most = _largest_move(column, bins, recent, count)
    sentence = f"{column.label or column.name}: {far} ({most}; stability index {index:.2f})."
    return Drift(attribute=column.name, index=index, sentence=sentence)


def _largest_move(column: Column, bins: npt.NDArray[np.intp], recent: Flags, count: int) -> str:
    """Say which bin moved most."""
    size = int(bins.max()) + 1
    now = np.bincount(bins[recent], minlength=size) / recent.sum()
    before = np.bincount(bins[~recent], minlength=size) / (~recent).sum()
    most = int(np.argmax(np.abs(now - before)))
    name = bin_name(column, bins, most)
    cases = f"{count:,} cases"
    return f"{name}: {before[most]:.0%} of earlier, {now[most]:.0%} of the latest {cases}"


def _base_rate_drift(outcome: Floats | None, recent: Flags) -> Drift | None:
    if outcome is None:
        return None
    closed = ~np.isnan(outcome)
    counts = np.array([int((closed & ~recent).sum()), int((closed & recent).sum())])
    if counts.min() < FEWEST:
        return None
    wins = np.array([float(np.sum(outcome[closed & rows])) for rows in (~recent, recent)])
    shares = wins / counts
    change = float(shares[1] - shares[0])
    low, high = wilson(wins, counts)
    # Newcombe (1998): the interval of a difference from both Wilson intervals.
    reach_down = np.hypot(shares[1] - low[1], high[0] - shares[0])
    reach_up = np.hypot(high[1] - shares[1], shares[0] - low[0])
    if abs(change) < BASE_RATE_MOVED or (change - reach_down) * (change + reach_up) <= 0:
        return None
    sentence = (
        f"Base rate: {shares[1]:.0%} of the latest {counts[1]:,} closed cases were won, "
        f"{shares[0]:.0%} of the {counts[0]:,} before."
    )
    return Drift(attribute="", index=change, sentence=sentence)
