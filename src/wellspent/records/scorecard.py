"""Scorecard: one additive table of points.

Every learned judgement that a person sees has this form: base log-odds, and points (log-odds) per
value of each attribute, with how many cases and what uncertainty stand behind each. The points of
a case add up to its score; so a reason is exact, not an approximation.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from wellspent.records.attribute import AttributeKind
from wellspent.records.verdict import Verdict

ASSUMED_SHARE: Final = "assumed share"
"""`learner` of a scorecard that starts from a share of won enquiries that nobody declared."""


class BandRole(StrEnum):
    """What a band of an attribute catches."""

    RANGE = "range"
    VALUES = "values"
    MISSING = "missing"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One range, group of values, or absence of an attribute, and the points that it gives.

    A `RANGE` catches numbers with `low <= x < high` (None is open-ended); a `VALUES` band exactly
    its `values`; `MISSING` where there is no value; `UNSEEN` any category value that no other band
    names. `points` and `standard_error` are in log-odds; `cases` and `won` are what stands behind
    them (counts of closed cases, unweighted). With `edited`, a person set the points, and
    `learned_points` keeps what the data said.
    """

    label: str
    role: BandRole
    points: float
    standard_error: float = 0.0
    cases: int = 0
    won: int = 0
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    edited: bool = False
    learned_points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardAttribute:
    """The bands of one attribute.

    `kind` is NUMBER, CATEGORY or FLAG. Ranges of a number cover the whole line without overlap;
    each attribute has exactly one MISSING band, each category exactly one UNSEEN band.
    """

    name: str
    label: str
    kind: AttributeKind
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A whole scorecard.

    The score of a case is `base_log_odds` plus one band's points of each attribute; its logistic
    is the probability that the case is won. `covariance`, when present, is the joint covariance
    (log-odds squared) of the base and all bands' points, in this order: base, then each band of
    each attribute as they stand; without it the standard errors are taken as independent.
    `level` is the nominal coverage of intervals. `fingerprint` identifies the data that it was
    learned from; `won` and `lost` count that data. `learned_base_log_odds` is set only when a
    person changed the base, and keeps what the data said. `base_rate` (0 to 1) is the usual rate
    that fits are compared with: the share of cases won, of recent ones where it has moved; `won`
    and `lost` give the share over all of them.
    """

    name: str
    version: int
    created_at: datetime
    base_log_odds: float
    base_standard_error: float
    attributes: tuple[ScorecardAttribute, ...]
    verdict: Verdict
    verdict_reason: str
    won: int
    lost: int
    learner: str
    fingerprint: str
    level: float = 0.9
    base_rate: float | None = None
    covariance: tuple[tuple[float, ...], ...] | None = None
    learned_base_log_odds: float | None = None

    def edited(self) -> bool:
        """Return whether a person has set the base or any of the points."""
        if self.learned_base_log_odds is not None:
            return True
        return any(band.edited for attribute in self.attributes for band in attribute.bands)
