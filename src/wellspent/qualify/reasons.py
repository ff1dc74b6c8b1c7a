"""The two or three reasons that matter, in words that a rep could say aloud to the customer.

A reason names one attribute of the business and what came of such enquiries before. Reasons are
made per band, not per lead: a million leads share a few hundred sentences.
"""

from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Floats
from wellspent.qualify.points_table import PointsTable
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import ASSUMED_SHARE, Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

MOST_REASONS: Final = 3
LEAST_POINTS: Final = 0.1
"""Log-odds below which a value is no reason: it moves the odds by less than a tenth."""

LEAST_OPPOSING: Final = 0.3
"""Log-odds from which a value on the other side may be told before a larger one."""

LEAST_OF_LARGER: Final = 0.5
"""How large it must be, too, as a share of the one that it is told instead of."""


def chosen_places(table: PointsTable, places: Codes) -> Codes:
    """Return where each case's reasons stand in the table, shape (cases, 3), -1 where none.

    The three largest contributions, in order of size. Where the first two point the same way, the
    largest on the other side takes the third place, if it is at least `LEAST_OPPOSING` and
    `LEAST_OF_LARGER` of the one that it replaces. Left out is what is too small to matter, and what
    no past case stands behind.
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
    weighty = np.maximum(LEAST_OPPOSING, LEAST_OF_LARGER * size.max(axis=1, keepdims=True))
    other = (np.sign(contributions) != signs[:, :1]) & (size >= weighty)
    blocked = (one_sided & other.any(axis=1))[:, None] & ~other
    size[blocked] = 0.0


def sentences(table: PointsTable) -> tuple[str, ...]:
    """Return one sentence for every band of the table, in its order."""
    return tuple(sentence_at(table, place) for place in range(len(table.bands)))


def sentence_at(table: PointsTable, place: int) -> str:
    """Return the sentence of the band that stands at this place in the table."""
    points, average = float(table.centred[place]), average_rate(table.scorecard)
    return sentence(table.owners[place], table.bands[place], points, average)


def sentence(attribute: ScorecardAttribute, band: Band, points: float, average: float) -> str:
    """Return what the band's value says for or against an enquiry, with the count behind it."""
    subject = f"{_capital(attribute.label)} {_value_words(attribute, band)}"
    if band.edited:
        return f"{subject}: your team set this to count {_direction(points)}"
    if band.cases == 0:
        return f"{subject}: your declared profile counts this {_direction(points)}"
    counted = f"{band.won:,} of {band.cases:,} such enquiries"
    if (band.won / band.cases - average) * points <= 0:
        return f"{subject}: won {counted}; all else equal it counts {_direction(points)}"
    if points > 0:
        return f"{subject}: won {counted}, more than {_usual(average)}"
    return f"{subject}: won only {counted}, less than {_usual(average)}"


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


def _usual(average: float) -> str:
    share = in_words(average)
    return f"the usual {share}" if share[0].isdigit() else f"usual ({share})"


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def overall_sentence(scorecard: Scorecard) -> str:
    """Return the one reason of a lead that nothing sets apart from the average."""
    average = in_words(average_rate(scorecard))
    if scorecard.verdict is Verdict.NO_SIGNAL:
        return (
            f"Past enquiries that were won look like those that were lost: the usual is {average}"
        )
    if scorecard.verdict is Verdict.RULES_ONLY and not scorecard.won + scorecard.lost:
        return f"Nothing was learned yet: {_stated_share(scorecard, average)}"
    if scorecard.verdict is Verdict.RULES_ONLY:
        return (
            f"Too few closed enquiries to learn from yet ({scorecard.won} won, "
            f"{scorecard.lost} lost): {_stated_share(scorecard, average)}"
        )
    return f"Nothing known sets it apart from {_usual(average_rate(scorecard))}"


def _stated_share(scorecard: Scorecard, share: str) -> str:
    if scorecard.learner == ASSUMED_SHARE:
        return f"an assumed {share}: your team has declared no share yet"
    return f"the share your team expects is {share}"


def average_rate(scorecard: Scorecard) -> float:
    """Return the share of enquiries that are won, as the scorecard knows it."""
    if scorecard.base_rate is not None:
        return scorecard.base_rate
    closed = scorecard.won + scorecard.lost
    if closed:
        return scorecard.won / closed
    return float(1.0 / (1.0 + np.exp(-scorecard.base_log_odds)))


def in_words(rate: float) -> str:
    """Return a share as every door says it: `12 in 100`; only below half of one, `3 in 1,000`."""
    if rate <= 0.0005:
        return "fewer than 1 in 1,000"
    if rate < 0.005:
        return f"{round(rate * 1000)} in 1,000"
    return "nearly all" if rate > 0.995 else f"{round(rate * 100)} in 100"
