import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.profile.measures import (
    Foretold,
    area_under_curve,
    base_log_loss,
    brier,
    calibration_bins,
    calibration_error,
    chance_of_area,
    log_loss,
    log_loss_gain,
    top_decile_lift,
)


def foretold(
    probability: list[float], outcome: list[int], block: list[int] | None = None
) -> Foretold:
    rows = len(outcome)
    return Foretold(
        np.array(probability, dtype=np.float64),
        np.full(rows, 0.5),
        np.array(outcome, dtype=np.float64),
        np.array(block or [0] * rows, dtype=np.int32),
    )


def honest(rows: int, seed: int, noise: float = 0.0) -> Foretold:
    random = np.random.default_rng(seed)
    log_odds = random.normal(size=rows)
    outcome = (random.random(rows) < 1 / (1 + np.exp(-log_odds))).astype(np.float64)
    told = 1 / (1 + np.exp(-(log_odds + noise)))
    return Foretold(told, np.full(rows, 0.5), outcome, np.arange(rows, dtype=np.int32) * 5 // rows)


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.integers(0, 1)), min_size=2))
def test_area_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[float, int]]) -> None:
    won = [told for told, outcome in rows if outcome]
    lost = [told for told, outcome in rows if not outcome]
    area = area_under_curve(foretold([told for told, _ in rows], [one for _, one in rows])).value
    if not won or not lost:
        assert np.isnan(area)
        return
    right = [(one > other) + 0.5 * (one == other) for one in won for other in lost]
    assert area == pytest.approx(np.mean(right))


def test_base_rate_that_moves_between_blocks_is_no_skill() -> None:
    told = foretold([0.1] * 10 + [0.9] * 10, [0] * 9 + [1] + [1] * 9 + [0], [0] * 10 + [1] * 10)
    assert area_under_curve(told).value == 0.5
    assert chance_of_area(told) == 1.0


def test_area_interval_holds_the_truth_as_often_as_it_says() -> None:
    whole = area_under_curve(honest(60_000, 0)).value
    held = [
        measured.low <= whole <= measured.high
        for seed in range(200)
        if (measured := area_under_curve(honest(150, seed + 1)))
    ]
    assert 0.84 < np.mean(held) < 0.96


def test_chance_of_area_is_even_when_order_means_nothing() -> None:
    random = np.random.default_rng(0)
    chances = [
        chance_of_area(
            foretold(list(random.random(80)), list(random.integers(0, 2, 80)), [0] * 40 + [1] * 40)
        )
        for _ in range(400)
    ]
    assert 0.05 < np.mean(np.array(chances) < 0.1) < 0.15
    assert 0.4 < np.mean(np.array(chances) < 0.5) < 0.6


def test_losses_of_known_probabilities() -> None:
    told = foretold([0.8, 0.4], [1, 0])
    assert log_loss(told).value == pytest.approx(-(np.log(0.8) + np.log(0.6)) / 2)
    assert base_log_loss(told) == pytest.approx(np.log(2))
    assert log_loss_gain(told).value == pytest.approx(base_log_loss(told) - log_loss(told).value)
    assert brier(told).value == pytest.approx((0.04 + 0.16) / 2)


def test_probability_of_zero_that_came_true_costs_much_but_not_infinity() -> None:
    assert 5 < log_loss(foretold([0.0, 1.0], [1, 1])).value < 10


def test_honest_probabilities_have_a_small_calibration_error_and_moved_ones_a_large() -> None:
    assert calibration_error(honest(20_000, 1)).value < 0.02
    assert calibration_error(honest(20_000, 1, noise=1.0)).value > 0.1


def test_calibration_bins_are_evenly_filled_and_hold_all_cases() -> None:
    bins = calibration_bins(honest(1005, 1))
    assert len(bins) == 10
    assert sum(one.observed.count for one in bins) == 1005
    assert all(one.observed.low <= one.observed.value <= one.observed.high for one in bins)


def test_lift_of_a_perfect_order() -> None:
    told = foretold(list(np.linspace(1, 0, 100)), [1] * 20 + [0] * 80)
    assert top_decile_lift(told).value == pytest.approx(5.0)
