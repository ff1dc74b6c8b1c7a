"""Learn weights: what corrections and past signers teach of the signs' points.

A corrected contact tells their role; a won deal tells who, of those we knew at the account, signed.
The points are those that make both likeliest, each held to its stated value by its standard error
(a normal prior; the result is the mode, and the errors are those of its Laplace approximation,
MacKay, Information Theory, Inference and Learning Algorithms, ch. 27). So without cases the points
are the stated ones, and a handful of cases moves them a little. The base and the titles' points
stay: who gets corrected is no fair sample of all contacts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from wellspent.reach.role_weights import FROM_TITLE, ROLES, Points, RoleWeights
from wellspent.records.buying_role import SAYS_YES, BuyingRole, SignOfRole

Numbers = NDArray[np.float64]

LEARNED: Final = tuple(kind for kind in SignOfRole if kind not in FROM_TITLE)
"""The kinds of sign whose points are learned."""

ALL: Final = (*ROLES, BuyingRole.UNKNOWN)
_YES: Final = np.array([role in SAYS_YES for role in ALL])
_STEP: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Person:
    """How much of each sign a contact had, and the log-odds that don't come from these signs.

    `amounts` are the summed weights of the signs by kind, `given` the base with the title's points.
    """

    amounts: dict[SignOfRole, float]
    given: Points


@dataclass(frozen=True, slots=True)
class Corrected:
    """A contact of whom a person said the role."""

    person: Person
    role: BuyingRole


@dataclass(frozen=True, slots=True)
class Signed:
    """Those we knew at an account when it bought, and the place of the one who signed."""

    people: tuple[Person, ...]
    signer: int


def learn_weights(
    stated: RoleWeights, corrected: Sequence[Corrected], signed: Sequence[Signed] = ()
) -> RoleWeights:
    """Return the weights that these cases teach, held towards the stated ones.

    Deals of which we knew only the signer teach nothing here and are left out.
    """
    telling = [one for one in signed if len(one.people) > 1]
    if not corrected and not telling:
        return stated
    fit = _Fit(stated, corrected, telling)
    found = minimize(fit.loss, fit.stated.ravel(), jac=True, method="L-BFGS-B")
    points = np.asarray(found.x, dtype=np.float64)
    errors = fit.errors(points)
    shape = fit.stated.shape
    return _with(stated, points.reshape(shape), errors.reshape(shape), corrected, telling)


class _Fit:
    """The penalised likelihood of the cases, as a function of the points (kinds x roles)."""

    def __init__(
        self, stated: RoleWeights, corrected: Sequence[Corrected], signed: Sequence[Signed]
    ) -> None:
        self.stated = _table([stated.signs[kind].points for kind in LEARNED])
        self.precision = 1 / np.square(
            np.maximum(_table([stated.signs[kind].errors for kind in LEARNED]), 1e-3)
        )
        people = [one.person for one in corrected]
        people += [person for one in signed for person in one.people]
        self.amounts = np.array(
            [[one.amounts.get(kind, 0.0) for kind in LEARNED] for one in people]
        )
        self.given = _table([one.given for one in people])
        self.roles = np.array([ALL.index(one.role) for one in corrected], dtype=int)
        self.groups = _groups(len(corrected), signed)

    def loss(self, flat: Numbers) -> tuple[float, Numbers]:
        """Return the negative log posterior and its gradient."""
        points = flat.reshape(self.stated.shape)
        log_odds = np.column_stack(
            [self.given + self.amounts @ points, np.zeros(len(self.amounts))]
        )
        log_odds -= log_odds.max(axis=1, keepdims=True)
        logs = log_odds - np.log(np.exp(log_odds).sum(axis=1, keepdims=True))
        slopes = np.zeros_like(logs)
        total = self._of_corrected(logs, slopes) + self._of_signed(logs, slopes)
        away = points - self.stated
        total += float(0.5 * (self.precision * away**2).sum())
        gradient = self.amounts.T @ slopes[:, :-1] + self.precision * away
        return total, gradient.ravel()

    def errors(self, points: Numbers) -> Numbers:
        """Return the standard error of each point, from the curvature at the mode."""
        size = len(points)
        curvature = np.empty((size, size))
        for place in range(size):
            step = np.zeros(size)
            step[place] = _STEP
            ahead, behind = self.loss(points + step)[1], self.loss(points - step)[1]
            curvature[place] = (ahead - behind) / (2 * _STEP)
        values, vectors = np.linalg.eigh((curvature + curvature.T) / 2)
        least = float(self.precision.min()) * 1e-3
        variances = np.square(vectors) @ (1 / np.maximum(values, least))
        return np.sqrt(variances)

    def _of_corrected(self, logs: Numbers, slopes: Numbers) -> float:
        count = len(self.roles)
        rows = np.arange(count)
        slopes[:count] = np.exp(logs[:count])
        slopes[rows, self.roles] -= 1
        return -float(logs[rows, self.roles].sum())

    def _of_signed(self, logs: Numbers, slopes: Numbers) -> float:
        """Add each deal: the odds of the signer among the odds of all who were known there."""
        total = 0.0
        for start, end, signer in self.groups:
            yes = _log_sums(logs[start:end, _YES])
            no = _log_sums(logs[start:end, ~_YES])
            odds = yes - no
            chances = np.exp(odds - odds.max())
            chances /= chances.sum()
            total -= float(np.log(chances[signer]))
            chances[signer] -= 1
            shares = np.where(
                _YES, np.exp(logs[start:end] - yes[:, None]), -np.exp(logs[start:end] - no[:, None])
            )
            slopes[start:end] = chances[:, None] * shares
        return total


def _log_sums(logs: Numbers) -> Numbers:
    highest = logs.max(axis=1)
    return highest + np.log(np.exp(logs - highest[:, None]).sum(axis=1))


def _table(rows: Sequence[Points]) -> Numbers:
    return np.array([[row.get(role, 0.0) for role in ROLES] for row in rows], dtype=np.float64)


def _groups(start: int, signed: Sequence[Signed]) -> list[tuple[int, int, int]]:
    groups: list[tuple[int, int, int]] = []
    for one in signed:
        end = start + len(one.people)
        groups.append((start, end, one.signer))
        start = end
    return groups


def _with(
    stated: RoleWeights,
    points: Numbers,
    errors: Numbers,
    corrected: Sequence[Corrected],
    signed: Sequence[Signed],
) -> RoleWeights:
    people = [one.person for one in corrected]
    people += [person for one in signed for person in one.people]
    learned = {
        kind: replace(
            stated.signs[kind],
            points=_row(points[place]),
            errors=_row(errors[place]),
            cases=sum(1 for one in people if one.amounts.get(kind)),
        )
        for place, kind in enumerate(LEARNED)
    }
    return replace(stated, signs={**stated.signs, **learned}, cases=len(corrected) + len(signed))


def _row(values: Numbers) -> Points:
    return {role: float(value) for role, value in zip(ROLES, values, strict=True)}
