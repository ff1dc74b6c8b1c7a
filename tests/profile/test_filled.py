import numpy as np
import pytest

from wellspent.profile.filled import (
    difference_within,
    filled_shares,
    mix_apart,
    periods_of,
    places_in_time,
)

ROWS = 800


def test_periods_hold_equally_many_rows_in_order_of_arrival() -> None:
    when = np.arange(ROWS)[::-1].astype(float)
    periods = periods_of(when, ROWS)
    assert np.bincount(periods).tolist() == [100] * 8
    assert periods[0] == 7


def test_few_rows_are_one_period_and_kinds_are_kept_apart() -> None:
    assert set(periods_of(None, 60)) == {0}
    kinds = np.arange(60) % 2
    assert set(zip(periods_of(None, 60, kinds=kinds), kinds, strict=True)) == {(0, 0), (1, 1)}


def test_rows_without_a_moment_are_the_oldest() -> None:
    when = np.array(["2024-03-01", "NaT", "2024-01-01"], dtype="datetime64[s]")
    assert places_in_time(when, 3).tolist() == [2, 0, 1]
    assert places_in_time(np.array([5.0, np.nan, 1.0]), 3).tolist() == [2, 0, 1]


def test_difference_within_periods_is_blind_to_what_only_changes_with_time() -> None:
    periods = periods_of(None, ROWS)
    late = periods > 3
    outcome = np.where(late, np.arange(ROWS) % 10 < 8, np.arange(ROWS) % 10 < 1).astype(float)
    assert difference_within(late, outcome == 1, outcome == 0, periods) == 0.0
    shares = filled_shares(late, outcome, periods)
    assert (shares.by_outcome, shares.won > 0.8) == (0.0, True)
    assert np.isnan(shares.by_ending)


def test_column_filled_at_the_end_differs_between_closed_and_open() -> None:
    draw = np.random.default_rng(0)
    outcome = np.where(draw.random(ROWS) < 0.2, np.nan, (draw.random(ROWS) < 0.4).astype(float))
    shares = filled_shares(~np.isnan(outcome), outcome, periods_of(None, ROWS))
    assert shares.by_ending == pytest.approx(1.0)
    assert shares.by_outcome == 0.0


def test_mixes_are_apart_by_the_values_they_do_not_share() -> None:
    first = np.arange(400) < 300
    periods = np.zeros(400, dtype=np.intp)
    apart = np.where(first, 1, 2)
    alike = np.arange(400) % 2
    assert mix_apart(apart, first, ~first, periods) == pytest.approx(1.0)
    assert mix_apart(alike, first, ~first, periods) == pytest.approx(0.0)
    assert np.isnan(mix_apart(np.arange(400), first, ~first, periods))
