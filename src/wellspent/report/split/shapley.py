"""Shapley: what each factor explains, over all orders in which factors can be taken in.

The explained deviance of every subset of factors is that of the full model's curvature (Wald's
approximation: its second order at the mode), which is a sum over groups of accounts, so that a
bootstrap costs no refit. A factor's share is the mean of what it adds over all orders (Shapley
1953; Lindeman, Merenda and Gold 1980), so shares add up to what is explained.
"""

from itertools import combinations
from math import factorial
from typing import Final

import numpy as np

from wellspent.records.split import Factor
from wellspent.report.split.design import Design, Numbers
from wellspent.report.split.fit import RIDGE, Fit, null_deviance

DRAWS: Final = 400


def explained_deviance(design: Design, fitted: Fit, factors: tuple[Factor, ...]) -> Numbers:
    """Return what each factor explains of the null deviance, in the data as they are."""
    once = np.ones((1, len(fitted.group_scores)))
    return _shares(design, fitted, factors, once)[0]


def bootstrap(
    design: Design, fitted: Fit, factors: tuple[Factor, ...], draws: int = DRAWS, seed: int = 0
) -> tuple[Numbers, Numbers]:
    """Return each factor's share corrected for chance, and as many rows of draws about it.

    Sampling adds to every share what noise explains, and resampling adds it once more (the mean
    gain of the draws), so it is taken off once from the share and twice from the draws.
    """
    groups = len(fitted.group_scores)
    chance = np.random.default_rng(seed)
    times = chance.multinomial(groups, np.full(groups, 1 / groups), size=draws).astype(np.float64)
    plain = explained_deviance(design, fitted, factors)
    drawn = _shares(design, fitted, factors, times)
    noise = np.maximum(drawn.mean(axis=0) - plain, 0.0)
    return plain - noise, drawn - 2 * noise


def _shares(design: Design, fitted: Fit, factors: tuple[Factor, ...], times: Numbers) -> Numbers:
    """Return draws x factors: Shapley's shares of the null deviance."""
    groups, size = fitted.group_scores.shape
    information = (times @ fitted.group_information.reshape(groups, -1)).reshape(-1, size, size)
    information = information + np.diag([1e-6] + [RIDGE] * (size - 1))
    scores = times @ fitted.group_scores
    target = np.einsum("dij,j->di", information, fitted.coefficients) + scores
    values = {
        subset: _explained(design, information, target, subset)
        for count in range(len(factors) + 1)
        for subset in combinations(factors, count)
    }
    total = _null(design, times)
    rows = [_shapley(values, factors, one) / total for one in factors]
    return np.stack(rows, axis=1)


def _explained(
    design: Design, information: Numbers, target: Numbers, subset: tuple[Factor, ...]
) -> Numbers:
    places = [0, *(place for factor in subset for place in design.block(factor))]
    part = information[:, places][:, :, places]
    side = target[:, places]
    solved = np.linalg.solve(part, side[:, :, None])[:, :, 0]
    return np.einsum("di,di->d", side, solved)


def _shapley(
    values: dict[tuple[Factor, ...], Numbers], factors: tuple[Factor, ...], one: Factor
) -> Numbers:
    others = tuple(factor for factor in factors if factor is not one)
    share = np.zeros(len(values[()]))
    for count in range(len(others) + 1):
        weight = factorial(count) * factorial(len(others) - count) / factorial(len(factors))
        for subset in combinations(others, count):
            with_one = tuple(factor for factor in factors if factor in (*subset, one))
            share += weight * (values[with_one] - values[subset])
    return share


def _null(design: Design, times: Numbers) -> Numbers:
    groups = times.shape[1]
    sent = np.bincount(design.groups, weights=design.sent, minlength=groups)
    responses = np.bincount(design.groups, weights=design.responses, minlength=groups)
    return null_deviance(times @ sent, times @ responses)
