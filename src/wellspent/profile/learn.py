"""Learn a scorecard from closed cases."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt

from wellspent.profile.additive import Design, add_up, design_of, refine_points, sum_by_band
from wellspent.profile.arrays import Floats
from wellspent.profile.band_codes import codes_of_cases
from wellspent.profile.bands import plan_bands
from wellspent.profile.declared_points import declared_points, declared_precision
from wellspent.profile.recency import Recency, choose_recency, fading_weights, shift_of_base
from wellspent.profile.relevance import Belief, fit_with_relevance
from wellspent.records.cases import Cases
from wellspent.records.declared import DeclaredProfile
from wellspent.records.scorecard import Band, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

LEARNER = "additive logistic regression on bands, scales by relevance"
DECIMALS = 4
"""Points are kept as they are shown; a ten-thousandth of log-odds changes nothing."""
MOST_FOR_SCALES = 20_000


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
        attributes=_with_points(plan, closed, table),
        verdict=verdict,
        verdict_reason=verdict_reason,
        won=won,
        lost=closed.rows - won,
        learner=LEARNER,
        fingerprint=fingerprint_of(closed),
        base_rate=won / closed.rows if closed.rows else None,
        covariance=tuple(map(tuple, _as_kept(table.covariance).tolist())),
    )


def in_order(cases: Cases) -> Cases:
    """Return the cases in order of time, as they stand where no time is known."""
    if cases.when is None:
        return cases
    return cases.take(np.argsort(cases.when, kind="stable"))


def closed_cases(cases: Cases) -> Cases:
    """Return the cases that were won or lost."""
    if cases.outcome is None:
        return replace(cases.take(np.zeros(cases.rows, dtype=np.bool_)), outcome=np.zeros(0))
    return cases.take(~np.isnan(cases.outcome))


@dataclass(frozen=True, slots=True)
class Table:
    """A fitted table: base, points of all bands in order, joint covariance (base first)."""

    base: float
    points: Floats
    covariance: Floats
    recency: Recency


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
    part = even_part(closed.rows)
    some, outcome = design.take(part), closed.outcome[part]
    fitted = fit_with_relevance(plan, some, outcome, np.ones(len(part)), belief)
    recency = choose_recency(some, outcome, fitted.points, fitted.prior)
    if recency.points is not None:
        weights = fading_weights(len(part), recency.points)
        fitted = fit_with_relevance(plan, some, outcome, weights, belief)
    points, covariance = fitted.points, fitted.covariance
    if len(part) < closed.rows:
        weights = fading_weights(closed.rows, recency.points)
        points = refine_points(design, closed.outcome, weights, fitted.prior, points, fitted.prior)
        covariance = points.covariance
    log_odds = add_up(design, points.base, points.points)
    base = points.base + shift_of_base(log_odds, closed.outcome, recency.base)
    return centre(design, Table(base, points.points, covariance, recency))


def even_part(rows: int) -> npt.NDArray[np.intp]:
    """Return which of so many cases to find scales on: all, or evenly spread ones."""
    if rows <= MOST_FOR_SCALES:
        return np.arange(rows)
    return np.linspace(0, rows - 1, MOST_FOR_SCALES).astype(np.intp)


def centre(design: Design, table: Table) -> Table:
    """Move each attribute's mean points over the cases into the base; scores stay the same."""
    counts = sum_by_band(design, np.ones(design.places.shape[1]))
    move = np.eye(design.size + 1)
    for start, end in zip(design.starts[:-1], design.starts[1:], strict=True):
        shares = counts[start:end] / max(counts[start:end].sum(), 1.0)
        move[0, 1 + start : 1 + end] += shares
        move[1 + start : 1 + end, 1 + start : 1 + end] -= shares[None, :]
    theta = move @ np.concatenate([[table.base], table.points])
    covariance = move @ table.covariance @ move.T
    return Table(float(theta[0]), theta[1:], covariance, table.recency)


def _with_points(
    plan: Sequence[ScorecardAttribute], closed: Cases, table: Table
) -> tuple[ScorecardAttribute, ...]:
    assert closed.outcome is not None
    design = design_of(codes_of_cases(plan, closed), [len(one.bands) for one in plan])
    counts = sum_by_band(design, np.ones(closed.rows)).round().astype(int)
    won = sum_by_band(design, closed.outcome).round().astype(int)
    errors = np.sqrt(np.maximum(np.diag(table.covariance)[1:], 0.0))
    numbers = iter(zip(table.points, errors, counts, won, strict=True))
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
