import numpy as np
import pytest

from tests.cases.simulated_enquiries import NOTHING_MATTERS, WORLDS, forty_and_forty, simulate
from tests.profile.simulated import shuffled_outcomes, two_columns
from wellspent.profile.measures import Foretold
from wellspent.profile.validate import foretell, validate
from wellspent.profile.verdict import judge, too_few
from wellspent.records.verdict import Verdict


@pytest.mark.parametrize(
    ("won", "lost", "few"), [(39, 500, True), (500, 39, True), (40, 40, False)]
)
def test_under_forty_of_each_only_the_rules_speak(won: int, lost: int, few: bool) -> None:
    judged = too_few(won, lost)
    assert (judged is not None) == few
    if judged:
        assert judged.verdict is Verdict.RULES_ONLY
        assert str(min(won, lost)) in judged.reason


def test_order_that_means_nothing_is_no_signal() -> None:
    assert judge(_told(skill=0.0)).verdict is Verdict.NO_SIGNAL


def test_clear_order_with_honest_probabilities_is_ready() -> None:
    judged = judge(_told(skill=1.5))
    assert judged.verdict is Verdict.READY
    assert "chance is 50%" in judged.reason


def test_faint_order_is_weak() -> None:
    assert judge(_told(skill=0.3)).verdict is Verdict.WEAK


def test_right_order_with_probabilities_worse_than_the_base_rate_is_no_signal() -> None:
    told = _told(skill=1.5)
    moved = Foretold(told.probability / 50, told.base, told.outcome, told.block)
    judged = judge(moved)
    assert judged.verdict is Verdict.NO_SIGNAL
    assert "carry over" in judged.reason


def test_rows_that_stand_for_time_are_admitted() -> None:
    assert "order of the rows" in judge(_told(skill=1.5), time_known=False).reason


def _told(skill: float, rows: int = 2000) -> Foretold:
    random = np.random.default_rng(6)
    log_odds = skill * random.normal(size=rows)
    outcome = (random.random(rows) < 1 / (1 + np.exp(-log_odds))).astype(np.float64)
    # Without skill the order is noise of its own.
    said = log_odds if skill else 0.3 * random.normal(size=rows)
    block = (np.arange(rows) * 5 // rows).astype(np.int32)
    return Foretold(1 / (1 + np.exp(-said)), np.full(rows, 0.5), outcome, block)


def test_weak_verdict_tells_where_the_latest_cases_were_foretold_clearly_better() -> None:
    faint, clear = _told(skill=0.3), _told(skill=1.5)
    latest = clear.block == 4
    told = Foretold(
        np.where(latest, clear.probability, faint.probability),
        faint.base,
        np.where(latest, clear.outcome, faint.outcome),
        faint.block,
    )
    judged = judge(told)
    assert judged.verdict is Verdict.WEAK
    assert "Among the latest 400 alone it is 78% (74% to 82%)." in judged.reason
    assert "Among the latest" not in judge(faint).reason


@pytest.mark.parametrize("seed", range(8))
def test_random_outcomes_give_no_signal_from_40_and_40(seed: int) -> None:
    learned_on, _, _ = forty_and_forty(simulate(NOTHING_MATTERS, 600, seed), 10)
    assert validate(learned_on).verdict is Verdict.NO_SIGNAL


@pytest.mark.parametrize("rows", [300, 1500])
def test_shuffled_outcomes_give_no_signal(rows: int) -> None:
    cases, _ = two_columns(rows)
    assert validate(shuffled_outcomes(cases)).verdict is Verdict.NO_SIGNAL


def test_strong_effects_are_mostly_seen_at_40_and_40() -> None:
    seen = 0
    for seed in range(10):
        learned_on, _, _ = forty_and_forty(simulate(WORLDS["strong effects"], 1000, seed), 10)
        seen += validate(learned_on).verdict in {Verdict.WEAK, Verdict.READY}
    assert seen >= 5


def test_later_cases_are_foretold_only_from_earlier_ones() -> None:
    cases, _ = two_columns(300)
    assert cases.outcome is not None
    changed = cases.outcome.copy()
    changed[-60:] = 1 - changed[-60:]
    before = foretell(cases)
    after = foretell(type(cases)(cases.columns, cases.rows, changed))
    early = before.block < before.block.max() - 1
    assert np.array_equal(before.probability[early], after.probability[early])
