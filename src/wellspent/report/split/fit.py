"""Fit: a binomial model of the responses, and what each group of accounts adds to it.

Logistic regression by Newton steps (McCullagh and Nelder 1989), with a ridge so light (a tenth of
a touch's information) that it only keeps levels without any response finite.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from wellspent.report.split.design import Design, Numbers

RIDGE: Final = 0.1
MOST_STEPS: Final = 25
NEAR: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Fit:
    """The model at its mode: coefficients, information, and by group information and scores.

    Shapes: p, p x p, groups x p x p, groups x p.
    """

    coefficients: Numbers
    rates: Numbers
    information: Numbers
    group_information: Numbers
    group_scores: Numbers

    def covariance(self) -> Numbers:
        """Return the covariance that holds with dependent touches (Liang and Zeger 1986)."""
        groups = len(self.group_scores)
        spread = self.group_scores.T @ self.group_scores * groups / max(groups - 1, 1)
        inverse = np.linalg.inv(self.information)
        return inverse @ spread @ inverse


def fit(design: Design) -> Fit:
    """Return the model of all factors."""
    size = design.columns.shape[1]
    penalty = np.diag([NEAR] + [RIDGE] * (size - 1))
    mean = design.responses.sum() / design.sent.sum()
    coefficients = np.zeros(size)
    coefficients[0] = np.log(mean / (1 - mean))
    for _ in range(MOST_STEPS):
        rates = rates_at(design.columns, coefficients)
        score = design.columns.T @ (design.responses - design.sent * rates)
        step = np.linalg.solve(
            _information(design, rates) + penalty, score - penalty @ coefficients
        )
        coefficients = coefficients + np.clip(step, -3, 3)
        if np.abs(step).max() < NEAR:
            break
    return _with_groups(design, coefficients, penalty)


def rates_at(columns: Numbers, coefficients: Numbers) -> Numbers:
    """Return the rate of each row."""
    return 1 / (1 + np.exp(-np.clip(columns @ coefficients, -30, 30)))


def null_deviance(sent: Numbers, responses: Numbers) -> Numbers:
    """Return the deviance of single touches about one rate for all; takes arrays of counts."""
    share = np.clip(responses / sent, 1e-12, 1 - 1e-12)
    return -2 * (responses * np.log(share) + (sent - responses) * np.log1p(-share))


def _information(design: Design, rates: Numbers) -> Numbers:
    weights = design.sent * rates * (1 - rates)
    return design.columns.T @ (design.columns * weights[:, None])


def _with_groups(design: Design, coefficients: Numbers, penalty: Numbers) -> Fit:
    rates = rates_at(design.columns, coefficients)
    weights = design.sent * rates * (1 - rates)
    groups, size = int(design.groups.max()) + 1, design.columns.shape[1]
    information, scores = np.zeros((groups, size, size)), np.zeros((groups, size))
    order = np.argsort(design.groups, kind="stable")
    edges = np.searchsorted(design.groups[order], np.arange(groups + 1))
    for group in range(groups):
        rows = order[edges[group] : edges[group + 1]]
        here = design.columns[rows]
        information[group] = here.T @ (here * weights[rows, None])
        scores[group] = here.T @ (design.responses[rows] - design.sent[rows] * rates[rows])
    total = information.sum(axis=0) + penalty
    return Fit(coefficients, rates, total, information, scores)
