from dataclasses import replace

import numpy as np

from tests.profile.simulated import two_columns
from wellspent.profile.validate import validate
from wellspent.records.honesty import SetAside, SetAsideReason
from wellspent.records.verdict import Verdict


def test_every_measure_comes_with_an_interval_and_a_count() -> None:
    cases, _ = two_columns(800)
    honesty = validate(cases)
    measures = (
        honesty.auc,
        honesty.log_loss,
        honesty.brier,
        honesty.calibration_error,
        honesty.top_decile_lift,
    )
    for measure in measures:
        assert measure is not None
        assert measure.low <= measure.value <= measure.high
        assert measure.count == 560


def test_measures_are_near_those_of_the_truth() -> None:
    cases, truth = two_columns(3000)
    honesty = validate(cases)
    assert cases.outcome is not None
    won, lost = truth[cases.outcome == 1], truth[cases.outcome == 0]
    best = float(np.mean(won[:, None] > lost[None, :]))
    assert honesty.auc is not None
    assert abs(honesty.auc.value - best) < 0.03
    assert honesty.verdict is Verdict.READY
    assert honesty.calibration_error is not None
    assert honesty.calibration_error.value <= 0.05


def test_learning_curve_grows_in_cases_and_is_tried_on_the_same_ones() -> None:
    cases, _ = two_columns(800)
    curve = validate(cases).learning_curve
    assert [point.cases for point in curve] == [75, 150, 300, 600]
    assert {point.auc.count for point in curve} == {200}


def test_time_counts_not_the_order_of_rows() -> None:
    cases, _ = two_columns(500)
    timed = replace(cases, when=np.arange(500.0))
    mixed = timed.take(np.random.default_rng(3).permutation(500))
    assert validate(mixed).auc == validate(timed).auc


def test_too_few_cases_are_not_measured_but_counted() -> None:
    cases, _ = two_columns(60)
    entry = SetAside(column="tags", reason=SetAsideReason.KNOWS_OUTCOME, evidence="alone 0.97")
    honesty = validate(cases, set_aside=[entry])
    assert honesty.verdict is Verdict.RULES_ONLY
    assert honesty.auc is None
    assert honesty.won + honesty.lost == 60
    assert honesty.set_aside == (entry,)


def test_no_closed_case_at_all_is_rules_only() -> None:
    cases, _ = two_columns(10)
    assert validate(replace(cases, outcome=None)).verdict is Verdict.RULES_ONLY
