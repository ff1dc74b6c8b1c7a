"""Shrinkage: what a person's own touches say, pulled towards their company's and the team's.

The log-odds of an answer are the team's at that channel and time, plus a deviation. Deviations hang
in a tree, company - person - channel - time of the day, by springs: the fewer touches there are,
the closer each stays to what it hangs on; neighbouring hours hang on each other. The mode is found
by Newton's method, the errors by Laplace's approximation.

Every spring pulls two deviations *together* (none pushes them apart), so that one more touch
without an answer lowers all of them or leaves them as they are: silence never raises a chance.
Source of the form: Gaussian Markov random fields whose precision is an M-matrix (Rue & Held 2005,
*Gaussian Markov Random Fields*, chapter 2; Karlin & Rinott 1983 for the sign of the covariances).
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from wellspent.errors import SettingsError

Numbers = npt.NDArray[np.floating[Any]]
Places = npt.NDArray[np.int64]

BANDS: Final = 12
"""Parts of a day of two hours each."""

TO_CHANNEL: Final = 0.5
TO_NEIGHBOUR: Final = 1.0
NO_TIME: Final = -1
MOST_STEPS: Final = 40
CLOSE_ENOUGH: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far deviations are from what they hang on: standard deviations in log-odds.

    `counts_as` is the number of cases that the stated spread weighs in learning.
    """

    company: float
    person: float
    channel: float
    hour: float
    role: float
    counts_as: float = 0.0


@cache
def stated_spread() -> Spread:
    """Return the spread of `spread.toml`, which stands until one was learned."""
    text = files("wellspent.reach").joinpath("spread.toml").read_text("utf-8")
    return spread_from_toml(text, "reach/spread.toml")


def spread_from_toml(text: str, where: str) -> Spread:
    """Read a spread; unknown or missing keys and numbers that are none are a SettingsError."""
    table: dict[str, Any] = tomllib.loads(text)
    known = {each.name for each in fields(Spread)}
    if table.keys() != known or not all(_is_positive(value) for value in table.values()):
        raise SettingsError(
            "This spread can't be used.",
            where=where,
            tried=f"reading {', '.join(sorted(known))}, each a number over 0",
            next_step="Correct the file.",
        )
    return Spread(**{name: float(value) for name, value in table.items()})


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


class Observed(NamedTuple):
    """Touches as arrays, a value each: whose, on which channel, in which part of the day.

    `person`, `channel` and `band` are places from 0 (`band` is `NO_TIME` where the hour isn't
    known), `offset` the team's log-odds at that channel and time, `answered` 1 or 0, `times` how
    many such touches a value stands for (one, where it isn't given).
    """

    person: Places
    channel: Places
    band: Places
    offset: Numbers
    answered: Numbers
    times: Numbers | None = None

    @property
    def weight(self) -> Numbers:
        """Return how many touches each value stands for."""
        return np.ones(len(self.answered)) if self.times is None else self.times


class _Springs(NamedTuple):
    """Springs from nodes to others; `parent` -1 hangs on nothing's deviation (0)."""

    child: Places
    parent: Places
    level: Places
    stiffness: Numbers


LEVELS: Final = ("company", "person", "channel", "hour")


class Nodes:
    """The tree of one company's people, and where each touch hangs in it."""

    def __init__(self) -> None:
        """Begin with the company alone."""
        self._springs: list[tuple[int, int, int, float]] = [(0, -1, 0, 1.0)]
        self._count = 1
        self._people: dict[int, int] = {}
        self._channels: dict[tuple[int, int], int] = {}
        self._bands: dict[tuple[int, int], int] = {}

    @property
    def count(self) -> int:
        """Return how many deviations there are."""
        return self._count

    def person(self, person: int) -> int:
        """Return the node of a person, made when it is asked for first."""
        if person not in self._people:
            self._people[person] = self._add(0, 1)
        return self._people[person]

    def channel(self, person: int, channel: int) -> int:
        """Return the node of a person's channel."""
        key = (person, channel)
        if key not in self._channels:
            self._channels[key] = self._add(self.person(person), 2)
        return self._channels[key]

    def band(self, person: int, channel: int, band: int) -> int:
        """Return the node of a part of the day on a person's channel, all of which are made."""
        key = (person, channel)
        if key not in self._bands:
            parent = self.channel(person, channel)
            first = self._count
            self._count += BANDS
            self._bands[key] = first
            for place in range(BANDS):
                after = first + (place + 1) % BANDS
                self._springs.append((first + place, parent, 3, TO_CHANNEL))
                self._springs.append((first + place, after, 3, TO_NEIGHBOUR))
        return self._bands[key] + band

    def springs(self) -> _Springs:
        """Return the springs as arrays."""
        child, parent, level, stiffness = zip(*self._springs, strict=True)
        return _Springs(
            np.array(child), np.array(parent), np.array(level), np.array(stiffness, dtype=float)
        )

    def _add(self, parent: int, level: int) -> int:
        number = self._count
        self._count += 1
        self._springs.append((number, parent, level, 1.0))
        return number


