"""Doubt: how likely it is that all that speaks for a judgement of somebody's role misleads.

Signs are put on the wrong person, meant otherwise, or said in passing. A judgement that rests on
one kind of sign may rest on such a one; with each further kind that agrees that is less likely.
So the change that the signs make to the shares of title and base is cut by that chance: a mixture
with what is known without them (contamination, Huber 1964, *Robust estimation of a location
parameter*).
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from wellspent.reach.role_weights import FROM_TITLE, RoleWeights
from wellspent.records.buying_role import BuyingRole, RoleReason, SignOfRole

Shares = Mapping[BuyingRole, float]

IN_FULL: Final = 1.0
"""A kind of sign that lifts a role by so many points supports it in full."""


def doubt_of(
    reasons: Iterable[RoleReason], without: Shares, told: Shares, weights: RoleWeights
) -> float:
    """Return the chance that the signs mislead: `misleads` to the power of the kinds that agree.

    `without` are the shares of base and title, `told` those with all signs. The kinds that lift a
    role are counted for each role that the signs lift, and weighted by how much its share rises. 0
    when the signs change nothing.
    """
    rises = {role: max(0.0, told[role] - without[role]) for role in BuyingRole}
    moved = math.fsum(rises.values())
    if not moved:
        return 0.0
    kinds = _by_kind(reasons, without)
    agree = math.fsum(rises[role] * _support(kinds, role) for role in BuyingRole) / moved
    return max(weights.least_doubt, weights.misleads**agree)


def doubted(without: Shares, told: Shares, doubt: float) -> Shares:
    """Return the shares when with this chance nothing is known but base and title."""
    return {role: (1 - doubt) * told[role] + doubt * without[role] for role in BuyingRole}


def _by_kind(
    reasons: Iterable[RoleReason], without: Shares
) -> Mapping[SignOfRole, Mapping[BuyingRole, float]]:
    """Return by how many points each kind lifts each role above what it does to all of them."""
    kinds: dict[SignOfRole, dict[BuyingRole, float]] = {}
    for one in reasons:
        if one.sign.kind not in FROM_TITLE:
            points = kinds.setdefault(one.sign.kind, dict.fromkeys(BuyingRole, 0.0))
            for role, value in one.points.items():
                points[role] += value
    return {kind: _lifts(points, without) for kind, points in sorted(kinds.items())}


def _lifts(points: Mapping[BuyingRole, float], without: Shares) -> Mapping[BuyingRole, float]:
    mean = math.fsum(without[role] * value for role, value in points.items())
    return {role: value - mean for role, value in points.items()}


def _support(kinds: Mapping[SignOfRole, Mapping[BuyingRole, float]], role: BuyingRole) -> float:
    """Return how many kinds lift a role; one that lifts it little counts for a part."""
    return math.fsum(min(IN_FULL, max(0.0, lifts[role])) for lifts in kinds.values())
