"""Figures with what they are worth: shares and AUC with intervals, and reliability.

Wilson: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*,
JASA 1927.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

Z_95 = 1.959964
BOOTSTRAPS = 2_000


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and between which shares the truth lies (95 %, Wilson)."""

    hits: int
    cases: int

    @property
    def share(self) -> float:
        """The share itself; not a number where there are no cases."""
        return self.hits / self.cases if self.cases else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        if not self.cases:
            return 0.0, 1.0
        n, p, z = self.cases, self.share, Z_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """Return it as `93.8 % (45 of 48; 83.2 to 97.9 %)`."""
        if not self.cases:
            return "no cases"
        low, high = self.interval
        return (f"{self.share:.1%} ({self.hits} of {self.cases}; {low:.1%} to {high:.1%})").replace(
            "%", " %"
        )


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive one scores above a negative one; ties count half."""
    ranks = rankdata(np.concatenate([positive, negative]))
    ahead = ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2
    return float(ahead / (len(positive) * len(negative)))


def auc_interval(
    positive: Sequence[float], negative: Sequence[float], seed: int = 1
) -> tuple[float, float]:
    """Return the 95 % interval of the AUC by drawing cases of both classes again."""
    random = np.random.default_rng(seed)
    yes, no = np.asarray(positive), np.asarray(negative)
    draws = [
        auc(random.choice(yes, len(yes)), random.choice(no, len(no))) for _ in range(BOOTSTRAPS)
    ]
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """A band of probability: how likely those in it were said to be, and how many were."""

    low: float
    high: float
    cases: int
    said: float
    was: float


def reliability(
    said: Sequence[float], was: Sequence[bool], bands: int = 10
) -> list[ReliabilityRow]:
    """Return the reliability table over bands of equal width; empty bands are left out."""
    probability, truth = np.asarray(said), np.asarray(was, dtype=float)
    band = np.minimum((probability * bands).astype(int), bands - 1)
    return [
        ReliabilityRow(
            one / bands,
            (one + 1) / bands,
            int((band == one).sum()),
            float(probability[band == one].mean()),
            float(truth[band == one].mean()),
        )
        for one in range(bands)
        if (band == one).any()
    ]


def calibration_error(rows: Sequence[ReliabilityRow]) -> float:
    """Return the expected calibration error: the mean gap, weighted by cases."""
    cases = sum(row.cases for row in rows)
    return sum(row.cases * abs(row.said - row.was) for row in rows) / cases


def at_share(said: Sequence[float], share: float) -> list[float]:
    """Return the probabilities moved by one constant in log-odds so that they average `share`."""
    log_odds = np.log(np.asarray(said) / (1 - np.asarray(said)))
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        mean = (1 / (1 + np.exp(-(log_odds + middle)))).mean()
        low, high = (middle, high) if mean < share else (low, middle)
    return (1 / (1 + np.exp(-(log_odds + low)))).tolist()
