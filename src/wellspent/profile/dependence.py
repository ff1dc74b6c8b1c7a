"""Do outcomes depend on the columns at all? A permutation test that uses every case.

With few cases, foretelling later ones from earlier ones leaves little to learn from and little to
try on. This test asks the weaker question that comes first, on all cases at once: are won and
lost spread over the bands more unevenly than when outcomes are shuffled within each period?
"""

from collections.abc import Sequence

import numpy as np

from wellspent.profile.additive import Design
from wellspent.profile.arrays import Floats
from wellspent.profile.smoothness import band_precision
from wellspent.records.scorecard import ScorecardAttribute

SHUFFLES = 2000
PERIODS = 4


def chance_of_dependence(
    plan: Sequence[ScorecardAttribute], design: Design, outcome: Floats
) -> float:
    """Return how likely so uneven a spread is if outcomes had nothing to do with the columns.

    Cases must be in order of time: outcomes are shuffled within quarters only, so that a base
    rate that moves can't pass for dependence. The statistic is, for each attribute, the squared
    sum of outcomes by band under its prior (the global test of Goeman and others 2004), in
    standard deviations of its shuffles; what is above zero is squared and summed, so that a few
    telling attributes aren't drowned by many silent ones.
    """
    count = len(outcome)
    period = np.arange(count) * PERIODS // count
    random = np.random.default_rng(11)
    centred = np.column_stack([outcome, _shuffled(outcome, period, random)])
    for one in range(PERIODS):
        centred[period == one] -= outcome[period == one].mean()
    excess = np.zeros(SHUFFLES + 1)
    for place, attribute in enumerate(plan):
        unevenness = _unevenness(attribute, design, place, centred)
        spread = float(unevenness[1:].std())
        if spread > 0:
            excess += np.maximum((unevenness - unevenness[1:].mean()) / spread, 0.0) ** 2
    as_uneven = int(np.sum(excess[1:] >= excess[0] - 1e-9))
    return (1 + as_uneven) / (SHUFFLES + 1)


def _shuffled(outcome: Floats, period: np.ndarray, random: np.random.Generator) -> Floats:
    shuffled = np.repeat(outcome[:, None], SHUFFLES, axis=1)
    for one in range(PERIODS):
        rows = np.flatnonzero(period == one)
        shuffled[rows] = random.permuted(shuffled[rows], axis=0)
    return shuffled


def _unevenness(
    attribute: ScorecardAttribute, design: Design, place: int, centred: Floats
) -> Floats:
    bands = len(attribute.bands)
    member = np.zeros((bands, len(centred)))
    member[design.places[place] - design.starts[place], np.arange(len(centred))] = 1.0
    shape = np.linalg.inv(band_precision(attribute)[0])
    sums = member @ centred
    return np.einsum("bs,bc,cs->s", sums, shape, sums, optimize=True)
