"""Validate by moving forward in time: learn on the past, try on what came next."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from wellspent.profile.additive import add_up, design_of
from wellspent.profile.arrays import logistic
from wellspent.profile.band_codes import codes_of_cases
from wellspent.profile.bands import plan_bands
from wellspent.profile.dependence import chance_of_dependence
from wellspent.profile.learn import closed_cases, fit_table, in_order
from wellspent.profile.measures import (
    Foretold,
    area_under_curve,
    base_log_loss,
    brier,
    calibration_bins,
    calibration_error,
    log_loss,
    top_decile_lift,
)
from wellspent.profile.verdict import judge, too_few
from wellspent.records.cases import Cases
from wellspent.records.declared import DeclaredProfile
from wellspent.records.honesty import Honesty, LearningPoint, SetAside

FOLDS = 5
FIRST_SHARE = 0.3
FEW_CASES = 400
"""Below this, a test on all cases at once helps out the one on later cases."""


def validate(
    cases: Cases,
    *,
    declared: DeclaredProfile | None = None,
    set_aside: Sequence[SetAside] = (),
    with_curve: bool = True,
) -> Honesty:
    """Return how well a scorecard learned on the past foretells what came next, and the verdict.

    Closed cases are put in order of `when` (of rows, when no time is known), cut into blocks, and
    each block after the first is foretold from all before it (rolling origin). The learning curve,
    a third of the work, is left out unless `with_curve`.
    """
    closed = in_order(closed_cases(cases))
    assert closed.outcome is not None
    won = int(closed.outcome.sum())
    lost = closed.rows - won
    if few := too_few(won, lost):
        return Honesty(
            verdict=few.verdict, reason=few.reason, won=won, lost=lost, set_aside=tuple(set_aside)
        )
    foretold = foretell(closed, declared)
    dependence = _chance_of_dependence(closed) if closed.rows < FEW_CASES else None
    judged = judge(foretold, dependence, time_known=closed.when is not None)
    return Honesty(
        verdict=judged.verdict,
        reason=judged.reason,
        won=won,
        lost=lost,
        auc=area_under_curve(foretold),
        log_loss=log_loss(foretold),
        base_log_loss=base_log_loss(foretold),
        brier=brier(foretold),
        calibration_error=calibration_error(foretold),
        top_decile_lift=top_decile_lift(foretold),
        calibration=calibration_bins(foretold),
        learning_curve=learning_curve(closed, declared) if with_curve else (),
        set_aside=tuple(set_aside),
    )


def foretell(closed: Cases, declared: DeclaredProfile | None = None) -> Foretold:
    """Return each later case with the probability that the cases before its block gave it."""
    cuts = np.linspace(FIRST_SHARE * closed.rows, closed.rows, FOLDS + 1).round().astype(int)
    parts = [
        _foretell_block(closed, int(first), int(last), block, declared)
        for block, (first, last) in enumerate(pairwise(cuts))
    ]
    return Foretold(
        probability=np.concatenate([part.probability for part in parts]),
        base=np.concatenate([part.base for part in parts]),
        outcome=np.concatenate([part.outcome for part in parts]),
        block=np.concatenate([part.block for part in parts]),
    )


def _foretell_block(
    closed: Cases, first: int, last: int, block: int, declared: DeclaredProfile | None
) -> Foretold:
    past, coming = closed.take(np.arange(first)), closed.take(np.arange(first, last))
    assert past.outcome is not None
    assert coming.outcome is not None
    plan = plan_bands(past, declared)
    table = fit_table(plan, past, declared)
    design = design_of(codes_of_cases(plan, coming), [len(one.bands) for one in plan])
    rate = (float(past.outcome.sum()) + 0.5) / (past.rows + 1.0)
    return Foretold(
        probability=logistic(add_up(design, table.base, table.points)),
        base=np.full(coming.rows, rate),
        outcome=coming.outcome,
        block=np.full(coming.rows, block, dtype=np.int32),
    )


def _chance_of_dependence(closed: Cases) -> float:
    assert closed.outcome is not None
    plan = plan_bands(closed)
    design = design_of(codes_of_cases(plan, closed), [len(one.bands) for one in plan])
    return chance_of_dependence(plan, design, closed.outcome)


def learning_curve(
    closed: Cases, declared: DeclaredProfile | None = None
) -> tuple[LearningPoint, ...]:
    """Return how well the latest quarter is foretold from more and more of the cases before it."""
    first = round(0.75 * closed.rows)
    sizes = [first // 8, first // 4, first // 2, first]
    points: list[LearningPoint] = []
    for size in sizes:
        if size < 20:
            continue
        recent = closed.take(np.arange(first - size, closed.rows))
        foretold = _foretell_block(recent, size, recent.rows, 0, declared)
        points.append(LearningPoint(size, area_under_curve(foretold), log_loss(foretold)))
    return tuple(points)
