"""The past cases that a lead looks most like: nearest customers and nearest lost cases.

Alike is what the scorecard finds worth points: an attribute weighs as much as its values differ in
points, so that two enquiries are not called alike for something that never mattered.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Floats
from wellspent.profile.band_codes import codes_of_cases
from wellspent.qualify.fit import one_case
from wellspent.qualify.points_table import average_points
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Values
from wellspent.records.queue import SimilarCase
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute

MOST_IN_COMMON: Final = 3
REACH: Final = 0.25
"""Numbers count as partly alike up to this share of an attribute's ranges apart."""


def nearest_cases(
    scorecard: Scorecard,
    values: Values,
    past: Cases,
    *,
    names: Mapping[str, str] | None = None,
    won: int = 3,
    lost: int = 2,
) -> tuple[SimilarCase, ...]:
    """Return the past cases most like a lead: so many won, then so many lost, nearest first.

    Of cases equally near, the latest comes first. `past` needs outcomes and keys; open cases in it
    are passed over, and so are cases that share nothing with the lead. `names` gives what to call
    a case by its key. Without points there is nothing to weigh by, and nothing is returned.
    """
    if past.outcome is None or past.rows == 0:
        return ()
    weights = attribute_weights(scorecard)
    if not weights.any():
        return ()
    mine = codes_of_cases(scorecard.attributes, one_case(scorecard, values))[0]
    theirs = codes_of_cases(scorecard.attributes, past)
    alike = _likeness(scorecard, mine, theirs)
    similarity = alike @ weights / weights.sum()
    found = [
        *_nearest(similarity, past, past.outcome == 1.0, won),
        *_nearest(similarity, past, past.outcome == 0.0, lost),
    ]
    return tuple(
        SimilarCase(
            record_id=past.keys[row],
            name=(names or {}).get(past.keys[row], ""),
            won=bool(past.outcome[row] == 1.0),
            similarity=float(similarity[row]),
            in_common=_in_common(scorecard, mine, alike[row], weights),
        )
        for row in found
    )


def attribute_weights(scorecard: Scorecard) -> Floats:
    """Return how much each attribute counts: the spread of its points over the closed cases."""
    return np.array([_spread(attribute) for attribute in scorecard.attributes], dtype=np.float64)


def _spread(attribute: ScorecardAttribute) -> float:
    points = np.array([band.points for band in attribute.bands])
    cases = np.array([float(band.cases) for band in attribute.bands])
    if cases.sum() == 0.0:
        return float(np.sqrt(np.mean(points**2)))
    return float(np.sqrt(np.average((points - average_points(attribute)) ** 2, weights=cases)))


def _likeness(scorecard: Scorecard, mine: Codes, theirs: Codes) -> Floats:
    """Return how alike each past case is in each attribute, 0 to 1, shape (cases, attributes)."""
    alike = np.zeros(theirs.shape)
    for place, attribute in enumerate(scorecard.attributes):
        by_band = _likeness_by_band(attribute, int(mine[place]))
        alike[:, place] = by_band[theirs[:, place]]
    return alike


def _likeness_by_band(attribute: ScorecardAttribute, mine: int) -> Floats:
    alike = np.zeros(len(attribute.bands))
    if attribute.bands[mine].role in {BandRole.MISSING, BandRole.UNSEEN}:
        return alike
    alike[mine] = 1.0
    if attribute.kind is not AttributeKind.NUMBER:
        return alike
    ranges = [place for place, band in enumerate(attribute.bands) if band.role is BandRole.RANGE]
    ranges.sort(key=lambda place: _lower_edge(attribute.bands[place]))
    reach = max(len(ranges) * REACH, 1.0)
    for position, place in enumerate(ranges):
        apart = abs(position - ranges.index(mine))
        alike[place] = max(0.0, 1.0 - apart / reach)
    return alike


def _lower_edge(band: Band) -> float:
    return -np.inf if band.low is None else band.low


def _nearest(similarity: Floats, past: Cases, wanted: np.ndarray, count: int) -> list[int]:
    rows = np.flatnonzero(wanted & (similarity > 0.0))
    # Later cases have higher numbers; keys are made negative so that both orders fall.
    arrived = rows if past.when is None else past.when[rows].astype(np.float64)
    order = np.lexsort((-arrived, -similarity[rows]))
    return rows[order[:count]].tolist()


def _in_common(
    scorecard: Scorecard, mine: Codes, alike: Floats, weights: Floats
) -> tuple[str, ...]:
    shared = [
        (-weight, f"{attribute.label} {attribute.bands[int(code)].label}")
        for attribute, code, same, weight in zip(
            scorecard.attributes, mine, alike, weights, strict=True
        )
        if same == 1.0 and weight > 0.0
    ]
    return tuple(words for _, words in sorted(shared)[:MOST_IN_COMMON])
