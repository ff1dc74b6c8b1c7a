import numpy as np
import pytest

from wellspent.profile.additive import Design, Prior, design_of, fit_points
from wellspent.profile.arrays import Floats
from wellspent.profile.recency import (
    Recency,
    choose_recency,
    fading_weights,
    shift_of_base,
    usual_rate,
)

ROWS = 3000


def test_weight_halves_each_half_life() -> None:
    weights = fading_weights(101, 0.5)
    assert weights[-1] == 1.0
    assert weights[0] == pytest.approx(0.5 ** (100 / 50.5))
    assert fading_weights(3, None).tolist() == [1.0, 1.0, 1.0]


def test_nothing_fades_where_nothing_changed() -> None:
    assert _chosen(lambda _: (1.0, 0.0)).points is None


def test_points_fade_where_what_mattered_turned_around() -> None:
    assert _chosen(lambda when: (1.5 if when < 0.5 else -1.5, 0.0)).points is not None


def test_base_follows_where_the_base_rate_moved() -> None:
    assert _chosen(lambda when: (1.0, -2.0 if when < 0.5 else 0.5)).base is not None


def test_few_cases_never_fade() -> None:
    design, outcome = _cases(lambda when: (1.5 if when < 0.5 else -1.5, 0.0), rows=100)
    prior = Prior(np.zeros(2), np.eye(2), 0.0)
    start = fit_points(design, outcome, np.ones(100), prior)
    assert choose_recency(design, outcome, start, prior) == Recency()


def test_shift_meets_recent_outcomes() -> None:
    outcome = np.concatenate([np.zeros(900), np.tile([0.0, 1.0], 500)])
    shift = shift_of_base(np.full(1900, -2.0), outcome, 0.05)
    assert shift == pytest.approx(2.0, abs=0.5)
    assert shift_of_base(np.full(1900, -2.0), outcome, None) == 0.0


def _cases(strengths, rows: int = ROWS) -> tuple[Design, Floats]:
    random = np.random.default_rng(4)
    codes = random.integers(0, 2, (rows, 1)).astype(np.int32)
    told = np.array([strengths(row / rows) for row in range(rows)])
    log_odds = told[:, 0] * (2.0 * codes[:, 0] - 1.0) + told[:, 1]
    outcome = (random.random(rows) < 1 / (1 + np.exp(-log_odds))).astype(np.float64)
    return design_of(codes, [2]), outcome


def _chosen(strengths) -> Recency:
    design, outcome = _cases(strengths)
    prior = Prior(np.zeros(2), np.eye(2), 0.0)
    start = fit_points(design, outcome, np.ones(ROWS), prior)
    return choose_recency(design, outcome, start, prior)


def test_usual_rate_is_the_recent_one_where_it_moved() -> None:
    random = np.random.default_rng(5)
    outcome = (random.random(3000) < np.where(np.arange(3000) < 1800, 0.05, 0.3)).astype(float)
    assert usual_rate(outcome) == pytest.approx(0.3, abs=0.05)


@pytest.mark.parametrize("rows", [0, 100, 3000])
def test_usual_rate_is_that_of_all_where_it_stayed(rows: int) -> None:
    outcome = (np.random.default_rng(6).random(rows) < 0.3).astype(float)
    assert usual_rate(outcome) == pytest.approx(outcome.mean() if rows else 0.0)
