import numpy as np
import pytest

from wellspent.qualify.told_twice import told_twice
from wellspent.records.scorecard import Band, BandRole


def band(cases: int, won: int) -> Band:
    return Band(label="yes", role=BandRole.VALUES, points=0.5, cases=cases, won=won)


def same(one: Band, other: Band, *, together: float | None, owners: tuple[str, str]) -> bool:
    covariance = (
        None if together is None else np.array([[1, 0, 0], [0, 1, together], [0, together, 1]])
    )
    first, second = told_twice([one, other], owners, covariance)
    return bool(first == second)


@pytest.mark.parametrize(
    ("one", "other", "together", "is_same"),
    [
        (band(3201, 643), band(3201, 643), -0.35, True),
        (band(3201, 643), band(3201, 643), -0.03, True),
        (band(3201, 643), band(3190, 640), -0.35, True),
        (band(1044, 53), band(1062, 52), 0.0, False),
        (band(3201, 643), band(3201, 643), 0.05, False),
        (band(3201, 643), band(3201, 500), -0.35, False),
        (band(3201, 643), band(3201, 643), None, True),
        (band(3201, 643), band(3190, 640), None, False),
        (band(20, 5), band(20, 5), -0.35, False),
        (band(0, 0), band(0, 0), None, False),
    ],
)
def test_bands_with_the_same_cases_tell_one_fact(
    one: Band, other: Band, together: float | None, is_same: bool
) -> None:
    assert same(one, other, together=together, owners=("rate", "staff")) is is_same


def test_bands_of_one_attribute_never_tell_the_same_fact() -> None:
    assert not same(band(300, 60), band(300, 60), together=-0.5, owners=("rate", "rate"))


def test_no_band_at_all_is_no_error() -> None:
    assert told_twice([], [], np.ones((1, 1))).tolist() == []
