from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from tests.profile.simulated import shuffled_outcomes, two_columns
from wellspent.profile import learned
from wellspent.profile.arrays import logistic
from wellspent.profile.learned import learn_profile, with_drift
from wellspent.profile.score import score_cases
from wellspent.records.declared import DeclaredProfile, Statement, Strength
from wellspent.records.honesty import Drift, SetAside, SetAsideReason
from wellspent.records.verdict import Verdict

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DECLARED = DeclaredProfile(
    statements=(
        Statement(attribute="Industry", strength=Strength.FOR, values=("Steel",)),
        Statement(attribute="employees", strength=Strength.STRONGLY_FOR, low=50, high=500),
    ),
    base_rate=0.2,
)


def test_enough_cases_with_signal_are_learned_from() -> None:
    cases, _ = two_columns(1500)
    profile = learn_profile(cases, now=NOW)
    assert profile.scorecard.verdict is profile.honesty.verdict is Verdict.READY
    assert [one.name for one in profile.scorecard.attributes] == ["size", "industry"]


def test_no_signal_gives_everyone_the_base_rate() -> None:
    cases, _ = two_columns(600)
    profile = learn_profile(shuffled_outcomes(cases), now=NOW)
    assert profile.honesty.verdict is Verdict.NO_SIGNAL
    scores = score_cases(profile.scorecard, cases)
    assert cases.outcome is not None
    assert len(set(scores.probability)) == 1
    assert scores.low[0] < cases.outcome.mean() < scores.high[0]


def test_few_cases_leave_the_declared_profile_alone() -> None:
    cases, _ = two_columns(30)
    scorecard = learn_profile(cases, declared=DECLARED, now=NOW).scorecard
    assert scorecard.verdict is Verdict.RULES_ONLY
    assert [one.name for one in scorecard.attributes] == ["industry", "employees"]
    steel = score_cases(scorecard, cases).probability[cases.columns[1].values == 1]
    others = score_cases(scorecard, cases).probability[cases.columns[1].values != 1]
    assert steel.min() > others.max()
    assert others == pytest.approx(np.full(len(others), 0.2))


def test_no_history_at_all_is_useful_on_day_one() -> None:
    cases, _ = two_columns(5)
    profile = learn_profile(replace(cases, outcome=None), declared=DECLARED, now=NOW)
    assert profile.scorecard.base_log_odds == pytest.approx(np.log(0.2 / 0.8))
    assert logistic(np.array(profile.scorecard.base_log_odds)) == pytest.approx(0.2)


def test_nothing_declared_and_nothing_known_still_gives_a_scorecard() -> None:
    cases, _ = two_columns(5)
    scorecard = learn_profile(replace(cases, outcome=None), now=NOW).scorecard
    assert scorecard.attributes == ()
    assert np.isfinite(score_cases(scorecard, cases).log_odds).all()


def test_how_well_it_does_without_columns_in_question_is_told_beside_it(monkeypatch) -> None:
    cases, _ = two_columns(600)
    assert learn_profile(cases, now=NOW, with_curve=False).honesty.without_doubtful is None
    doubt = SetAside(
        column="size", reason=SetAsideReason.KNOWS_OUTCOME, evidence="Who knows.", question=True
    )
    monkeypatch.setattr(learned, "find_set_aside", lambda _cases, keep: (doubt,))
    honesty = learn_profile(cases, now=NOW, with_curve=False).honesty
    found = honesty.without_doubtful
    assert found is not None
    assert found.columns == ("size",)
    only = learn_profile(
        replace(cases, columns=cases.columns[1:]), now=NOW, with_curve=False
    ).honesty
    assert found.auc == only.auc
    assert found.auc != honesty.auc


def test_low_verdict_says_how_much_has_moved_where_it_was_measured() -> None:
    moved = (
        Drift(attribute="", index=0.1, sentence="Base rate: more."),
        Drift(attribute="size", index=0.9, sentence="size: a different population now."),
        Drift(attribute="region", index=0.15, sentence="region: has moved."),
    )
    said = with_drift("Weak.", Verdict.WEAK, moved)
    assert said == (
        "Weak. Much has moved lately, the share that is won and a column (size): the earlier cases "
        "tell less of the later ones than they would in calm times."
    )
    assert with_drift("Weak.", Verdict.WEAK, moved[2:]) == "Weak."
    assert with_drift("Ready.", Verdict.READY, moved) == "Ready."


def test_the_usual_rate_of_a_scorecard_is_the_recent_one_where_it_moved() -> None:
    cases, _ = two_columns(4000)
    rate = np.where(np.arange(4000) < 2500, 0.1, 0.5)
    outcome = (np.random.default_rng(2).random(4000) < rate).astype(np.float64)
    scorecard = learn_profile(replace(cases, outcome=outcome), now=NOW, with_curve=False).scorecard
    assert scorecard.base_rate == pytest.approx(0.5, abs=0.08)
    assert scorecard.won / 4000 == pytest.approx(0.25, abs=0.02)
