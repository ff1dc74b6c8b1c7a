"""Learn authenticity: the declared points are a prior, and what people marked moves them.

Every declared value is a Gaussian prior of its points, with its uncertainty as one standard error.
The learned points are the most probable ones given prior and labels (maximum a posteriori, by
Newton's method on the penalised logistic likelihood); their joint covariance is the inverse of the
curvature there (Laplace). Silence is worth nothing before and after: it is never learned.

Cases are counted by what was read off them, so their order doesn't matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from wellspent.profile.arrays import Codes, Flags, Floats, logistic
from wellspent.qualify.read_signals import read_signals
from wellspent.records.authenticity import LabelledEnquiry
from wellspent.records.scorecard import Band, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

LEARNER: Final = "declared points, moved by marks"
MOST_STEPS: Final = 50
SMALL_STEP: Final = 1e-12
ENOUGH: Final = 40
"""Genuine and other enquiries each, from which on the points are checked on later ones."""

LATER: Final = 0.25
TOLD_BY_LABEL: Final = {
    "bounce": frozenset({"bounced_address"}),
    "won": frozenset({"known_customer", "earlier_history"}),
}
"""Readings that say what the label says, by a word of `known_from`: they would teach themselves."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labelled enquiries by what was read off them: `readings` (cases, parameters) of 0 and 1.

    The first parameter is the base, the others are the bands as they stand.
    """

    readings: Floats
    genuine: Floats

    def take(self, rows: Codes | Flags) -> "Labels":
        """Return these cases only."""
        return Labels(self.readings[rows], self.genuine[rows])


@dataclass(frozen=True, slots=True)
class Posterior:
    """The most probable base and points, and their joint covariance."""

    points: Floats
    covariance: Floats


def learn_authenticity(
    prior: Scorecard, labelled: Sequence[LabelledEnquiry], *, now: datetime
) -> Scorecard:
    """Return the scorecard that prior and labels make; without labels the prior itself.

    Give the declared scorecard (`prior_scorecard`) and *all* labels each time: learning again from
    a learned one would count labels twice.
    """
    if not labelled:
        return prior
    ordered = sorted(labelled, key=_arrival)
    labels = _labels_of(prior, ordered)
    posterior = _most_probable(prior, labels)
    verdict, reason = _verdict(prior, labels)
    genuine = int(labels.genuine.sum())
    return replace(
        prior,
        version=prior.version + 1,
        created_at=now,
        base_log_odds=float(posterior.points[0]),
        base_standard_error=float(np.sqrt(posterior.covariance[0, 0])),
        attributes=_with_points(prior, labels, posterior),
        covariance=tuple(map(tuple, posterior.covariance.tolist())),
        verdict=verdict,
        verdict_reason=reason,
        won=genuine,
        lost=len(labelled) - genuine,
        learner=LEARNER,
        fingerprint=_fingerprint(prior, labels),
    )


def _arrival(one: LabelledEnquiry) -> tuple[datetime, str]:
    lead = one.enquiry.lead
    if lead.arrived_at is None:
        return datetime.min.replace(tzinfo=UTC), lead.id
    zoned = lead.arrived_at if lead.arrived_at.tzinfo else lead.arrived_at.replace(tzinfo=UTC)
    return zoned, lead.id


def _labels_of(scorecard: Scorecard, labelled: Sequence[LabelledEnquiry]) -> Labels:
    places = _places(scorecard)
    readings = np.zeros((len(labelled), _size(scorecard)))
    readings[:, 0] = 1.0
    for row, one in enumerate(labelled):
        for reading in read_signals(one.enquiry):
            place = places.get((reading.signal, reading.value))
            if place is not None and not _tells_itself(one.known_from, reading.signal):
                readings[row, place] = 1.0
    return Labels(readings, np.array([float(one.genuine) for one in labelled]))


def _tells_itself(known_from: str, signal: str) -> bool:
    said = known_from.casefold()
    return any(word in said and signal in signals for word, signals in TOLD_BY_LABEL.items())


def _places(scorecard: Scorecard) -> dict[tuple[str, str], int]:
    bands = (
        (attribute.name, band) for attribute in scorecard.attributes for band in attribute.bands
    )
    return {
        (name, value): place for place, (name, band) in enumerate(bands, 1) for value in band.values
    }


def _size(scorecard: Scorecard) -> int:
    return 1 + sum(len(attribute.bands) for attribute in scorecard.attributes)


def _prior_points(scorecard: Scorecard) -> Floats:
    """Return what each parameter is worth before these labels; edits by hand count."""
    points = [band.points for attribute in scorecard.attributes for band in attribute.bands]
    return np.array([scorecard.base_log_odds, *points])


def _prior_covariance(scorecard: Scorecard) -> Floats:
    if scorecard.covariance is not None:
        return np.array(scorecard.covariance)
    errors = [band.standard_error for attribute in scorecard.attributes for band in attribute.bands]
    return np.diag(np.array([scorecard.base_standard_error, *errors]) ** 2)


def _most_probable(scorecard: Scorecard, labels: Labels) -> Posterior:
    """Climb to the most probable points; those without any uncertainty stay."""
    mean, spread = _prior_points(scorecard), _prior_covariance(scorecard)
    free = np.flatnonzero(np.diag(spread) > 0.0)
    precision: Floats = np.asarray(np.linalg.inv(spread[np.ix_(free, free)]), dtype=np.float64)
    # Cases alike are one row with a weight: quick, and their order can't matter.
    told, counts = np.unique(
        np.column_stack([labels.readings, labels.genuine]), axis=0, return_counts=True
    )
    readings, genuine, counts = told[:, free], told[:, -1], counts.astype(np.float64)
    points = mean[free].copy()
    curvature = precision
    for _ in range(MOST_STEPS):
        chance = logistic(readings @ points)
        slope = readings.T @ (counts * (genuine - chance)) - precision @ (points - mean[free])
        weights = counts * chance * (1.0 - chance)
        curvature = readings.T @ (weights[:, None] * readings) + precision
        step = cho_solve(cho_factor(curvature), slope)
        points = _climb(points, step, readings, genuine, counts, precision, mean[free])
        if float(slope @ step) < SMALL_STEP:
            break
    covariance = np.zeros_like(spread)
    inverse = np.linalg.inv(curvature)
    covariance[np.ix_(free, free)] = (inverse + inverse.T) / 2.0
    learned = mean.copy()
    learned[free] = points
    return Posterior(learned, covariance)


def _climb(
    points: Floats,
    step: Floats,
    readings: Floats,
    genuine: Floats,
    counts: Floats,
    precision: Floats,
    mean: Floats,
) -> Floats:
    """Take the step, halved until it doesn't make things worse."""

    def value(at: Floats) -> float:
        log_odds, away = readings @ at, at - mean
        likelihood = counts @ (genuine * log_odds - np.logaddexp(0.0, log_odds))
        return float(likelihood - 0.5 * (away @ precision @ away))

    before = value(points)
    for _ in range(20):
        if value(points + step) >= before - 1e-12:
            return points + step
        step = 0.5 * step
    return points