class Settled(NamedTuple):
    """Where deviations came to rest: their mode and covariance."""

    mode: Numbers
    covariance: Numbers


def hang(
    observed: Observed, nodes: Nodes, *, by_hour: Callable[[int], bool] = lambda _: True
) -> Places:
    """Return the node that each touch hangs on; `by_hour` says whose hours are told apart."""
    places: list[int] = []
    for person, channel, band in zip(
        observed.person.tolist(), observed.channel.tolist(), observed.band.tolist(), strict=True
    ):
        if band == NO_TIME or not by_hour(person):
            places.append(nodes.channel(person, channel))
        else:
            places.append(nodes.band(person, channel, band))
    return np.array(places, dtype=np.int64)


def settle(
    observed: Observed,
    hung: Places,
    springs: _Springs,
    count: int,
    spread: Spread,
    *,
    start: Numbers | None = None,
    close_enough: float = CLOSE_ENOUGH,
) -> Settled:
    """Return where the deviations come to rest, given the touches and the springs.

    `start` is where to look first; steps shorter than `close_enough` (log-odds) are the last.
    """
    pull = _pull(springs, count, spread)
    mode = np.zeros(count) if start is None else start.copy()
    worth = _worth(mode, observed, hung, pull)
    for _ in range(MOST_STEPS):
        chance = _chance(observed.offset + mode[hung])
        surprise = observed.weight * (observed.answered - chance)
        slope = np.bincount(hung, surprise, count) - pull @ mode
        step = np.linalg.solve(pull + _curvature(observed, hung, chance, count), slope)
        size = 1.0
        while (tried := _worth(mode + size * step, observed, hung, pull)) < worth and size > 1e-6:
            size /= 2
        mode, worth = mode + size * step, tried
        if np.abs(step).max() < close_enough:
            break
    chance = _chance(observed.offset + mode[hung])
    return Settled(mode, np.linalg.inv(pull + _curvature(observed, hung, chance, count)))


def evidence(
    settled: Settled,
    observed: Observed,
    hung: Places,
    springs: _Springs,
    spread: Spread,
) -> float:
    """Return how likely the touches are under a spread (Laplace's approximation, a log)."""
    mode, covariance = settled
    pull = _pull(springs, len(mode), spread)
    stiff, settled_stiff = np.linalg.slogdet(pull)[1], -np.linalg.slogdet(covariance)[1]
    return _worth(mode, observed, hung, pull) + 0.5 * float(stiff - settled_stiff)


def squares(settled: Settled, springs: _Springs, levels: int = len(LEVELS)) -> Numbers:
    """Return the expected squared lengths of the springs, stiffness included, by level."""
    mode, covariance = settled
    has_parent = springs.parent >= 0
    parent = np.where(has_parent, springs.parent, 0)
    length = mode[springs.child] - np.where(has_parent, mode[parent], 0.0)
    variance = np.diag(covariance)
    spread = variance[springs.child] + np.where(
        has_parent, variance[parent] - 2 * covariance[springs.child, parent], 0.0
    )
    squared = springs.stiffness * (length**2 + spread)
    return np.bincount(springs.level, squared, levels).astype(np.float64)


def _pull(springs: _Springs, count: int, spread: Spread) -> Numbers:
    """Return the precision of the deviations before any touch."""
    of_level = np.array([getattr(spread, name) ** -2.0 for name in LEVELS])
    stiffness = springs.stiffness * of_level[springs.level]
    pull = np.zeros((count, count))
    np.add.at(pull, (springs.child, springs.child), stiffness)
    inner = springs.parent >= 0
    child, parent, inner_stiffness = springs.child[inner], springs.parent[inner], stiffness[inner]
    np.add.at(pull, (parent, parent), inner_stiffness)
    np.add.at(pull, (child, parent), -inner_stiffness)
    np.add.at(pull, (parent, child), -inner_stiffness)
    return pull


def _worth(mode: Numbers, observed: Observed, hung: Places, pull: Numbers) -> float:
    log_odds = observed.offset + mode[hung]
    likely = observed.weight @ (observed.answered * log_odds - np.logaddexp(0.0, log_odds))
    return float(likely - 0.5 * mode @ pull @ mode) + 1e-12


def _curvature(observed: Observed, hung: Places, chance: Numbers, count: int) -> Numbers:
    told = np.bincount(hung, observed.weight * chance * (1.0 - chance), count)
    return np.diag(told.astype(np.float64))


def _chance(log_odds: Numbers) -> Numbers:
    return 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0)))


def chances(log_odds: Sequence[float] | Numbers) -> Numbers:
    """Return log-odds as chances from 0 to 1."""
    return _chance(np.asarray(log_odds, dtype=float))
