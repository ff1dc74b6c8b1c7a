"""Role effects: what somebody's buying role adds to the team's log-odds of an answer, by channel.

Each role hangs on the team's average and each of its channels on the role, as in `shrinkage`.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from wellspent.reach.shrinkage import NO_TIME, Nodes, Numbers, Observed, Spread, settle
from wellspent.reach.touches import CHANNELS

Counted = Mapping[tuple[str, int, int, bool], int]
"""Touches by role, channel, slot and whether they were answered."""

HALF: float = 0.5


class RoleEffects(NamedTuple):
    """What a role adds by channel, with standard errors, and how many touches tell so."""

    added: tuple[float, ...]
    errors: tuple[float, ...]
    touches: int


def role_effects(counted: Counted, log_odds: Numbers, spread: Spread) -> dict[str, RoleEffects]:
    """Return the effects of the roles that touches are known of."""
    by_role: defaultdict[str, list[tuple[int, int, bool, int]]] = defaultdict(list)
    for (role, channel, slot, answered), number in counted.items():
        by_role[role].append((channel, slot, answered, number))
    return {role: _effects(cells, log_odds, spread) for role, cells in sorted(by_role.items())}


def _effects(
    cells: list[tuple[int, int, bool, int]], log_odds: Numbers, spread: Spread
) -> RoleEffects:
    channel, slot, answered, number = (np.array(each) for each in zip(*cells, strict=True))
    nodes = Nodes()
    hung = np.array([nodes.channel(0, place) for place in channel.tolist()])
    of_channel = [nodes.channel(0, place) for place in range(len(CHANNELS))]
    observed = Observed(
        person=np.zeros_like(channel),
        channel=channel,
        band=np.full_like(channel, NO_TIME),
        offset=log_odds[channel, slot],
        answered=answered.astype(float),
        times=number.astype(float),
    )
    # The tree of one person, taken for the role: its company has no room to move.
    as_tree = Spread(
        company=1e-3, person=spread.role, channel=spread.role * HALF, hour=1.0, role=1.0
    )
    settled = settle(observed, hung, nodes.springs(), nodes.count, as_tree)
    errors = np.sqrt(np.diag(settled.covariance))
    return RoleEffects(
        added=tuple(float(settled.mode[place]) for place in of_channel),
        errors=tuple(float(errors[place]) for place in of_channel),
        touches=int(number.sum()),
    )