def _with_points(
    scorecard: Scorecard, labels: Labels, posterior: Posterior
) -> tuple[ScorecardAttribute, ...]:
    errors = np.sqrt(np.diag(posterior.covariance))
    cases = labels.readings.sum(axis=0).astype(int)
    won = (labels.readings.T @ labels.genuine).astype(int)
    place = 0
    attributes: list[ScorecardAttribute] = []
    for attribute in scorecard.attributes:
        bands: list[Band] = []
        for band in attribute.bands:
            place += 1
            bands.append(
                replace(
                    band,
                    points=float(posterior.points[place]),
                    standard_error=float(errors[place]),
                    cases=int(cases[place]),
                    won=int(won[place]),
                )
            )
        attributes.append(replace(attribute, bands=tuple(bands)))
    return tuple(attributes)


def _verdict(prior: Scorecard, labels: Labels) -> tuple[Verdict, str]:
    """Say how far to trust the learned points, from the latest quarter of the labels."""
    genuine = int(labels.genuine.sum())
    others = len(labels.genuine) - genuine
    counted = f"{genuine:,} genuine and {others:,} other enquiries"
    if min(genuine, others) < ENOUGH:
        return Verdict.RULES_ONLY, f"Declared points, moved by {counted}."
    later = np.arange(len(labels.genuine)) >= round(len(labels.genuine) * (1.0 - LATER))
    earlier = _most_probable(prior, labels.take(~later))
    learned = _log_loss(earlier.points, labels.take(later))
    declared = _log_loss(_prior_points(prior), labels.take(later))
    if learned < declared:
        return Verdict.READY, (
            f"Learned from {counted}; on the latest quarter it errs less than the declared points "
            f"(log loss {learned:.3f} against {declared:.3f})."
        )
    return Verdict.WEAK, (
        f"Learned from {counted}; on the latest quarter it errs no less than the declared points "
        f"(log loss {learned:.3f} against {declared:.3f})."
    )


def _log_loss(points: Floats, labels: Labels) -> float:
    log_odds = labels.readings @ points
    return float(np.mean(np.logaddexp(0.0, log_odds) - labels.genuine * log_odds))


def _fingerprint(prior: Scorecard, labels: Labels) -> str:
    rows = np.column_stack([labels.readings, labels.genuine]).astype(np.uint8)
    kept = rows[np.lexsort(rows.T)]
    return sha256(prior.fingerprint.encode() + kept.tobytes()).hexdigest()[:16]
