import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.qualify.unequal import corrected, differing_share


def test_group_that_is_treated_worse_is_told_apart() -> None:
    assert differing_share(8, 20, 10, 500) < 1e-6
    assert differing_share(1, 100, 5, 500) == pytest.approx(1.0)


def test_correction_follows_holm() -> None:
    assert corrected([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert corrected([]) == []


@given(st.lists(st.floats(0.0, 1.0), max_size=30))
def test_correction_never_makes_a_difference_surer(chances: list[float]) -> None:
    adjusted = corrected(chances)
    assert all(chance <= after <= 1.0 for chance, after in zip(chances, adjusted, strict=True))
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    assert [adjusted[place] for place in order] == sorted(adjusted)
