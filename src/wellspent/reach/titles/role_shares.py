"""Role shares: from points of the buying roles to their shares, and back."""

import math
from collections.abc import Mapping

from wellspent.reach.titles.prior_file import ROLES, Points
from wellspent.records.buying_role import BuyingRole


def shares_of(points: Points) -> Mapping[BuyingRole, float]:
    """Return the softmax of points, with *unknown* at 0; the shares add up to 1."""
    odds = {role: points.get(role, 0.0) for role in ROLES} | {BuyingRole.UNKNOWN: 0.0}
    most = max(odds.values())
    weights = {role: math.exp(each - most) for role, each in odds.items()}
    total = math.fsum(weights.values())
    return {role: weight / total for role, weight in weights.items()}


def points_of(shares: Mapping[BuyingRole, float]) -> Points:
    """Return the log-odds of shares above 0 against that of *unknown*."""
    unknown = math.log(shares[BuyingRole.UNKNOWN])
    return {role: math.log(shares[role]) - unknown for role in ROLES}
