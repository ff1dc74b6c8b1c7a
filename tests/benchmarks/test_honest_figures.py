"""Figures that results rest on, against known ones."""

import math

import pytest
from benchmarks.honest_figures import (
    Share,
    at_share,
    auc,
    auc_interval,
    calibration_error,
    reliability,
)


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [
        (0, 100, 0.0, 0.0370),
        (1, 119, 0.0015, 0.0461),
        (15, 50, 0.1910, 0.4375),
        (9, 9, 0.7009, 1.0),
    ],
)
def test_share_has_wilsons_interval(hits: int, cases: int, low: float, high: float) -> None:
    assert Share(hits, cases).interval == pytest.approx((low, high), abs=5e-5)


def test_share_of_nothing_is_not_a_number() -> None:
    assert math.isnan(Share(0, 0).share)
    assert str(Share(0, 0)) == "no cases"


def test_auc_counts_ties_half() -> None:
    assert auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)


def test_auc_interval_holds_the_auc_and_is_certain_when_nothing_overlaps() -> None:
    yes, no = [0.2, 0.6, 0.7, 0.9], [0.1, 0.3, 0.65, 0.2]
    low, high = auc_interval(yes, no)
    assert low < auc(yes, no) < high
    assert auc_interval([0.8, 0.9], [0.1, 0.2]) == (1.0, 1.0)


def test_reliability_compares_what_was_said_with_what_was() -> None:
    rows = reliability([0.1, 0.15, 0.85, 1.0], [False, True, True, True])
    assert [(row.low, row.cases, row.was) for row in rows] == [
        (0.1, 2, 0.5),
        (0.8, 1, 1.0),
        (0.9, 1, 1.0),
    ]
    assert calibration_error(rows) == pytest.approx((2 * 0.375 + 0.15 + 0.0) / 4)


def test_probabilities_are_moved_to_the_share_and_keep_their_order() -> None:
    moved = at_share([0.2, 0.6, 0.9, 0.95], 0.4)
    assert sum(moved) / len(moved) == pytest.approx(0.4, abs=1e-9)
    assert moved == sorted(moved)
