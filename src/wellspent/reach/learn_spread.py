"""Learn spread: how far companies, people, channels and hours are apart, from their touches.

Expectation-maximisation over the springs of `shrinkage`: where the deviations come to rest says how
long springs usually are, and that says where they come to rest. The stated spread counts as so many
cases of its own, so that a few people don't overturn it (Dempster, Laird & Rubin 1977, *Maximum
likelihood from incomplete data via the EM algorithm*, section 1 for the penalised form).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from wellspent.reach.shrinkage import (
    LEVELS,
    Nodes,
    Numbers,
    Observed,
    Places,
    Spread,
    hang,
    settle,
    squares,
)

ROUNDS: Final = 15
STILL: Final = 0.01
NEAR: Final = 1e-3


class _Group(NamedTuple):
    observed: Observed
    hung: Places
    nodes: Nodes


def learn_spread(groups: Sequence[Observed], stated: Spread) -> Spread:
    """Return the spread that the touches of companies show, starting from the stated one."""
    trees = [_tree(observed) for observed in groups]
    springs = [tree.nodes.springs() for tree in trees]
    starts: list[Numbers | None] = [None] * len(trees)
    spread = stated
    for _ in range(ROUNDS):
        total, cases = np.zeros(len(LEVELS)), np.zeros(len(LEVELS))
        for place, (tree, own) in enumerate(zip(trees, springs, strict=True)):
            settled = settle(
                tree.observed,
                tree.hung,
                own,
                tree.nodes.count,
                spread,
                start=starts[place],
                close_enough=NEAR,
            )
            starts[place] = settled.mode
            total += squares(settled, own)
            cases += _cases(own.child, own.level)
        before, spread = spread, _updated(stated, total, cases)
        if _furthest(before, spread) < STILL:
            break
    return spread


def _tree(observed: Observed) -> _Group:
    nodes = Nodes()
    return _Group(observed, hang(observed, nodes), nodes)


def _cases(child: Places, level: Places) -> Numbers:
    """Return how many deviations each level has; an hour hangs on two springs and is one."""
    seen = np.unique(child, return_index=True)[1]
    return np.bincount(level[seen], minlength=len(LEVELS)).astype(float)


def _updated(stated: Spread, total: Numbers, cases: Numbers) -> Spread:
    weight = stated.counts_as
    new = {
        name: float(
            np.sqrt((weight * getattr(stated, name) ** 2 + total[place]) / (weight + cases[place]))
        )
        for place, name in enumerate(LEVELS)
    }
    return replace(stated, **new)


def _furthest(one: Spread, other: Spread) -> float:
    return max(abs(getattr(one, name) - getattr(other, name)) for name in LEVELS)
