import numpy as np

from tests.profile.simulated import shuffled_outcomes, two_columns
from wellspent.profile.additive import design_of
from wellspent.profile.band_codes import codes_of_cases
from wellspent.profile.bands import plan_bands
from wellspent.profile.dependence import chance_of_dependence
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column


def chance(cases: Cases) -> float:
    plan = plan_bands(cases)
    design = design_of(codes_of_cases(plan, cases), [len(one.bands) for one in plan])
    assert cases.outcome is not None
    return chance_of_dependence(plan, design, cases.outcome)


def test_outcomes_that_hang_on_columns_are_seen_in_100_cases() -> None:
    assert chance(two_columns(100)[0]) < 0.01


def test_shuffled_outcomes_are_below_a_tenth_about_a_tenth_of_the_time() -> None:
    cases, _ = two_columns(80)
    low = [chance(shuffled_outcomes(cases, seed)) < 0.1 for seed in range(60)]
    assert 1 <= sum(low) <= 14


def test_base_rate_and_column_that_move_together_are_no_dependence() -> None:
    random = np.random.default_rng(0)
    late = np.arange(200) >= 100
    outcome = (random.random(200) < np.where(late, 0.8, 0.2)).astype(np.float64)
    era = Column("era", AttributeKind.CATEGORY, late.astype(np.int32), ("old", "new"))
    assert chance(Cases((era,), 200, outcome)) == 1.0
