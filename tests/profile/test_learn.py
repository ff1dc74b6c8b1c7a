from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from tests.cases.simulated_enquiries import WORLDS, forty_and_forty, simulate
from tests.profile.simulated import LEVELS, POINTS, two_columns
from wellspent.profile.arrays import logistic
from wellspent.profile.learn import in_order, learn_scorecard
from wellspent.profile.score import score_cases
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.declared import DeclaredProfile, Statement, Strength
from wellspent.records.scorecard import BandRole, Scorecard, ScorecardAttribute

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STEEL = DeclaredProfile(
    statements=(Statement(attribute="Industry", strength=Strength.STRONGLY_FOR, values=("STEEL",)),)
)


def attribute_of(scorecard: Scorecard, name: str) -> ScorecardAttribute:
    return next(attribute for attribute in scorecard.attributes if attribute.name == name)


def points_of(scorecard: Scorecard, name: str, value: str) -> float:
    bands = attribute_of(scorecard, name).bands
    return next(band.points for band in bands if value in band.values or band.label == value)


def test_planted_points_are_found_again() -> None:
    cases, _ = two_columns(6000)
    scorecard = learn_scorecard(cases, now=NOW)
    for value, planted in zip(LEVELS, POINTS - POINTS.mean(), strict=True):
        assert points_of(scorecard, "industry", value) == pytest.approx(planted, abs=0.25)


def test_later_cases_are_told_apart_nearly_as_well_as_the_truth_would() -> None:
    learned_on, _ = two_columns(3000, seed=1)
    tried_on, truth = two_columns(3000, seed=2)
    probability = score_cases(learn_scorecard(learned_on, now=NOW), tried_on).probability
    assert log_loss(probability, tried_on) <= log_loss(logistic(truth), tried_on) + 0.01


def log_loss(probability: np.ndarray, cases: Cases) -> float:
    told = np.where(cases.outcome == 1, probability, 1 - probability)
    return float(-np.log(told).mean())


def test_bands_cover_values_missing_and_unseen_and_count_their_cases() -> None:
    cases, _ = two_columns(300)
    scorecard = learn_scorecard(cases, now=NOW)
    for attribute in scorecard.attributes:
        roles = [band.role for band in attribute.bands]
        assert roles.count(BandRole.MISSING) == 1
        assert roles.count(BandRole.UNSEEN) == (attribute.kind is not AttributeKind.NUMBER)
        assert sum(band.cases for band in attribute.bands) == 300
        assert sum(band.won for band in attribute.bands) == scorecard.won


def test_points_average_to_zero_so_the_base_is_the_average_case() -> None:
    cases, _ = two_columns(500)
    for attribute in learn_scorecard(cases, now=NOW).attributes:
        total = sum(band.points * band.cases for band in attribute.bands)
        assert total / 500 == pytest.approx(0.0, abs=1e-3)


def test_unseen_value_is_less_sure_than_a_seen_one() -> None:
    cases, _ = two_columns(500)
    bands = attribute_of(learn_scorecard(cases, now=NOW), "industry").bands
    unseen = next(band for band in bands if band.role is BandRole.UNSEEN)
    seen = [band for band in bands if band.role is BandRole.VALUES]
    assert abs(unseen.points) < 0.2
    assert unseen.standard_error > max(band.standard_error for band in seen)


def test_missing_value_where_none_ever_was_says_nothing() -> None:
    rows = np.arange(2000)
    codes = (rows % 10 == 0).astype(np.int32)
    won = np.random.default_rng(4).random(len(rows)) < np.where(codes == 1, 0.8, 0.2)
    wants = Column("wants", AttributeKind.CATEGORY, codes, ("a brochure", "a quote"))
    scorecard = learn_scorecard(Cases((wants,), len(rows), won.astype(float)), now=NOW)
    assert points_of(scorecard, "wants", "a quote") > 1.5
    assert points_of(scorecard, "wants", "missing") == pytest.approx(0.0, abs=1e-3)


def test_open_cases_are_ignored() -> None:
    cases, _ = two_columns(400)
    assert cases.outcome is not None
    outcome = cases.outcome.copy()
    outcome[300:] = np.nan
    closed = learn_scorecard(cases.take(np.arange(300)), now=NOW)
    assert learn_scorecard(replace(cases, outcome=outcome), now=NOW) == closed


def test_column_that_tells_nothing_gets_next_to_no_points() -> None:
    cases, _ = two_columns(2000)
    noise = np.random.default_rng(5).integers(0, 3, 2000).astype(np.int32)
    column = Column("coin", AttributeKind.CATEGORY, noise, ("a", "b", "c"))
    scorecard = learn_scorecard(replace(cases, columns=(*cases.columns, column)), now=NOW)
    assert all(abs(band.points) < 0.2 for band in attribute_of(scorecard, "coin").bands)


def test_dates_and_text_carry_no_points() -> None:
    cases, _ = two_columns(200)
    moments = np.arange(200).astype("datetime64[s]")
    words = np.zeros(200, dtype=np.int32)
    columns = (
        Column("asked", AttributeKind.DATE, moments),
        Column("note", AttributeKind.TEXT, words, ("hello",)),
    )
    scorecard = learn_scorecard(replace(cases, columns=(*cases.columns, *columns)), now=NOW)
    assert [attribute.name for attribute in scorecard.attributes] == ["size", "industry"]


