"""Learn a scorecard from closed cases."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

import numpy as np

from wellspent.profile.additive import (
    Design,
    add_up,
    covariance_of,
    design_of,
    fit_points,
    refine_points,
    sum_by_band,
)
from wellspent.profile.arrays import Codes, Flags, Floats
from wellspent.profile.band_codes import codes_of_cases
from wellspent.profile.bands import plan_bands
from wellspent.profile.declared_points import declared_points, declared_precision
from wellspent.profile.recency import (
    Recency,
    choose_recency,
    even_part,
    fading_weights,
    shift_of_base,
    usual_rate,
)
from wellspent.profile.relevance import Belief, Relevant, fit_with_relevance
from wellspent.records.cases import Cases
from wellspent.records.declared import DeclaredProfile
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

LEARNER = "additive logistic regression on bands, scales by relevance"
DECIMALS = 4
"""Points are kept as they are shown; a ten-thousandth of log-odds changes nothing."""
MOST_FOR_SCALES = 5_000
MOST_FOR_CURVATURE = 50_000


def learn_scorecard(
    cases: Cases,
    *,
    declared: DeclaredProfile | None = None,
    now: datetime,
    name: str = "fit",
    verdict: Verdict = Verdict.WEAK,
    verdict_reason: str = "not validated",
) -> Scorecard:
    """Return the scorecard of the closed cases; open cases (outcome NaN) are ignored.

    Columns that carry no points (dates, text) are ignored too; set others aside beforehand.
    """
    closed = closed_cases(cases)
    plan = plan_bands(closed, declared)
    table = fit_table(plan, closed, declared)
    assert closed.outcome is not None
    won = int(closed.outcome.sum())
    return Scorecard(
        name=name,
        version=1,
        created_at=now,
        base_log_odds=round(table.base, DECIMALS),
        base_standard_error=float(np.sqrt(table.covariance[0, 0])),
        attributes=_with_points(plan, table),
        verdict=verdict,
        verdict_reason=verdict_reason,
        won=won,
        lost=closed.rows - won,
        learner=LEARNER,
        fingerprint=fingerprint_of(closed),
        base_rate=table.usual_rate if closed.rows else None,
        covariance=tuple(map(tuple, _as_kept(table.covariance).tolist())),
    )


def in_order(cases: Cases) -> Cases:
    """Return the cases in order of time, undated ones first; as they stand without any time."""
    if cases.when is None:
        return cases
    # NumPy sorts what has no time last, where it would pass for the newest.
    dated = ~np.isnan(cases.when)
    return cases.take(np.lexsort((cases.when, dated)))


def closed_cases(cases: Cases) -> Cases:
    """Return the cases that were won or lost."""
    if cases.outcome is None:
        return replace(cases.take(np.zeros(cases.rows, dtype=np.bool_)), outcome=np.zeros(0))
    is_open = np.isnan(cases.outcome)
    return cases.take(~is_open) if is_open.any() else cases


@dataclass(frozen=True, slots=True)
class Table:
    """A fitted table: base, points of all bands in order, joint covariance (base first).

    `cases` and `won` count the cases that each band caught. `usual_rate` is the share that was won,
    of recent cases where the base is moved to those.
    """

    base: float
    points: Floats
    covariance: Floats
    recency: Recency
    cases: Floats
    won: Floats
    usual_rate: float = 0.0


def fit_table(
    plan: Sequence[ScorecardAttribute], closed: Cases, declared: DeclaredProfile | None
) -> Table:
    """Return base and points of closed cases, recent ones weighed more where that foretells better.

    With very many cases scales and half-lives are found on an even part of them; the points
    always rest on all.
    """
    closed = in_order(closed)
    assert closed.outcome is not None
    design = design_of(codes_of_cases(plan, closed), [len(one.bands) for one in plan])
    belief = Belief(declared_points(plan, declared), declared_precision(plan, declared))
    even = np.ones(closed.rows)
    fitted = _fit_on_part(plan, design, closed.outcome, even, belief)
    recency = choose_recency(design, closed.outcome, fitted.points, fitted.prior)
    if recency.points is not None:
        weights = fading_weights(closed.rows, recency.points)
        fitted = _fit_on_part(plan, design, closed.outcome, weights, belief)
    points = fitted.points
    log_odds = add_up(design, points.base, points.points)
    base = points.base + shift_of_base(log_odds, closed.outcome, recency.base)
    cases, won = sum_by_band(design, even), sum_by_band(design, closed.outcome)
    usual = usual_rate(closed.outcome)
    table = Table(base, points.points, fitted.covariance, recency, cases, won, usual)
    return centre(table, design.starts, never_missing(plan, cases))


def _fit_on_part(
    plan: Sequence[ScorecardAttribute],
    design: Design,
    outcome: Floats,
    weights: Floats,
    belief: Belief,
) -> Relevant:
    """Find scales on an even part of many cases, and the points on all of them."""
    part = even_part(len(outcome), MOST_FOR_SCALES)
    fitted = fit_with_relevance(plan, design.take(part), outcome[part], weights[part], belief)
    if len(part) == len(outcome):
        return fitted
    prior, points = fitted.prior, fitted.points
    larger = even_part(len(outcome), MOST_FOR_CURVATURE)
    if len(larger) > len(part):
        points = fit_points(design.take(larger), outcome[larger], weights[larger], prior, points)
    if len(larger) < len(outcome):
        points = refine_points(design, outcome, weights, prior, points)
    return replace(fitted, points=points, covariance=covariance_of(points, prior))


def never_missing(plan: Sequence[ScorecardAttribute], cases: Floats) -> Flags:
    """Return which bands are for missing values of an attribute that every case had."""
    bands = [band for attribute in plan for band in attribute.bands]
    missing = np.array([band.role is BandRole.MISSING for band in bands], dtype=np.bool_)
    return missing & (cases == 0)


def centre(table: Table, starts: Codes, left_alone: Flags) -> Table:
    """Move each attribute's mean points over the cases into the base; scores stay the same.

    Bands that are `left_alone` keep their own points. A value that is missing where none ever was
    then says nothing: it may be any of those seen, in the shares in which they were seen.
    """
    move = np.eye(len(table.points) + 1)
    for start, end in pairwise(starts):
        shares = table.cases[start:end] / max(float(table.cases[start:end].sum()), 1.0)
        move[0, 1 + start : 1 + end] += shares
        own = ~left_alone[start:end]
        move[1 + start : 1 + end, 1 + start : 1 + end] -= own[:, None] * shares[None, :]
    theta = move @ np.concatenate([[table.base], table.points])
    covariance = move @ table.covariance @ move.T
    return replace(table, base=float(theta[0]), points=theta[1:], covariance=covariance)


def _with_points(
    plan: Sequence[ScorecardAttribute], table: Table
) -> tuple[ScorecardAttribute, ...]:
    errors = np.sqrt(np.maximum(np.diag(table.covariance)[1:], 0.0))
    counts = (table.cases.round().astype(int), table.won.round().astype(int))
    numbers = iter(zip(table.points, errors, *counts, strict=True))
    return tuple(
        replace(attribute, bands=tuple(_fill(attribute.bands, numbers))) for attribute in plan
    )


def _as_kept(covariance: Floats) -> Floats:
    """Return the covariance as its file keeps it, so that it loads back equal."""
    return covariance.astype(np.float32).astype(np.float64)


def _fill(
    bands: Iterable[Band], numbers: Iterable[tuple[float, float, int, int]]
) -> Iterable[Band]:
    for band, (points, error, cases, won) in zip(bands, numbers, strict=False):
        yield replace(
            band,
            points=round(float(points), DECIMALS),
            standard_error=round(float(error), DECIMALS),
            cases=int(cases),
            won=int(won),
        )


def fingerprint_of(cases: Cases) -> str:
    """Return a short hash that identifies the values and outcomes that were learned from."""
    digest = hashlib.sha256()
    for column in cases.columns:
        digest.update(column.name.encode())
        digest.update("\x1f".join(column.levels).encode())
        digest.update(np.ascontiguousarray(column.values).tobytes())
    if cases.outcome is not None:
        digest.update(cases.outcome.tobytes())
    return digest.hexdigest()[:16]
