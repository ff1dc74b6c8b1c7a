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


RAREST: Final = 0.2
"""By how much what all others share, too, counts less when it competes to be told."""


def chosen_places(table: PointsTable, places: Codes, log_odds: Floats) -> Codes:
    """Return which of `sentences` are each case's reasons, shape (cases, 3), -1 where none.

    The three largest contributions; of nearly equal ones what fewer others share, and of bands that
    tell the same fact only the stronger. Where the first two point the same way, the largest on the
    other side takes the third place, if it is at least `LEAST_OPPOSING` and `LEAST_OF_LARGER` of
    the one that it replaces. Left out is what is too small to matter, and what no past case stands
    behind. First come those that point where the sum (`log_odds`) does; a case that stands at the
    usual rate, with nothing of weight on either side, has none.
    """
    contributions = table.contributions(places)
    chosen = np.full((len(places), MOST_REASONS), -1, dtype=np.int32)
    signs = np.zeros((len(places), MOST_REASONS))
    if places.shape[1]:
        _choose(table, places, contributions, chosen, signs)
    side = _side(table, log_odds)
    at_usual = (side == 0.0) & ~(np.abs(contributions) >= LEAST_OPPOSING).any(axis=1)
    chosen[at_usual] = -1
    return _sum_first(chosen, signs, side, len(table.bands))


def _choose(
    table: PointsTable, places: Codes, contributions: Floats, chosen: Codes, signs: Floats
) -> None:
    rows = np.arange(len(places))
    size = np.abs(contributions)
    size[(size < LEAST_POINTS) | ~table.sayable[places]] = 0.0
    size *= 1.0 - RAREST * table.shares[places]
    facts = table.facts[places]
    for nth in range(MOST_REASONS):
        if nth == MOST_REASONS - 1:
            _prefer_other_side(size, contributions, signs)
        best = size.argmax(axis=1)
        found = size[rows, best] > 0.0
        chosen[found, nth] = places[rows[found], best[found]]
        signs[:, nth] = np.where(found, np.sign(contributions[rows, best]), 0.0)
        size[facts == facts[rows, best][:, None]] = 0.0


def _prefer_other_side(size: Floats, contributions: Floats, signs: Floats) -> None:
    one_sided = signs[:, 0] == signs[:, 1]
    weighty = np.maximum(LEAST_OPPOSING, LEAST_OF_LARGER * size.max(axis=1, keepdims=True))
    other = (np.sign(contributions) != signs[:, :1]) & (size >= weighty)
    blocked = (one_sided & other.any(axis=1))[:, None] & ~other
    size[blocked] = 0.0


def _side(table: PointsTable, log_odds: Floats) -> Floats:
    """Return 1 for cases above the usual rate, -1 below it, and 0 at it."""
    usual = min(max(average_rate(table.scorecard), 1e-6), 1.0 - 1e-6)
    above = log_odds - np.log(usual / (1.0 - usual))
    return np.where(np.abs(above) < LEAST_POINTS, 0.0, np.sign(above))


def _sum_first(chosen: Codes, signs: Floats, side: Floats, count: int) -> Codes:
    """Put reasons of the sum's side first, the others after them in their other wording.

    Where there is none on the sum's side, one that says so stands for the many small ones.
    """
    opposing = (chosen >= 0) & (signs * side[:, None] < 0)
    worded = np.where(opposing, chosen + count, chosen)
    if count == 0:
        return worded
    none_with = ~((chosen >= 0) & ~opposing).any(axis=1) & (side != 0.0)
    worded[none_with, 1:] = worded[none_with, :-1]
    worded[none_with, 0] = 2 * count + (side[none_with] > 0)
    rank = np.where(worded < 0, 2, opposing)
    rank[none_with] = np.arange(MOST_REASONS)
    return np.take_along_axis(worded, np.argsort(rank, axis=1, kind="stable"), axis=1)


def sentences(table: PointsTable) -> tuple[str, ...]:
    """Return the sentences that `chosen_places` points at.

    One for every band of the table in its order, again for where the sum points the other way, and
    two for where only small things put a case below the usual rate, or above it.
    """
    return tuple(sentence_at(table, place) for place in range(2 * len(table.bands) + 2))


def sentence_at(table: PointsTable, place: int) -> str:
    """Return the sentence at this place of `sentences`."""
    count, scorecard = len(table.bands), table.scorecard
    if place >= 2 * count:
        where = "above" if place > 2 * count else "below"
        return f"Everything together puts it {where} {_usual(average_rate(scorecard))}"
    own = place % count
    points = float(table.centred[own])
    said = sentence(
        table.owners[own],
        table.bands[own],
        points,
        long_run_rate(scorecard),
        lately=average_rate(scorecard),
    )
    if place < count:
        return said
    return f"{_capital(_direction(points))}: {said}"


def sentence(
    attribute: ScorecardAttribute,
    band: Band,
    points: float,
    average: float,
    *,
    lately: float | None = None,
) -> str:
    """Return what the band's value says for or against an enquiry, with the count behind it.

    `average` is the rate of all past enquiries, which the count is compared with; `lately` the one
    that fits are compared with, where it has moved.
    """
    subject = f"{_capital(attribute.label)} {_value_words(attribute, band)}"
    if band.edited:
        return f"{subject}: your team set this to count {_direction(points)}"
    if band.cases == 0:
        return f"{subject}: your declared profile counts this {_direction(points)}"
    counted = f"{band.won:,} of {band.cases:,} such enquiries"
    rate = band.won / band.cases
    if (rate - average) * points <= 0 or in_words(rate) == in_words(average):
        more = "more" if points > 0 else "less"
        return f"{subject}: won {counted}, {more} often than others that are alike in the rest"
    usual = _usual(average)
    if lately is not None and in_words(lately) != in_words(average):
        usual = f"the long-run {in_words(average)} (lately {in_words(lately)})"
    if points > 0:
        return f"{subject}: won {counted}, more than {usual}"
    return f"{subject}: won only {counted}, less than {usual}"


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
    """Return the usual rate that fits are compared with: a recent one where it has moved."""
    if scorecard.base_rate is not None:
        return scorecard.base_rate
    closed = scorecard.won + scorecard.lost
    if closed:
        return scorecard.won / closed
    return float(1.0 / (1.0 + np.exp(-scorecard.base_log_odds)))


def long_run_rate(scorecard: Scorecard) -> float:
    """Return the share of all past enquiries that were won: what counts of bands add up to."""
    closed = scorecard.won + scorecard.lost
    if closed and scorecard.verdict is not Verdict.RULES_ONLY:
        return scorecard.won / closed
    return average_rate(scorecard)


def in_words(rate: float) -> str:
    """Return a share as every door says it: `12 in 100`; only below half of one, `3 in 1,000`."""
    if rate <= 0.0005:
        return "fewer than 1 in 1,000"
    if rate < 0.005:
        return f"{round(rate * 1000)} in 1,000"
    return "nearly all" if rate > 0.995 else f"{round(rate * 100)} in 100"