def test_declared_points_speak_first_and_data_takes_over() -> None:
    truly_bad = {rows: _learned_against_steel(rows) for rows in (80, 4000)}
    assert truly_bad[80][0] > truly_bad[80][1] + 0.1
    assert truly_bad[4000][0] == pytest.approx(truly_bad[4000][1], abs=0.1)


def _learned_against_steel(rows: int) -> tuple[float, float]:
    """Points of an industry that does badly: declared as strongly for, and not declared."""
    cases, _ = two_columns(rows, seed=3)
    assert cases.outcome is not None
    swapped = Column("industry", AttributeKind.CATEGORY, cases.columns[1].values, (
        "food", "retail", "steel", "health",
    ), "Industry")  # fmt: skip
    cases = replace(cases, columns=(cases.columns[0], swapped))
    told = learn_scorecard(cases, declared=STEEL, now=NOW)
    untold = learn_scorecard(cases, now=NOW)
    return points_of(told, "industry", "steel"), points_of(untold, "industry", "steel")


def test_declared_range_has_edges_of_its_own() -> None:
    cases, _ = two_columns(200)
    declared = DeclaredProfile(
        statements=(Statement(attribute="size", strength=Strength.FOR, low=-0.123, high=0.456),)
    )
    scorecard = learn_scorecard(cases, declared=declared, now=NOW)
    edges = {band.low for band in attribute_of(scorecard, "size").bands}
    assert {-0.123, 0.456} <= edges


def test_declared_value_that_no_case_has_gets_a_band() -> None:
    cases, _ = two_columns(200)
    statement = Statement(attribute="industry", strength=Strength.FOR, values=("space",))
    scorecard = learn_scorecard(cases, declared=DeclaredProfile(statements=(statement,)), now=NOW)
    assert points_of(scorecard, "industry", "space") > 0.3


def test_no_column_at_all_gives_everyone_the_base_rate() -> None:
    cases, _ = two_columns(1000)
    scorecard = learn_scorecard(replace(cases, columns=()), now=NOW)
    assert cases.outcome is not None
    assert logistic(np.array(scorecard.base_log_odds)) == pytest.approx(
        cases.outcome.mean(), abs=0.01
    )


@pytest.mark.parametrize("won", [0, 1, 30])
def test_one_sided_outcomes_still_give_finite_points(won: int) -> None:
    cases, _ = two_columns(30)
    outcome = (np.arange(30) < won).astype(np.float64)
    scorecard = learn_scorecard(replace(cases, outcome=outcome), now=NOW)
    assert np.isfinite(score_cases(scorecard, cases).log_odds).all()


def test_learning_twice_gives_the_same_scorecard() -> None:
    cases, _ = two_columns(300)
    assert learn_scorecard(cases, now=NOW) == learn_scorecard(cases, now=NOW)


def test_fingerprint_changes_with_one_outcome() -> None:
    cases, _ = two_columns(100)
    assert cases.outcome is not None
    other = cases.outcome.copy()
    other[0] = 1 - other[0]
    changed = learn_scorecard(replace(cases, outcome=other), now=NOW).fingerprint
    assert changed != learn_scorecard(cases, now=NOW).fingerprint


def test_recent_base_rate_counts_when_it_moved() -> None:
    cases, _ = two_columns(4000)
    random = np.random.default_rng(2)
    rate = np.where(np.arange(4000) < 2500, 0.1, 0.5)
    outcome = (random.random(4000) < rate).astype(np.float64)
    scorecard = learn_scorecard(replace(cases, outcome=outcome), now=NOW)
    assert score_cases(scorecard, cases).probability.mean() > 0.4


def test_order_is_that_of_time_not_of_rows() -> None:
    cases, _ = two_columns(1000)
    timed = replace(cases, when=np.arange(1000.0))
    mixed = timed.take(np.random.default_rng(1).permutation(1000))
    one, other = learn_scorecard(timed, now=NOW), learn_scorecard(mixed, now=NOW)
    assert one.base_log_odds == pytest.approx(other.base_log_odds, abs=1e-3)


def test_interval_holds_the_truth_about_as_often_as_it_says_at_40_and_40() -> None:
    held: list[float] = []
    for world in WORLDS.values():
        for seed in range(6):
            learned_on, tried_on, truth = forty_and_forty(simulate(world, 1500, seed), 300)
            scores = score_cases(learn_scorecard(learned_on, now=NOW), tried_on)
            true = logistic(truth)
            held.append(float(np.mean((scores.low <= true) & (true <= scores.high))))
    assert 0.84 < np.mean(held) < 0.96


@pytest.mark.parametrize(
    "when",
    [
        np.array(["2025-03-01", "NaT", "2024-01-01", "NaT"], "datetime64[s]"),
        np.array([5.0, np.nan, 1.0, np.nan]),
    ],
)
def test_undated_cases_come_before_the_oldest_as_they_stood(when: np.ndarray) -> None:
    ordered = in_order(Cases(columns=(), rows=4, when=when, keys=["new", "a", "old", "b"]))
    assert list(ordered.keys) == ["a", "b", "old", "new"]
