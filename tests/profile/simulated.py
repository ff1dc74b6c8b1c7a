"""Small sets of cases with a known truth, for the tests of learning."""

import numpy as np

from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

POINTS = np.array([0.0, 0.8, -0.8, 1.5])
LEVELS = ("food", "steel", "retail", "health")


def two_columns(rows: int, seed: int = 0) -> tuple[Cases, np.ndarray]:
    """Cases won by `size` (a line) and `industry` (points of its own), with true log-odds."""
    random = np.random.default_rng(seed)
    size = random.normal(size=rows)
    industry = random.integers(0, 4, rows).astype(np.int32)
    log_odds = size + POINTS[industry] - 0.5
    outcome = (random.random(rows) < 1 / (1 + np.exp(-log_odds))).astype(np.float64)
    columns = (
        Column("size", AttributeKind.NUMBER, size, label="Size"),
        Column("industry", AttributeKind.CATEGORY, industry, LEVELS, "Industry"),
    )
    return Cases(columns, rows, outcome), log_odds


def shuffled_outcomes(cases: Cases, seed: int = 0) -> Cases:
    assert cases.outcome is not None
    outcome = np.random.default_rng(seed).permutation(cases.outcome)
    return Cases(cases.columns, cases.rows, outcome, cases.when)
