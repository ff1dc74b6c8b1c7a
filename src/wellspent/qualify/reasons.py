"""The two or three reasons that matter, in words that a rep could say aloud to the customer.

A reason names one attribute of the business and what came of such enquiries before. Reasons are
made per band, not per lead: a million leads share a few hundred sentences.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Floats
from wellspent.profile.bands import range_label
from wellspent.qualify.points_table import PointsTable
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

SPOKEN_SHARES: Final = (
    *((1, count) for count in range(10, 1, -1)),
    *((2, 5), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10)),
)
MOST_REASONS: Final = 3
ALIKE: Final = 0.25
"""Log-odds up to which neighbouring ranges count nearly the same."""

LEAST_POINTS: Final = 0.1
"""Log-odds below which a value is no reason: it moves the odds by less than a tenth."""


def chosen_places(table: PointsTable, places: Codes) -> Codes:
    """Return where each case's reasons stand in the table, shape (cases, 3), -1 where none.

    The two largest contributions, then the largest on the other side when both of those point the
    same way, else the third largest. Left out is what is too small to matter, and what no past case
    stands behind.
    """
    contributions = table.contributions(places)
    chosen = np.full((len(places), MOST_REASONS), -1, dtype=np.int32)
    if places.shape[1] == 0:
        return chosen
    rows = np.arange(len(places))
    size = np.abs(contributions)
    size[(size < LEAST_POINTS) | ~table.sayable[places]] = 0.0
    signs = np.zeros((len(places), MOST_REASONS))
    for nth in range(MOST_REASONS):
        if nth == MOST_REASONS - 1:
            _prefer_other_side(size, contributions, signs)
        best = size.argmax(axis=1)
        found = size[rows, best] > 0.0
        chosen[found, nth] = places[rows[found], best[found]]
        signs[:, nth] = np.where(found, np.sign(contributions[rows, best]), 0.0)
        size[rows, best] = 0.0
    return chosen


def _prefer_other_side(size: Floats, contributions: Floats, signs: Floats) -> None:
    one_sided = signs[:, 0] == signs[:, 1]
    other = (np.sign(contributions) != signs[:, :1]) & (size > 0.0)
    blocked = (one_sided & other.any(axis=1))[:, None] & ~other
    size[blocked] = 0.0


def sentences(table: PointsTable) -> tuple[str, ...]:
    """Return one sentence for every band of the table, in its order."""
    return tuple(sentence_at(table, place) for place in range(len(table.bands)))


def sentence_at(table: PointsTable, place: int) -> str:
    """Return the sentence of the band that stands at this place in the table."""
    owner, band = table.owners[place], widened(table.owners[place], table.bands[place])
    return sentence(owner, band, float(table.centred[place]), average_rate(table.scorecard))


def widened(attribute: ScorecardAttribute, band: Band) -> Band:
    """Return a range of numbers joined with its neighbours that count nearly the same.

    Learning cuts numbers finely; a person is told of `200 to under 500` with the cases of all of
    it, rather than of `320 to under 392`.
    """
    if band.role is not BandRole.RANGE or band.edited:
        return band
    ranges = sorted((each for each in attribute.bands if each.role is BandRole.RANGE), key=_lower)
    first = last = ranges.index(band)
    while first > 0 and _counts_alike(band, ranges[first - 1]):
        first -= 1
    while last < len(ranges) - 1 and _counts_alike(band, ranges[last + 1]):
        last += 1
    if first == last:
        return band
    joined = ranges[first : last + 1]
    return replace(
        band,
        label=range_label(joined[0].low, joined[-1].high),
        low=joined[0].low,
        high=joined[-1].high,
        cases=sum(each.cases for each in joined),
        won=sum(each.won for each in joined),
    )


def _lower(band: Band) -> float:
    return -np.inf if band.low is None else band.low


def _counts_alike(band: Band, neighbour: Band) -> bool:
    return not neighbour.edited and abs(neighbour.points - band.points) <= ALIKE


def sentence(attribute: ScorecardAttribute, band: Band, points: float, average: float) -> str:
    """Return what the band's value says for or against an enquiry, with the count behind it."""
    subject = f"{_capital(attribute.label)} {_value_words(attribute, band)}"
    if band.edited:
        return f"{subject}: your team set this to count {_direction(points)}"
    if band.cases == 0:
        return f"{subject}: your declared profile counts this {_direction(points)}"
    counted = f"won {_only(points)}{band.won:,} of {band.cases:,} such enquiries"
    if (band.won / band.cases - average) * points < 0:
        counted = f"won {band.won:,} of {band.cases:,} such enquiries"
        return f"{subject}: {counted}; all else equal it counts {_direction(points)}"
    return f"{subject}: {counted}; the average is {in_words(average)}"


def _value_words(attribute: ScorecardAttribute, band: Band) -> str:
    if band.role is BandRole.MISSING:
        return "not given"
    if band.role is BandRole.UNSEEN:
        return "not seen before"
    if attribute.kind is AttributeKind.FLAG:
        return f"is {band.label}"
    return band.label


def _direction(points: float) -> str:
    return "for it" if points > 0 else "against it"


def _only(points: float) -> str:
    return "only " if points < 0 else ""


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def overall_sentence(scorecard: Scorecard) -> str:
    """Return the one reason of a lead that nothing sets apart from the average."""
    average = in_words(average_rate(scorecard))
    if scorecard.verdict is Verdict.NO_SIGNAL:
        return (
            f"Past enquiries that were won look like those that were lost: the average is {average}"
        )
    if scorecard.verdict is Verdict.RULES_ONLY:
        return (
            f"Too few closed enquiries to learn from yet ({scorecard.won} won, "
            f"{scorecard.lost} lost): the share your team expects is {average}"
        )
    return f"Nothing known sets it apart from the average, which is {average}"


def average_rate(scorecard: Scorecard) -> float:
    """Return the share of enquiries that are won, as the scorecard knows it."""
    if scorecard.base_rate is not None:
        return scorecard.base_rate
    closed = scorecard.won + scorecard.lost
    if closed:
        return scorecard.won / closed
    return float(1.0 / (1.0 + np.exp(-scorecard.base_log_odds)))


def in_words(rate: float) -> str:
    """Return a share as people say it: `1 in 4`, `2 in 5`, `1 in 37`."""
    if rate <= 0.0005:
        return "fewer than 1 in 1,000"
    if rate < 0.1:
        return f"1 in {round(1 / rate):,}"
    if rate > 0.95:
        return "nearly all"
    won, of = min(SPOKEN_SHARES, key=lambda share: abs(share[0] / share[1] - rate))
    return f"{won} in {of}"
