"""Fit of leads: the score, its interval, and exact reasons.

Must not open the store, and must not decide anything: a fit orders attention, it rejects nobody.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Floats, logistic
from wellspent.profile.band_codes import codes_of_cases
from wellspent.qualify.points_table import PointsTable, points_table
from wellspent.qualify.reasons import (
    chosen_places,
    overall_sentence,
    sentence_at,
    sentences,
)
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column, Values
from wellspent.records.fit import Contribution, Fit
from wellspent.records.scorecard import BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

ROWS_AT_A_TIME: Final = 100_000
MOST_TO_FIND_OUT: Final = 3
LEAST_MOVE: Final = 0.15
"""Log-odds (root mean square) that an answer has to move a score to be worth asking for."""


def fit_of(scorecard: Scorecard, values: Values, *, table: PointsTable | None = None) -> Fit:
    """Return the fit of one lead given by its values, with every contribution.

    Values are read by the attributes' names; one that isn't there counts as missing. Give `table`
    (from `points_table`) when scoring many leads one at a time.
    """
    ready = table or points_table(scorecard)
    codes = codes_of_cases(scorecard.attributes, one_case(scorecard, values))
    places = ready.places(codes)
    contributions = ready.contributions(places)[0]
    log_odds = ready.average + float(contributions.sum())
    low, high = ready.interval(np.array([log_odds]), places)
    chosen = chosen_places(ready, places, np.array([log_odds]))[0]
    return Fit(
        probability=float(logistic(np.array([log_odds]))[0]),
        low=float(low[0]),
        high=float(high[0]),
        log_odds=log_odds,
        average_log_odds=ready.average,
        verdict=scorecard.verdict,
        contributions=_contributions(ready, places[0], contributions, values),
        reasons=_reasons(ready, chosen),
        find_out=find_out(ready, places[0]),
    )


@dataclass(frozen=True, slots=True)
class Fits:
    """Fits of many leads: one entry a lead in each array.

    `chosen` (leads, 3) says which of `sentences` are a lead's reasons, -1 where there are fewer.
    """

    log_odds: Floats
    probability: Floats
    low: Floats
    high: Floats
    verdict: Verdict
    chosen: Codes
    sentences: tuple[str, ...]
    otherwise: str

    def reasons(self, row: int) -> tuple[str, ...]:
        """Return the reasons of the lead in that row, in words."""
        places: list[int] = self.chosen[row].tolist()
        found = tuple(self.sentences[place] for place in places if place >= 0)
        return found or (self.otherwise,)


def fits_of(scorecard: Scorecard, cases: Cases, *, table: PointsTable | None = None) -> Fits:
    """Return the fits of all cases, open or closed, in their order."""
    ready = table or points_table(scorecard)
    log_odds, low, high = np.empty((3, cases.rows))
    chosen = np.empty((cases.rows, 3), dtype=np.int32)
    for first in range(0, cases.rows, ROWS_AT_A_TIME):
        rows = np.arange(first, min(first + ROWS_AT_A_TIME, cases.rows))
        places = ready.places(codes_of_cases(scorecard.attributes, cases.take(rows)))
        log_odds[rows] = ready.average + ready.contributions(places).sum(axis=1)
        low[rows], high[rows] = ready.interval(log_odds[rows], places)
        chosen[rows] = chosen_places(ready, places, log_odds[rows])
    return Fits(
        log_odds=log_odds,
        probability=logistic(log_odds),
        low=low,
        high=high,
        verdict=scorecard.verdict,
        chosen=chosen,
        sentences=sentences(ready),
        otherwise=overall_sentence(scorecard),
    )


def one_case(scorecard: Scorecard, values: Values) -> Cases:
    """Return the values of one lead as cases with a single row."""
    columns = tuple(
        _one_value(attribute, values.get(attribute.name)) for attribute in scorecard.attributes
    )
    return Cases(columns=columns, rows=1)


def _one_value(attribute: ScorecardAttribute, value: str | float | bool | None) -> Column:
    if attribute.kind is AttributeKind.NUMBER and not isinstance(value, str):
        number = np.nan if value is None else float(value)
        return Column(attribute.name, AttributeKind.NUMBER, np.array([number]))
    text = text_of(value)
    codes = np.array([0 if text else -1], dtype=np.int32)
    return Column(attribute.name, AttributeKind.CATEGORY, codes, (text,))


def text_of(value: str | float | bool | None) -> str:
    """Return a value as the scorecard names it: flags as `yes` and `no`, missing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return "" if np.isnan(value) else f"{value:.15g}"


def _contributions(
    table: PointsTable, places: Codes, points: Floats, values: Values
) -> tuple[Contribution, ...]:
    made = [
        _contribution(table, int(place), float(point), values)
        for place, point in zip(places, points, strict=True)
    ]
    return tuple(sorted(made, key=lambda contribution: -abs(contribution.points)))


def _contribution(table: PointsTable, place: int, points: float, values: Values) -> Contribution:
    owner, band = table.owners[place], table.bands[place]
    return Contribution(
        attribute=owner.name,
        label=owner.label,
        value=text_of(values.get(owner.name)),
        band=band.label,
        points=points,
        standard_error=band.standard_error,
        cases=band.cases,
        won=band.won,
        missing=band.role is BandRole.MISSING,
        edited=band.edited,
    )


def _reasons(table: PointsTable, chosen: Codes) -> tuple[str, ...]:
    places: list[int] = chosen.tolist()
    found = tuple(sentence_at(table, place) for place in places if place >= 0)
    return found or (overall_sentence(table.scorecard),)


def find_out(table: PointsTable, places: Codes) -> tuple[str, ...]:
    """Return labels of what is missing here and would move the score most, once known."""
    moves: list[tuple[float, str]] = []
    for place in places.tolist():
        owner = table.owners[place]
        if table.bands[place].role is not BandRole.MISSING:
            continue
        move = expected_move(owner)
        if move >= LEAST_MOVE:
            moves.append((-move, owner.label))
    return tuple(label for _, label in sorted(moves)[:MOST_TO_FIND_OUT])


def expected_move(attribute: ScorecardAttribute) -> float:
    """Return how far knowing the attribute moves a score: root mean square, in log-odds."""
    missing = next(band.points for band in attribute.bands if band.role is BandRole.MISSING)
    known = [band for band in attribute.bands if band.role in {BandRole.RANGE, BandRole.VALUES}]
    if not known:
        return 0.0
    moves = np.array([band.points - missing for band in known])
    weights = np.array([float(band.cases) for band in known])
    if weights.sum() == 0.0:
        weights = np.ones(len(known))
    return float(np.sqrt(np.average(moves**2, weights=weights)))
