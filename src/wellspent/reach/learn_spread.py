"""Learn spread: how far companies, people, channels and hours are apart, from their touches.

Expectation-maximisation over the springs of `shrinkage`: where the deviations come to rest says how
long springs usually are, and that says where they come to rest. The stated spread counts as so many
cases of its own, so that a few people don't overturn it (Dempster, Laird & Rubin 1977, *Maximum
likelihood from incomplete data via the EM algorithm*, section 1 for the penalised form).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from wellspent.reach.shrinkage import (
    LEVELS,
    Nodes,
    Numbers,
    Observed,
    Places,
    Settled,
    Spread,
    evidence,
    hang,
    settle,
    squares,
)

ROUNDS: Final = 15
STILL: Final = 0.01
SHARES: Final = (1.0, 0.6, 0.35, 0.2, 0.1)
NEAR: Final = 1e-3


class _Tree:
    """A company's people, and where their deviations came to rest last."""

    def __init__(self, observed: Observed) -> None:
        nodes = Nodes()
        self._observed = observed
        self._hung = hang(observed, nodes)
        self._springs = nodes.springs()
        self._count = nodes.count
        self._last: Numbers | None = None
        self.cases = _cases(self._springs.child, self._springs.level)

    def rest(self, spread: Spread) -> Settled:
        """Return where the deviations come to rest under a spread."""
        settled = settle(
            self._observed,
            self._hung,
            self._springs,
            self._count,
            spread,
            start=self._last,
            close_enough=NEAR,
        )
        self._last = settled.mode
        return settled

    def evidence(self, spread: Spread) -> float:
        """Return how likely the touches are under a spread (a log)."""
        return evidence(self.rest(spread), self._observed, self._hung, self._springs, spread)

    def squares(self, spread: Spread) -> Numbers:
        """Return the expected squared lengths of the springs by level."""
        return squares(self.rest(spread), self._springs)


def learn_spread(groups: Sequence[Observed], stated: Spread) -> Spread:
    """Return the spread that the touches of companies show.

    The search begins at the share of the stated spread under which the touches are likeliest:
    from far away it would take very many rounds where people hardly differ.
    """
    trees = [_Tree(observed) for observed in groups]
    spread = _begun(trees, stated)
    for _ in range(ROUNDS):
        total, cases = np.zeros(len(LEVELS)), np.zeros(len(LEVELS))
        for tree in trees:
            total += tree.squares(spread)
            cases += tree.cases
        before, spread = spread, _updated(stated, total, cases)
        if _furthest(before, spread) < STILL:
            break
    return spread


def _begun(trees: Sequence[_Tree], stated: Spread) -> Spread:
    if not trees:
        return stated
    begun = [_times(stated, share) for share in SHARES]
    return max(begun, key=lambda spread: sum(tree.evidence(spread) for tree in trees))


def _times(spread: Spread, share: float) -> Spread:
    return replace(spread, **{name: share * getattr(spread, name) for name in LEVELS})


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
