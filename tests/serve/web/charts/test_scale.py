import math

from hypothesis import given
from hypothesis import strategies as st

from wellspent.serve.web.charts.scale import add_up, linear, log_odds_of, logistic


@given(st.lists(st.floats(min_value=-100, max_value=100), max_size=40))
def test_rounded_amounts_add_up_and_each_stays_close(amounts):
    rounded = add_up(amounts)
    assert math.isclose(sum(rounded), round(sum(amounts), 2), abs_tol=0.011)
    assert all(abs(a - b) < 0.0101 for a, b in zip(amounts, rounded, strict=True))


@given(st.floats(min_value=-700, max_value=700))
def test_logistic_stays_between_zero_and_one(log_odds):
    assert 0 <= logistic(log_odds) <= 1


@given(st.floats(min_value=-15, max_value=15))
def test_log_odds_is_the_inverse_of_logistic(log_odds):
    assert math.isclose(log_odds_of(logistic(log_odds)), log_odds, abs_tol=1e-6)


def test_linear_clips_what_lies_outside():
    scale = linear(0, 1, 10, 20)
    assert [scale(-1), scale(0.5), scale(3)] == [10, 15, 20]
