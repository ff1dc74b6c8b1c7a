"""Score cases with a scorecard in plain NumPy: look up bands, add up points.

Must not import a learner, nor scikit-learn or SciPy: a scorecard is only a table.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from wellspent.profile.arrays import Codes, Floats, logistic
from wellspent.profile.band_codes import codes_of_cases
from wellspent.records.cases import Cases
from wellspent.records.scorecard import Scorecard

ROWS_AT_A_TIME = 200_000


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of cases, one entry a case: log-odds, probability, and its interval."""

    log_odds: Floats
    probability: Floats
    low: Floats
    high: Floats


def score_cases(scorecard: Scorecard, cases: Cases) -> Scores:
    """Return the score of every case, with an interval at the scorecard's `level`.

    The log-odds are `base_log_odds` plus the points of one band of each attribute, exactly.
    """
    log_odds = np.empty(cases.rows)
    spread = np.empty(cases.rows)
    for first in range(0, cases.rows, ROWS_AT_A_TIME):
        rows = np.arange(first, min(first + ROWS_AT_A_TIME, cases.rows))
        codes = codes_of_cases(scorecard.attributes, cases.take(rows))
        log_odds[rows] = add_points(scorecard, codes)
        spread[rows] = standard_errors(scorecard, codes)
    half_width = NormalDist().inv_cdf(0.5 + scorecard.level / 2) * spread
    return Scores(
        log_odds=log_odds,
        probability=logistic(log_odds),
        low=logistic(log_odds - half_width),
        high=logistic(log_odds + half_width),
    )


def add_points(scorecard: Scorecard, codes: Codes) -> Floats:
    """Return the log-odds of cases given by their bands, shape (cases, attributes)."""
    log_odds = np.full(len(codes), scorecard.base_log_odds)
    for place, attribute in enumerate(scorecard.attributes):
        points = np.array([band.points for band in attribute.bands])
        log_odds += points[codes[:, place]]
    return log_odds


def standard_errors(scorecard: Scorecard, codes: Codes) -> Floats:
    """Return the standard error (log-odds) of each case's score, from the joint covariance."""
    if scorecard.covariance is None:
        return np.sqrt(_independent_variance(scorecard, codes))
    covariance = np.array(scorecard.covariance)
    starts = band_starts(scorecard)
    places = codes + starts[:-1]
    variance = np.full(len(codes), covariance[0, 0])
    for one in range(places.shape[1]):
        variance += 2.0 * covariance[0, places[:, one]]
        variance += covariance[places[:, one], places[:, one]]
        for other in range(one):
            variance += 2.0 * covariance[places[:, one], places[:, other]]
    return np.sqrt(np.maximum(variance, 0.0))


def band_starts(scorecard: Scorecard) -> Codes:
    """Return where each attribute's bands start in the covariance; one more at the end."""
    sizes = [len(attribute.bands) for attribute in scorecard.attributes]
    return np.cumsum([1, *sizes]).astype(np.int32)


def _independent_variance(scorecard: Scorecard, codes: Codes) -> Floats:
    variance = np.full(len(codes), scorecard.base_standard_error**2)
    for place, attribute in enumerate(scorecard.attributes):
        errors = np.array([band.standard_error for band in attribute.bands])
        variance += errors[codes[:, place]] ** 2
    return variance
