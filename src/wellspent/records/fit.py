"""Fit: how much an enquiry looks like those that became customers."""

from dataclasses import dataclass

from wellspent.records.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one attribute's value adds to a score, exactly.

    `points` is in log-odds and relative to the average case, so that the contributions and
    `Fit.average_log_odds` add up to `Fit.log_odds`. `value` is the case's own value as text (empty
    when missing); `band` names the range or group that caught it.
    """

    attribute: str
    label: str
    value: str
    band: str
    points: float
    standard_error: float
    cases: int
    won: int
    missing: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Fit of one enquiry.

    `probability`, `low` and `high` lie between 0 and 1 (pages show them out of 100). The
    contributions are ordered by the size of their points. `find_out` lists attributes that are
    missing here and would move the score most.
    """

    probability: float
    low: float
    high: float
    log_odds: float
    average_log_odds: float
    verdict: Verdict
    contributions: tuple[Contribution, ...]
    reasons: tuple[str, ...]
    find_out: tuple[str, ...] = ()
