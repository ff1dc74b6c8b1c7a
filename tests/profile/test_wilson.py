import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.profile.wilson import wilson


def test_wilson_interval_of_a_known_case() -> None:
    low, high = wilson(np.array([8.0]), np.array([10]))
    assert np.allclose([low[0], high[0]], [0.4902, 0.9433], atol=1e-4)


def test_wilson_interval_of_a_lower_level_is_narrower() -> None:
    low, high = wilson(8, 10, level=0.9)
    assert (float(low), float(high)) == pytest.approx((0.5408, 0.9314), abs=1e-4)


@pytest.mark.parametrize(("count", "end"), [(0, 0), (25, 1)])
def test_wilson_interval_reaches_what_was_always_or_never_seen(count: int, end: int) -> None:
    assert float(wilson(count, 25)[end]) == end


@given(st.integers(0, 400), st.integers(0, 400))
def test_wilson_interval_holds_its_share(count: int, others: int) -> None:
    total = count + others + 1
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1
