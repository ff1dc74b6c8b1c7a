"""What can and can't be told about genuine enquiries in slow lanes, in plain words. No HTML."""

import math
from collections.abc import Sequence

from wellspent.records.route import Promise
from wellspent.records.route_report import SlowLaneShare
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.web.wording import list_words

LEVEL_SQUARED = 2.706
"""The square of the normal quantile behind a 90 % interval."""


LEAST_SHOWN = 0.00005
CERTAIN = 0.995


def exact_percent(share: float) -> str:
    """Return a small share with the digits that it needs: `0.57 %`, `4 %`."""
    if share < LEAST_SHOWN:
        return "0 %"
    return f"{share * 100:.2g} %" if share < 0.1 else f"{share * 100:.0f} %"


def headline(overall: SlowLaneShare) -> str:
    """Say how many genuine enquiries ended in a slow lane, as the page's first words."""
    if not overall.genuine:
        return "No enquiry is known to be genuine yet"
    share = overall.share
    return (
        f"{overall.slow:,} of {overall.genuine:,} genuine enquiries ended in a slow lane: "
        f"{exact_percent(share.value)} ({exact_percent(share.low)} to {exact_percent(share.high)})"
    )


def can_be_told(overall: SlowLaneShare, promise: Promise) -> str:
    """Say whether that keeps the promise, as far as so many can tell."""
    if not overall.genuine:
        return (
            "So nothing can be said. Won deals tell, and so does marking an enquiry as genuine on "
            "its page."
        )
    low, high = overall.share.low, overall.share.high
    promised = f"the promised {exact_percent(promise.share)}"
    if high <= promise.share:
        return f"Even the upper end of the interval lies within {promised}."
    if low > promise.share:
        return f"The whole interval lies above {promised}: they end there too often."
    enough = enough_to_tell(promise.share)
    told = f"From {overall.genuine:,} it can't be told whether {promised} is kept"
    if enough is None:
        return f"{told}: no number of enquiries can show a share of nothing."
    return f"{told}: that takes about {enough:,} genuine ones with none in a slow lane."


def enough_to_tell(share: float) -> int | None:
    """Return how many genuine ones, none of them slow, put the upper end of the interval at it."""
    if share <= 0:
        return None
    return math.ceil(LEVEL_SQUARED * (1 - share) / share)


def standing(one: SlowLaneShare) -> str:
    """Say how a group stands beside all others."""
    if one.probability is None:
        return "too few to compare" if one.genuine < 5 else "nothing to compare with"
    said = "differs from the others" if one.differs else "no difference seen"
    return said if one.probability > CERTAIN else f"{said} (chance {one.probability:.2g})"


def groups_in_words(groups: Sequence[SlowLaneShare], what: str) -> str:
    """Say what can and can't be told from so many, for groups by source or country."""
    if not groups:
        return ""
    differing = [one.group for one in groups if one.differs]
    compared = [one for one in groups if one.probability is not None]
    if not compared:
        return f"No {what} has enough genuine enquiries to be compared with the others."
    widest = max(compared, key=lambda one: one.share.high)
    limit = (
        f"With {counted(widest.genuine, 'genuine one', 'genuine ones')} from {widest.group}, a "
        f"share of up to {exact_percent(widest.share.high)} there can't be ruled out."
    )
    if differing:
        verb = "is" if len(differing) == 1 else "are"
        return f"{list_words(differing)} {verb} treated differently, beyond chance. {limit}"
    return f"No {what} is seen to be treated differently. {limit}"
