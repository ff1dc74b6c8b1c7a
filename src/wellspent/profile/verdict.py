"""The verdict: how far a scorecard can be trusted, with its reason in a sentence."""

from dataclasses import dataclass

from wellspent.profile.measures import (
    Foretold,
    area_under_curve,
    calibration_error,
    chance_of_area,
    log_loss_gain,
)
from wellspent.records.measured import Measured
from wellspent.records.verdict import Verdict

FEWEST_OF_EACH = 40

CLEAR_CHANCE = 0.001
"""Luck would order later cases so well once in a thousand tries."""

LIKELY_CHANCE = 0.01
"""With few cases two tests at one in a hundred do as well: later cases, and all cases shuffled."""

READY_AREA_LOW = 0.6
READY_CALIBRATION_ERROR = 0.1


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reason."""

    verdict: Verdict
    reason: str


def too_few(won: int, lost: int) -> Judged | None:
    """Return the verdict *rules only* when there are too few cases to learn from, else None."""
    if won >= FEWEST_OF_EACH and lost >= FEWEST_OF_EACH:
        return None
    return Judged(
        Verdict.RULES_ONLY,
        f"There are {won} won and {lost} lost cases; learning starts at {FEWEST_OF_EACH} of each. "
        "Until then the declared profile speaks alone.",
    )


def judge(
    foretold: Foretold, chance_of_dependence: float | None = None, *, time_known: bool = True
) -> Judged:
    """Return the verdict on cases that were foretold from earlier ones.

    `chance_of_dependence` is the p-value of a test on all cases; give it when there are few.
    """
    area = area_under_curve(foretold)
    tried = f"Learned on earlier cases and tried on {area.count:,} later ones"
    if not time_known:
        tried += " (no time is known, so the order of the rows stands for it)"
    gain = log_loss_gain(foretold)
    if not has_signal(foretold, gain, chance_of_dependence):
        return Judged(Verdict.NO_SIGNAL, f"{tried}, {_no_signal(area, gain)}")
    gap = calibration_error(foretold)
    told = (
        f"{tried}, a won case ranks above a lost one {area.value:.0%} of the time "
        f"({area.low:.0%} to {area.high:.0%}; chance is 50%)"
    )
    if area.low >= READY_AREA_LOW and gain.low > 0 and gap.low <= READY_CALIBRATION_ERROR:
        reason = f"{told}, and the probabilities are off by {gap.value:.0%} on average."
        return Judged(Verdict.READY, reason)
    return Judged(Verdict.WEAK, f"{told}. {_weakness(area, gain, gap)}{_latest(foretold, area)}")


def _latest(foretold: Foretold, area: Measured) -> str:
    """Say how well the latest block was foretold, where that is clearly better than all of them."""
    here = foretold.block == foretold.block.max()
    latest = area_under_curve(
        Foretold(
            probability=foretold.probability[here],
            base=foretold.base[here],
            outcome=foretold.outcome[here],
            block=foretold.block[here],
        )
    )
    if here.all() or not latest.low > area.high:
        return ""
    return (
        f" Among the latest {latest.count:,} alone it is {latest.value:.0%} "
        f"({latest.low:.0%} to {latest.high:.0%})."
    )


def has_signal(foretold: Foretold, gain: Measured, chance_of_dependence: float | None) -> bool:
    """Return whether later outcomes were foretold better than luck and the base rate explain."""
    if gain.value <= 0:
        return False
    chance = chance_of_area(foretold)
    if chance <= CLEAR_CHANCE:
        return True
    if chance_of_dependence is None:
        return False
    return chance <= LIKELY_CHANCE and chance_of_dependence <= LIKELY_CHANCE


def _no_signal(area: Measured, gain: Measured) -> str:
    if gain.value <= 0 and area.low > 0.5:
        return (
            f"a won case ranks above a lost one {area.value:.0%} of the time, but the "
            "probabilities are no nearer the truth than the plain base rate: what won before "
            "doesn't carry over. Everyone gets the base rate."
        )
    return (
        f"the columns don't tell won from lost: a won case ranks above a lost one "
        f"{area.value:.0%} of the time ({area.low:.0%} to {area.high:.0%}), where chance is 50%. "
        "Everyone gets the base rate."
    )


def _weakness(area: Measured, gain: Measured, gap: Measured) -> str:
    if area.low < READY_AREA_LOW:
        return "That is better than chance, but not by much, or not yet surely: lean on it lightly."
    if gain.low <= 0:
        return "The order helps; the probabilities aren't yet clearly better than the base rate."
    return f"The order helps, but the probabilities are off by {gap.value:.0%} on average."
