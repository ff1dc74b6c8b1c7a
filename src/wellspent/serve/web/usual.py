"""The usual rate: what share of enquiries becomes a customer, the yardstick of every fit."""

from wellspent.jobs.declare_profile import declared_profile
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Scorecard
from wellspent.wiring import Wellspent


def usual_rate(wellspent: Wellspent, profile: LearnedProfile | None) -> float | None:
    """Return the usual rate (0 to 1): learned, else what the team declared, else None."""
    if profile is not None:
        return usual_rate_of(profile.scorecard)
    declared = declared_profile(wellspent.store)
    return declared.base_rate if declared.statements else None


def usual_rate_of(scorecard: Scorecard) -> float | None:
    """Return the base rate of a scorecard; from its counts where it doesn't state one."""
    if scorecard.base_rate is not None:
        return scorecard.base_rate
    closed = scorecard.won + scorecard.lost
    return scorecard.won / closed if closed else None
