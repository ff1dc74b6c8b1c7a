"""Effects: whether a factor does anything at all, and the rates that are left after adjusting."""

import numpy as np
from scipy.stats import f as fisher
from scipy.stats import t as student

from wellspent.profile.wilson import wilson
from wellspent.records.split import Factor, Interval, LevelRate
from wellspent.report.split.design import Design, Dimension, Numbers
from wellspent.report.split.fit import Fit, rates_at


def chance_of(design: Design, fitted: Fit, factor: Factor) -> float:
    """Return the chance of so much without an effect: Wald's test by groups of accounts.

    Hotelling's form of it, which holds its level with few groups (Cameron and Miller 2015).
    """
    places, groups = design.block(factor), len(fitted.group_scores)
    if not places or groups <= len(places) + 1:
        return 1.0
    part = fitted.covariance()[np.ix_(places, places)]
    effect = fitted.coefficients[places]
    distance = float(effect @ np.linalg.pinv(part, hermitian=True) @ effect)
    free = groups - len(places)
    return float(fisher.sf(distance * free / (len(places) * (groups - 1)), len(places), free))


def corrected(chances: list[float]) -> list[float]:
    """Return chances corrected for their number (Holm 1979), in the order given."""
    found, highest = [1.0] * len(chances), 0.0
    for rank, place in enumerate(np.argsort(chances, kind="stable")):
        highest = max(highest, min(1.0, chances[place] * (len(chances) - rank)))
        found[place] = highest
    return found


def rates_of(design: Design, fitted: Fit, one: Dimension, *, adjust: bool) -> list[LevelRate]:
    """Return each level's raw and adjusted rate, the level sent most often first."""
    found = list[LevelRate]()
    for code, level in enumerate(one.levels):
        here = one.codes == code
        sent, responses = float(design.sent[here].sum()), float(design.responses[here].sum())
        low, high = wilson(responses, sent)
        found.append(
            LevelRate(
                factor=one.factor,
                dimension=one.name,
                level=level,
                sent=round(sent),
                responses=round(responses),
                raw=Interval(value=responses / sent, low=float(low), high=float(high)),
                adjusted=_adjusted(design, fitted, one, code) if adjust else None,
            )
        )
    return found


def _adjusted(design: Design, fitted: Fit, one: Dimension, code: int) -> Interval:
    """Standardise over all touches (Lane and Nelder 1982), with each group's influence."""
    columns = design.columns.copy()
    columns[:, one.first : one.first + len(one.levels) - 1] = 0.0
    if code:
        columns[:, one.first + code - 1] = 1.0
    rates = rates_at(columns, fitted.coefficients)
    total = design.sent.sum()
    value = float(design.sent @ rates / total)
    slope = columns.T @ (design.sent * rates * (1 - rates)) / total
    groups = len(fitted.group_scores)
    by_group = np.bincount(design.groups, weights=design.sent * (rates - value), minlength=groups)
    influence = fitted.group_scores @ np.linalg.solve(fitted.information, slope) + by_group / total
    error = float(np.sqrt(np.sum(influence**2) * groups / max(groups - 1, 1)))
    return _within_bounds(value, error, groups)


def _within_bounds(value: float, error: float, groups: int) -> Interval:
    """Return the interval, reckoned on log-odds so that it stays between 0 and 1."""
    middle = np.log(value / (1 - value))
    half = student.ppf(0.975, max(groups - 1, 1)) * error / (value * (1 - value))
    ends: Numbers = 1 / (1 + np.exp(-np.array([middle - half, middle + half])))
    return Interval(value=value, low=float(ends[0]), high=float(ends[1]))
