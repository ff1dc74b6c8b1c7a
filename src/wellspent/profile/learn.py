"""Learn a scorecard from closed cases."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from wellspent.profile.additive import Design, Points, design_of, fit_points, sum_by_band
from wellspent.profile.arrays import Floats
from wellspent.profile.band_codes import codes_of_cases
from wellspent.profile.bands import plan_bands
from wellspent.profile.declared_points import declared_points
from wellspent.profile.smoothness import prior_of
from wellspent.records.cases import Cases
from wellspent.records.declared import DeclaredProfile
from wellspent.records.scorecard import Band, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

LEARNER = "penalised additive logistic regression on bands"
DECIMALS = 4
"""Points are kept as they are shown; a ten-thousandth of log-odds changes nothing."""
SCALES = (0.03, 0.07, 0.15, 0.25, 0.4, 0.6, 0.9, 1.4)


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


def closed_cases(cases: Cases) -> Cases:
    """Return the cases that were won or lost."""
    if cases.outcome is None:
        return cases.take(np.zeros(cases.rows, dtype=np.bool_))
    return cases.take(~np.isnan(cases.outcome))


@dataclass(frozen=True, slots=True)
class Table:
    """A fitted table: base, points of all bands in order, joint covariance (base first)."""

    base: float
    points: Floats
    covariance: Floats


def fit_table(
    plan: Sequence[ScorecardAttribute], closed: Cases, declared: DeclaredProfile | None
) -> Table:
    """Return base and points: an average over prior scales, weighted by their evidence."""
    assert closed.outcome is not None
    design = design_of(codes_of_cases(plan, closed), [len(one.bands) for one in plan])
    weights = np.ones(closed.rows)
    mean = declared_points(plan, declared)
    fits: list[Points] = []
    for scale in SCALES:
        prior = prior_of(plan, np.full(len(plan), scale), mean)
        start = fits[-1] if fits else None
        fits.append(fit_points(design, closed.outcome, weights, prior, start))
    return centre(design, average_fits(fits))


def average_fits(fits: Sequence[Points]) -> Table:
    """Return the average of fits weighted by evidence, its spread counted as uncertainty."""
    evidence = np.array([fit.log_evidence for fit in fits])
    shares = np.exp(evidence - evidence.max())
    shares /= shares.sum()
    thetas = np.array([np.concatenate([[fit.base], fit.points]) for fit in fits])
    mean = shares @ thetas
    away = thetas - mean
    covariance = np.einsum("s,si,sj->ij", shares, away, away)
    for share, fit in zip(shares, fits, strict=True):
        covariance += share * fit.covariance
    return Table(float(mean[0]), mean[1:], covariance)


def centre(design: Design, table: Table) -> Table:
    """Move each attribute's mean points over the cases into the base; scores stay the same."""
    counts = sum_by_band(design, np.ones(len(design.places)))
    move = np.eye(design.size + 1)
    for start, end in zip(design.starts[:-1], design.starts[1:], strict=True):
        shares = counts[start:end] / max(counts[start:end].sum(), 1.0)
        move[0, 1 + start : 1 + end] += shares
        move[1 + start : 1 + end, 1 + start : 1 + end] -= shares[None, :]
    theta = move @ np.concatenate([[table.base], table.points])
    return Table(float(theta[0]), theta[1:], move @ table.covariance @ move.T)


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
