import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wellspent.profile.number_bands import readable_bands


def test_borders_are_those_a_person_would_choose() -> None:
    values = np.exp(np.random.default_rng(1).normal(4, 1.2, 2000)).round()
    assert [band.label for band in readable_bands(values)] == [
        "under 19", "19 to 38", "39 to 71", "72 to 149", "150 or more",
    ]  # fmt: skip


def test_few_values_are_a_band_each() -> None:
    assert [band.label for band in readable_bands(np.array([1.0, 2, 2, 5]))] == ["1", "2", "5"]


def test_one_value_gives_no_band() -> None:
    assert readable_bands(np.full(9, 3.0)) == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=200))
def test_each_value_lies_in_exactly_one_band(values: list[float]) -> None:
    numbers = np.array(values)
    bands = readable_bands(numbers)
    if bands:
        assert np.array_equal(
            sum(band.holds(numbers).astype(int) for band in bands), np.ones(len(values))
        )
    assert not any(band.holds(np.array([np.nan]))[0] for band in bands)
