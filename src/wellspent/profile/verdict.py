"""The verdict: how far a scorecard can be trusted, with its reason in a sentence."""

from dataclasses import dataclass

from wellspent.profile.measures import (
    Foretold,
    area_under_curve,
    calibration_error,
    chance_of_area,
    log_loss_gain,
)
from wellspent.records.verdict import Verdict

FEWEST_OF_EACH = 40
CLEAR_CHANCE = 0.001
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


def judge(foretold: Foretold) -> Judged:
    """Return the verdict on cases that were foretold from earlier ones."""
    area = area_under_curve(foretold)
    chance = chance_of_area(foretold)
    gain = log_loss_gain(foretold)
    told = f"on {area.count} later cases"
    if chance > CLEAR_CHANCE or gain.value <= 0:
        return Judged(
            Verdict.NO_SIGNAL,
            f"Learned on earlier cases and tried {told}, the columns don't tell won from lost: "
            f"the order is right {area.value:.0%} of the time, where chance is 50%. "
            "Everyone gets the base rate.",
        )
    told = (
        f"Learned on earlier cases and tried {told}, a won case ranks above a lost one "
        f"{area.value:.0%} of the time ({area.low:.0%} to {area.high:.0%}; chance is 50%)"
    )
    gap = calibration_error(foretold)
    if area.low >= READY_AREA_LOW and gain.low > 0 and gap.low <= READY_CALIBRATION_ERROR:
        return Judged(
            Verdict.READY, f"{told}, and the probabilities are off by {gap.value:.0%} on average."
        )
    return Judged(Verdict.WEAK, f"{told}: better than chance, but lean on it lightly.")
