"""The usual rate: what share of enquiries becomes a customer, the yardstick of every fit."""

from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Scorecard


def usual_rate(profile: LearnedProfile | None) -> float | None:
    """Return the usual rate (0 to 1), or None while nothing is learned."""
    return usual_rate_of(profile.scorecard) if profile else None


def usual_rate_of(scorecard: Scorecard) -> float | None:
    """Return the base rate of a scorecard; from its counts where it doesn't state one."""
    if scorecard.base_rate is not None:
        return scorecard.base_rate
    closed = scorecard.won + scorecard.lost
    return scorecard.won / closed if closed else None
