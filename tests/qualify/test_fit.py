import math
from dataclasses import replace

import numpy as np
import pytest

from tests.profile.random_scorecards import make_example
from tests.qualify.made_scorecards import DEMO, made_scorecard
from wellspent.profile.score import score_cases
from wellspent.qualify.fit import fit_of, fits_of, one_case, text_of
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.scorecard import ASSUMED_SHARE
from wellspent.records.verdict import Verdict

GOOD = {"industry": "Food", "employees": 200.0, "demo": True}


def test_contributions_add_up_to_the_score():
    fit = fit_of(made_scorecard(), GOOD)
    assert fit.log_odds == pytest.approx(-1.0 + 1.0 + 0.9 + 0.02)
    added = fit.average_log_odds + sum(one.points for one in fit.contributions)
    assert added == pytest.approx(fit.log_odds, abs=1e-12)
    assert fit.probability == pytest.approx(1 / (1 + math.exp(-0.92)))
    assert fit.low < fit.probability < fit.high


def test_contributions_are_relative_to_the_average_case():
    industry_average = (1.0 * 50 - 0.8 * 60 - 0.3 * 10) / 200
    by_name = {one.attribute: one for one in fit_of(made_scorecard(), GOOD).contributions}
    assert by_name["industry"].points == pytest.approx(1.0 - industry_average)


def test_contributions_stand_by_size():
    sizes = [abs(one.points) for one in fit_of(made_scorecard(), GOOD).contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_contribution_carries_value_band_and_counts():
    first = fit_of(made_scorecard(), {"industry": "Food"}).contributions[0]
    assert (first.attribute, first.value, first.band) == ("industry", "Food", "Food")
    assert (first.cases, first.won, first.missing) == (50, 31, False)


def test_missing_value_is_marked_and_worth_finding_out():
    fit = fit_of(made_scorecard(), {"employees": float("nan"), "demo": None})
    assert {one.attribute for one in fit.contributions if one.missing} == {
        "industry", "employees", "demo",
    }  # fmt: skip
    assert fit.find_out == ("industry", "employees")


def test_find_out_leaves_out_what_would_not_move_the_score():
    assert fit_of(made_scorecard(), {"industry": "Food", "employees": 3.0}).find_out == ()


def test_edited_points_are_marked():
    assert fit_of(made_scorecard(), GOOD).contributions[0].edited is False


def test_reasons_name_what_came_of_such_enquiries():
    assert fit_of(made_scorecard(), GOOD).reasons == (
        "Industry Food: won 31 of 50 such enquiries, more than the usual 28 in 100",
        "Employees 120 to under 500: won 40 of 70 such enquiries, more than the usual 28 in 100",
    )


def test_no_signal_gives_everyone_the_base_rate_and_says_so():
    scorecard = made_scorecard(attributes=(), verdict=Verdict.NO_SIGNAL)
    fit = fit_of(scorecard, GOOD)
    assert fit.contributions == ()
    assert fit.log_odds == -1.0
    assert fit.reasons == (
        "Past enquiries that were won look like those that were lost: the usual is 28 in 100",
    )


def test_rules_only_without_statements_says_how_little_there_is():
    scorecard = made_scorecard(attributes=(), verdict=Verdict.RULES_ONLY, won=12, lost=3)
    assert fit_of(scorecard, {}).reasons == (
        "Too few closed enquiries to learn from yet (12 won, 3 lost): "
        "the share your team expects is 28 in 100",
    )


def test_before_learning_no_counts_are_told():
    scorecard = made_scorecard(attributes=(), verdict=Verdict.RULES_ONLY, won=0, lost=0)
    assert fit_of(scorecard, {}).reasons == (
        "Nothing was learned yet: the share your team expects is 28 in 100",
    )


def test_share_that_nobody_declared_is_called_assumed():
    scorecard = made_scorecard(attributes=(), verdict=Verdict.RULES_ONLY, won=12, lost=3)
    assumed = replace(scorecard, learner=ASSUMED_SHARE, base_rate=0.1)
    assert fit_of(assumed, {}).reasons == (
        "Too few closed enquiries to learn from yet (12 won, 3 lost): "
        "an assumed 10 in 100: your team has declared no share yet",
    )


def test_value_that_hardly_counts_is_no_reason():
    fit = fit_of(made_scorecard(attributes=(DEMO,)), {"demo": True})
    assert fit.reasons == ("Nothing known sets it apart from the usual 28 in 100",)


@pytest.mark.parametrize("seed", range(12))
def test_bulk_and_single_fits_agree_with_the_score(seed: int):
    example = make_example(seed, rows=40)
    bulk = fits_of(example.scorecard, example.cases)
    expected = score_cases(example.scorecard, example.cases)
    np.testing.assert_allclose(bulk.log_odds, expected.log_odds, rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(bulk.low, expected.low, atol=1e-9)
    np.testing.assert_allclose(bulk.high, expected.high, atol=1e-9)
    for row, values in enumerate(example.table.to_pylist()):
        single = fit_of(example.scorecard, values)
        assert single.log_odds == pytest.approx(expected.log_odds[row], rel=1e-12, abs=1e-9)
        assert single.reasons == bulk.reasons(row)


@pytest.mark.parametrize("rows", [30, 300])
def test_interval_uses_the_joint_covariance(rows: int):
    example = make_example(3, rows=rows)
    bands = sum(len(attribute.bands) for attribute in example.scorecard.attributes)
    root = np.random.default_rng(3).normal(size=(bands + 1, bands + 1)) / 10
    joint = made_scorecard(
        attributes=example.scorecard.attributes, covariance=tuple(map(tuple, root @ root.T))
    )
    expected = score_cases(joint, example.cases)
    np.testing.assert_allclose(fits_of(joint, example.cases).low, expected.low, atol=1e-9)


def test_fits_of_no_cases_is_empty():
    column = Column("industry", AttributeKind.CATEGORY, np.zeros(0, dtype=np.int32), ("Food",))
    assert len(fits_of(made_scorecard(), Cases(columns=(column,), rows=0)).probability) == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3.0, "3"),
        (0.1, "0.1"),
        (math.nan, ""),
        ("x", "x"),
    ],
)
def test_text_of_value(value: object, text: str):
    assert text_of(value) == text  # pyright: ignore[reportArgumentType]


def test_number_given_as_text_is_read_as_a_number():
    scorecard = made_scorecard()
    assert fit_of(scorecard, {"employees": "200"}).log_odds == pytest.approx(
        fit_of(scorecard, {"employees": 200}).log_odds
    )
    assert one_case(scorecard, {"employees": "a few"}).rows == 1
    assert fit_of(scorecard, {"employees": "a few"}).find_out == ("industry", "employees")
