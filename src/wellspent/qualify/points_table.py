"""A scorecard's points as flat arrays, made once and used for many leads.

Points are kept relative to the average case, so that a contribution says what a value adds
*compared with the others*, whatever the learner put into the base.
"""

from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Flags, Floats, logistic
from wellspent.profile.score import band_starts
from wellspent.qualify.spelling import Spellings, spellings_of
from wellspent.qualify.told_twice import told_twice
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute

FEW: Final = 64
"""Cases up to which their parts of the covariance are added up at once."""


@dataclass(frozen=True, slots=True)
class PointsTable:
    """All bands of a scorecard in one row: attribute by attribute, as they stand.

    `starts[i]` is where attribute `i` begins, so that band `code` of it stands at
    `starts[i] + code`. `centred` are points minus the attribute's average over the closed cases;
    `average` is the base with those averages added. `covariance` starts with the base. `sayable`
    are bands that can be a reason: a value that nobody had before is evidence of nothing. `facts`
    are equal for bands that tell the same fact (see `told_twice`); `shares` (0 to 1) say how many
    of the attribute's closed cases a band caught.
    """

    scorecard: Scorecard
    bands: tuple[Band, ...]
    owners: tuple[ScorecardAttribute, ...]
    starts: Codes
    centred: Floats
    average: float
    covariance: Floats | None
    errors: Floats
    sayable: Flags
    facts: Codes
    shares: Floats
    z: float = field(default=1.645)
    spellings: Spellings = field(default_factory=dict[str, dict[str, str]])

    def places(self, codes: Codes) -> Codes:
        """Return where the bands of cases stand in the table, shape (cases, attributes)."""
        return codes + self.starts

    def contributions(self, places: Codes) -> Floats:
        """Return the centred points of cases, shape (cases, attributes)."""
        return self.centred[places]

    def standard_errors(self, places: Codes) -> Floats:
        """Return the standard error (log-odds) of each case's score."""
        if self.covariance is None:
            base = self.scorecard.base_standard_error
            return np.sqrt(base**2 + (self.errors[places] ** 2).sum(axis=1))
        if len(places) <= FEW:
            return np.sqrt(np.maximum(self._variance_at_once(places, self.covariance), 0.0))
        variance = np.full(len(places), self.covariance[0, 0])
        with_base = places + 1
        for one in range(places.shape[1]):
            variance += 2.0 * self.covariance[0, with_base[:, one]]
            variance += self.covariance[with_base[:, one], with_base[:, one]]
            for other in range(one):
                variance += 2.0 * self.covariance[with_base[:, one], with_base[:, other]]
        return np.sqrt(np.maximum(variance, 0.0))

    def _variance_at_once(self, places: Codes, covariance: Floats) -> Floats:
        """Add up each case's own part of the covariance: quick for few cases, large for many."""
        base = np.zeros((len(places), 1), dtype=places.dtype)
        own = np.hstack([base, places + 1])
        return covariance[own[:, :, None], own[:, None, :]].sum(axis=(1, 2))

    def interval(self, log_odds: Floats, places: Codes) -> tuple[Floats, Floats]:
        """Return the low and high probability of each case, at the scorecard's level."""
        half_width = self.z * self.standard_errors(places)
        return logistic(log_odds - half_width), logistic(log_odds + half_width)


def points_table(scorecard: Scorecard) -> PointsTable:
    """Return the scorecard's points as arrays."""
    averages = [average_points(attribute) for attribute in scorecard.attributes]
    sizes = [len(attribute.bands) for attribute in scorecard.attributes]
    bands = tuple(band for attribute in scorecard.attributes for band in attribute.bands)
    owners = tuple(attribute for attribute in scorecard.attributes for _ in attribute.bands)
    points = np.array([band.points for band in bands], dtype=np.float64)
    covariance = None if scorecard.covariance is None else np.array(scorecard.covariance)
    cases = np.array([band.cases for band in bands], dtype=np.float64)
    caught = [float(sum(band.cases for band in one.bands)) for one in scorecard.attributes]
    return PointsTable(
        scorecard=scorecard,
        bands=bands,
        owners=owners,
        starts=band_starts(scorecard)[:-1] - 1,
        centred=points - np.repeat(np.array(averages, dtype=np.float64), sizes),
        average=scorecard.base_log_odds + sum(averages),
        covariance=covariance,
        errors=np.array([band.standard_error for band in bands], dtype=np.float64),
        sayable=np.array([_is_sayable(band) for band in bands], dtype=np.bool_),
        facts=told_twice(bands, [owner.name for owner in owners], covariance),
        shares=cases / np.maximum(np.repeat(np.array(caught), sizes), 1.0),
        z=NormalDist().inv_cdf(0.5 + scorecard.level / 2),
        spellings=spellings_of(scorecard.attributes),
    )


def _is_sayable(band: Band) -> bool:
    stated = band.role in {BandRole.RANGE, BandRole.VALUES}
    return stated or band.cases > 0 or band.edited


def average_points(attribute: ScorecardAttribute) -> float:
    """Return the attribute's mean points over the closed cases; 0 where there are none."""
    cases = sum(band.cases for band in attribute.bands)
    if cases == 0:
        return 0.0
    return sum(band.points * band.cases for band in attribute.bands) / cases
