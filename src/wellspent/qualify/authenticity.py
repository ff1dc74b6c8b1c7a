"""Authenticity of enquiries: evidence for and against, added up, with an interval.

Never a verdict: it orders attention and informs the route. Nothing here knows a person's gender,
age or origin.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Final

from wellspent.qualify.authenticity_file import DeclaredSignal, declared_authenticity
from wellspent.qualify.enquiry_kind import kind_of
from wellspent.qualify.read_signals import read_signals
from wellspent.qualify.signal import all_signals
from wellspent.qualify.signals.intent import intent_in
from wellspent.records.attribute import AttributeKind
from wellspent.records.authenticity import Authenticity, SignalReading
from wellspent.records.enquiry import Enquiry
from wellspent.records.fit import Contribution
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

NAME: Final = "authenticity"
DECLARED_AT: Final = datetime(2026, 11, 22, tzinfo=UTC)
MOST_REMEMBERED: Final = 100_000


def prior_scorecard() -> Scorecard:
    """Return the declared scorecard, before any data: from `authenticity.toml`."""
    declared = declared_authenticity()
    share = declared.genuine_share
    return Scorecard(
        name=NAME,
        version=1,
        created_at=DECLARED_AT,
        base_log_odds=log(share / (1.0 - share)),
        base_standard_error=declared.uncertainty,
        attributes=tuple(_attribute(signal) for signal in declared.signals),
        verdict=Verdict.RULES_ONLY,
        verdict_reason="Declared points only: no enquiry has been marked yet.",
        won=0,
        lost=0,
        learner="declared points",
        fingerprint=sha256(repr(declared).encode()).hexdigest()[:16],
        base_rate=share,
    )


def _attribute(declared: DeclaredSignal) -> ScorecardAttribute:
    labels = {signal.name: signal.label for signal in all_signals()}
    stated = (
        Band(
            label=one.value,
            role=BandRole.VALUES,
            points=one.points,
            standard_error=one.uncertainty,
            values=(one.value,),
        )
        for one in declared.values
    )
    silent = (
        Band(label="says nothing", role=BandRole.MISSING, points=0.0),
        Band(label="not known to this scorecard", role=BandRole.UNSEEN, points=0.0),
    )
    return ScorecardAttribute(
        name=declared.name,
        label=labels[declared.name],
        kind=AttributeKind.CATEGORY,
        bands=(*stated, *silent),
    )


@dataclass(frozen=True, slots=True)
class _Score:
    """The score of one combination of readings; many enquiries share it."""

    log_odds: float
    probability: float
    low: float
    high: float
    contributions: tuple[Contribution, ...]


class AuthenticityTable:
    """A scorecard made ready for many enquiries: one contribution a band, made once.

    Points are against silence: what a signal doesn't say adds nothing.
    """

    def __init__(self, scorecard: Scorecard) -> None:
        self.scorecard = scorecard
        self._z = NormalDist().inv_cdf(0.5 + scorecard.level / 2)
        self._places: dict[tuple[str, str], int] = {}
        self._contributions: dict[int, Contribution] = {}
        self._scores: dict[tuple[int, ...], _Score] = {}
        place = 0
        for attribute in scorecard.attributes:
            for band in attribute.bands:
                place += 1
                for value in band.values:
                    self._places[attribute.name, value] = place
                    self._contributions[place] = _contribution(attribute, band, value)

    def score(self, readings: Iterable[SignalReading]) -> _Score:
        """Return base plus points of the readings, with the interval at the scorecard's level."""
        found = (self._places.get((one.signal, one.value)) for one in readings)
        places = tuple(sorted(place for place in found if place is not None))
        score = self._scores.get(places)
        if score is None:
            if len(self._scores) >= MOST_REMEMBERED:
                self._scores.clear()
            score = self._scores[places] = self._add_up(places)
        return score

    def points(self, reading: SignalReading) -> float:
        """Return the points of one reading; 0 for silence."""
        place = self._places.get((reading.signal, reading.value))
        return self._contributions[place].points if place is not None else 0.0

    def _add_up(self, places: tuple[int, ...]) -> _Score:
        ordered = sorted(
            (self._contributions[place] for place in places),
            key=lambda one: (-abs(one.points), one.attribute),
        )
        log_odds = self.scorecard.base_log_odds + sum(one.points for one in ordered)
        half_width = self._z * sqrt(max(self._variance(places), 0.0))
        return _Score(
            log_odds=log_odds,
            probability=_logistic(log_odds),
            low=_logistic(log_odds - half_width),
            high=_logistic(log_odds + half_width),
            contributions=tuple(ordered),
        )

    def _variance(self, places: tuple[int, ...]) -> float:
        covariance = self.scorecard.covariance
        if covariance is None:
            errors = (self._contributions[place].standard_error for place in places)
            return self.scorecard.base_standard_error**2 + sum(error**2 for error in errors)
        own = (0, *places)
        return sum(covariance[one][other] for one in own for other in own)


def authenticity_of(
    scorecard: Scorecard, enquiry: Enquiry, *, table: AuthenticityTable | None = None
) -> Authenticity:
    """Return how likely a genuine customer-to-be wrote this, with all evidence.

    Give `table` (`AuthenticityTable(scorecard)`) when looking at many enquiries one at a time.
    """
    ready = table or AuthenticityTable(scorecard)
    readings = read_signals(enquiry)
    score = ready.score(readings)
    kind, certainty = kind_of(intent_in(enquiry.lead), readings)
    return Authenticity(
        probability=score.probability,
        low=score.low,
        high=score.high,
        log_odds=score.log_odds,
        average_log_odds=scorecard.base_log_odds,
        kind=kind,
        kind_certainty=certainty,
        contributions=score.contributions,
        readings=tuple(sorted(readings, key=lambda one: -abs(ready.points(one)))),
    )


def authenticities_of(scorecard: Scorecard, enquiries: Sequence[Enquiry]) -> list[Authenticity]:
    """Return the authenticity of each enquiry, in their order."""
    table = AuthenticityTable(scorecard)
    return [authenticity_of(scorecard, enquiry, table=table) for enquiry in enquiries]


def _contribution(attribute: ScorecardAttribute, band: Band, value: str) -> Contribution:
    return Contribution(
        attribute=attribute.name,
        label=attribute.label,
        value=value,
        band=band.label,
        points=band.points,
        standard_error=band.standard_error,
        cases=band.cases,
        won=band.won,
        edited=band.edited,
    )


def _logistic(log_odds: float) -> float:
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-log_odds))
    return exp(log_odds) / (1.0 + exp(log_odds))
