import numpy as np
import pytest

from wellspent.profile.gain import gains

ROWS = 4000
PERIODS = np.zeros(ROWS, dtype=np.intp)


def test_copy_of_a_known_column_adds_nothing_and_a_new_one_does() -> None:
    draw = np.random.default_rng(0)
    known = draw.integers(1, 5, ROWS)
    new = draw.integers(1, 5, ROWS)
    won = draw.random(ROWS) < 1 / (1 + np.exp(5 - known - new))
    found = gains({"copy": known, "new": new}, {"known": known}, won, PERIODS)
    assert found["copy"] == pytest.approx(0.0, abs=0.002)
    assert found["new"] > 0.1


def test_the_outcome_itself_takes_all_uncertainty_away() -> None:
    draw = np.random.default_rng(1)
    won = draw.random(ROWS) < 0.3
    found = gains({"outcome": won.astype(np.intp)}, {}, won, PERIODS)
    assert found["outcome"] > 0.98


def test_noise_adds_nothing() -> None:
    draw = np.random.default_rng(2)
    won = draw.random(ROWS) < 0.3
    found = gains({"noise": draw.integers(0, 40, ROWS)}, {}, won, PERIODS)
    assert abs(found["noise"]) < 0.01
