import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.serve.likelihood import likelihood, likelihood_with_range


@given(st.floats(0, 1), st.sampled_from(["%", " %"]))
def test_no_likelihood_is_written_as_certain_or_impossible(share: float, sign: str) -> None:
    assert likelihood(share, sign) not in {f"100{sign}", f"0{sign}"}


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((0.72, 0.58, 0.83), "72% (58-83)"),
        ((0.97, 0.88, 0.999), "97% (88-over 99)"),
        ((0.004, 0.001, 0.02), "under 1% (under 1-2)"),
        ((1.0, 1.0, 1.0), "over 99%"),
        ((0.0, 0.0, 0.0), "under 1%"),
    ],
)
def test_likelihood_with_its_interval(figures: tuple[float, float, float], words: str) -> None:
    assert likelihood_with_range(*figures) == words
