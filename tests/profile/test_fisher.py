import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact as known_test

from wellspent.profile.fisher import fisher_exact, fisher_mid_p

SHARES = st.integers(1, 3000).flatmap(lambda rows: st.tuples(st.integers(0, rows), st.just(rows)))


def test_mid_p_of_a_known_table() -> None:
    # Tea tasting, 3 of 4 against 1 of 4: chances of 0..4 right are 1, 16, 36, 16, 1 of 70.
    assert fisher_mid_p((3, 4), (1, 4)) == pytest.approx((2 * 1 + 32 / 2) / 70)


@given(SHARES, SHARES)
def test_exact_test_says_what_scipy_says(first: tuple[int, int], second: tuple[int, int]) -> None:
    table = [[had, rows - had] for had, rows in (first, second)]
    expected = known_test(table).pvalue
    assert fisher_exact(first, second) == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_side_without_rows_tells_nothing() -> None:
    assert fisher_exact((0, 0), (3, 5)) == 1.0
