"""The declared profile as points: what a statement is worth before any data."""

from collections.abc import Sequence

import numpy as np

from wellspent.profile.arrays import Floats
from wellspent.profile.bands import is_about
from wellspent.records.declared import DeclaredProfile, Statement, Strength
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute

POINTS = {
    Strength.STRONGLY_FOR: 1.2,
    Strength.FOR: 0.6,
    Strength.AGAINST: -0.6,
    Strength.STRONGLY_AGAINST: -1.2,
}
"""Log-odds of a statement: *for* makes the odds 1.8 times as good, *strongly for* 3.3 times."""


MOST_INFORMATION = 0.25
"""What one case can tell about log-odds at most: p * (1 - p) at one half."""


def declared_points(plan: Sequence[ScorecardAttribute], declared: DeclaredProfile | None) -> Floats:
    """Return the points that the declared profile gives to every band of the plan, in order."""
    told = declared.statements if declared else ()
    return np.array(
        [_points_of(attribute, band, told) for attribute in plan for band in attribute.bands],
        dtype=np.float64,
    )


def declared_precision(
    plan: Sequence[ScorecardAttribute], declared: DeclaredProfile | None
) -> Floats:
    """Return how firmly the declared points stand, band by band, in the same order.

    They weigh as much as `counts_as_cases` cases spread evenly over the attribute's bands would;
    so data takes over as it comes.
    """
    told = declared.statements if declared else ()
    cases = declared.counts_as_cases if declared else 0.0
    return np.array(
        [
            cases * MOST_INFORMATION / len(attribute.bands)
            if any(is_about(one, attribute.name, attribute.label) for one in told)
            else 0.0
            for attribute in plan
            for _ in attribute.bands
        ],
        dtype=np.float64,
    )


def _points_of(attribute: ScorecardAttribute, band: Band, told: Sequence[Statement]) -> float:
    return sum(
        POINTS[statement.strength]
        for statement in told
        if is_about(statement, attribute.name, attribute.label) and _covers(statement, band)
    )


def _covers(statement: Statement, band: Band) -> bool:
    if band.role is BandRole.VALUES:
        wanted = {value.strip().casefold() for value in statement.values}
        return any(value.strip().casefold() in wanted for value in band.values)
    if band.role is not BandRole.RANGE or statement.values:
        return False
    from_there = statement.low is None or (band.low is not None and band.low >= statement.low)
    to_there = statement.high is None or (band.high is not None and band.high <= statement.high)
    return from_there and to_there
