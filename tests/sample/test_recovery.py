"""What is planted in the sample company is found again, by the path that a user's file goes."""

import csv
from datetime import UTC, datetime

import numpy as np
import pytest

from wellspent.jobs.profile_file import profile_file
from wellspent.records.honesty import SetAsideReason
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Band, BandRole
from wellspent.records.verdict import Verdict
from wellspent.sample.export_files import write_export_files
from wellspent.sample.truths import load_truths

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TRUTHS = load_truths()
PLANTED = {
    "industry": TRUTHS.industry,
    "original_source": TRUTHS.source,
    "what_do_you_need": TRUTHS.need,
}


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> LearnedProfile:
    folder = tmp_path_factory.mktemp("sample")
    write_export_files(folder, now=NOW)
    with (folder / "enquiries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    closed = [row for row in rows if row["Lifecycle Stage"] != "Lead"]
    history = folder / "closed.csv"
    with history.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(closed)
    return profile_file(history, now=NOW)


def bands_of(learned: LearnedProfile, name: str) -> list[Band]:
    attribute = next(each for each in learned.scorecard.attributes if each.name == name)
    return [band for band in attribute.bands if band.role is not BandRole.UNSEEN and band.cases]


def centred(points: list[float], cases: list[int]) -> np.ndarray:
    return np.array(points) - np.average(points, weights=cases)


def misses(learned: LearnedProfile, name: str) -> dict[str, float]:
    """How far each value's learned points lie from the planted ones, in standard errors."""
    bands = bands_of(learned, name)
    cases = [band.cases for band in bands]
    found = centred([band.points for band in bands], cases)
    planted = centred([PLANTED[name][band.values[0]].points for band in bands], cases)
    errors = [band.standard_error for band in bands]
    return {
        band.values[0]: float(miss)
        for band, miss in zip(bands, (found - planted) / errors, strict=True)
    }


def test_every_planted_value_has_its_points(learned: LearnedProfile) -> None:
    found = {(name, value) for name in PLANTED for value in misses(learned, name)}
    assert found == {(name, value) for name, levels in PLANTED.items() for value in levels}


def test_planted_points_lie_within_the_intervals_that_are_given(learned: LearnedProfile) -> None:
    far = [abs(miss) for name in PLANTED for miss in misses(learned, name).values()]
    within = sum(miss < 1.645 for miss in far)
    assert (within >= 0.75 * len(far), max(far) < 3.5) == (True, True), far


@pytest.mark.parametrize(
    ("name", "best", "worst"),
    [
        ("original_source", {"Referral"}, {"Paid search", "Content download"}),
        ("what_do_you_need", {"A quote"}, {"A thesis or a job"}),
        ("industry", {"Dairy products", "Meat processing"}, {"Restaurants", "Schools"}),
    ],
)
def test_best_and_worst_values_are_planted_ones(
    learned: LearnedProfile, name: str, best: set[str], worst: set[str]
) -> None:
    ranked = sorted(bands_of(learned, name), key=lambda band: band.points)
    assert (ranked[-1].values[0] in best, ranked[0].values[0] in worst) == (True, True)


@pytest.mark.parametrize("name", ["country_region", "newsletter"])
def test_what_has_no_effect_gets_no_clear_points(learned: LearnedProfile, name: str) -> None:
    clear = [
        band for band in bands_of(learned, name) if abs(band.points) > 2.6 * band.standard_error
    ]
    assert clear == []


def test_columns_written_after_the_outcome_are_set_aside(learned: LearnedProfile) -> None:
    set_aside = {
        each.column: each.reason for each in learned.honesty.set_aside if not each.question
    }
    wanted = {"lead_status", "number_of_times_contacted", "close_date"}
    assert {name: set_aside.get(name) for name in wanted} == dict.fromkeys(
        wanted, SetAsideReason.KNOWS_OUTCOME
    )


def test_salutation_is_refused_as_personal(learned: LearnedProfile) -> None:
    reasons = {each.column: each.reason for each in learned.honesty.set_aside}
    assert reasons["salutation"] is SetAsideReason.PERSONAL


def test_nothing_known_on_arrival_is_set_aside(learned: LearnedProfile) -> None:
    carried = {attribute.name for attribute in learned.scorecard.attributes}
    on_arrival = {*PLANTED, "number_of_employees", "cleaning_hours_per_week", "country_region"}
    assert on_arrival - carried == set()


def test_verdict_is_ready_with_the_skill_that_the_truth_allows(learned: LearnedProfile) -> None:
    assert learned.honesty.verdict is Verdict.READY
    assert learned.honesty.auc is not None
    assert 0.72 < learned.honesty.auc.value < 0.86


def test_rise_of_paid_search_is_noticed(learned: LearnedProfile) -> None:
    assert "original_source" in {drift.attribute for drift in learned.honesty.drift}
