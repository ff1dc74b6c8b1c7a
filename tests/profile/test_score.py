import subprocess
import sys
from datetime import UTC, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profile.random_scorecards import make_example
from tests.profile.simulated import two_columns
from wellspent.profile.band_codes import codes_of_cases
from wellspent.profile.learn import learn_scorecard
from wellspent.profile.score import band_starts, score_cases, standard_errors
from wellspent.records.scorecard import Scorecard

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_points_of_the_bands_add_up_to_the_score(seed: int) -> None:
    example = make_example(seed, rows=20)
    codes = codes_of_cases(example.scorecard.attributes, example.cases)
    scores = score_cases(example.scorecard, example.cases)
    for row, found in zip(codes, scores.log_odds, strict=True):
        parts = [
            attribute.bands[band].points
            for attribute, band in zip(example.scorecard.attributes, row, strict=True)
        ]
        added = example.scorecard.base_log_odds
        for part in parts:
            added += part
        assert found == added


def test_interval_holds_the_probability_and_widens_with_level() -> None:
    cases, _ = two_columns(200)
    scorecard = learn_scorecard(cases, now=NOW)
    scores = score_cases(scorecard, cases)
    wider = score_cases(_with(scorecard, level=0.99), cases)
    assert np.all((scores.low < scores.probability) & (scores.probability < scores.high))
    assert np.all((wider.low < scores.low) & (scores.high < wider.high))


def test_standard_error_is_that_of_the_joint_covariance() -> None:
    cases, _ = two_columns(150)
    scorecard = learn_scorecard(cases, now=NOW)
    codes = codes_of_cases(scorecard.attributes, cases)
    members = np.zeros((cases.rows, len(scorecard.covariance or ())))
    members[:, 0] = 1.0
    for place, start in enumerate(band_starts(scorecard)[:-1]):
        members[np.arange(cases.rows), start + codes[:, place]] = 1.0
    variance = np.einsum("ij,jk,ik->i", members, np.array(scorecard.covariance), members)
    np.testing.assert_allclose(standard_errors(scorecard, codes), np.sqrt(variance), rtol=1e-9)


def test_without_covariance_errors_of_bands_are_independent() -> None:
    cases, _ = two_columns(150)
    scorecard = _with(learn_scorecard(cases, now=NOW), covariance=None)
    codes = codes_of_cases(scorecard.attributes, cases)
    first = scorecard.base_standard_error**2 + sum(
        attribute.bands[band].standard_error ** 2
        for attribute, band in zip(scorecard.attributes, codes[0], strict=True)
    )
    assert standard_errors(scorecard, codes)[0] == np.sqrt(first)


def test_scoring_imports_no_learner() -> None:
    command = (
        "import sys, wellspent.profile.score; "
        "print([name for name in ('sklearn', 'scipy', 'pandas') if name in sys.modules])"
    )
    told = subprocess.check_output([sys.executable, "-c", command], text=True)
    assert told.strip() == "[]"


def _with(scorecard: Scorecard, **changes: object) -> Scorecard:
    fields = {name: getattr(scorecard, name) for name in scorecard.__dataclass_fields__}
    return Scorecard(**(fields | changes))
