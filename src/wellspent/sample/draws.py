"""Draws from a seeded generator: the only source of chance in the sample."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def seeded(seed: int) -> Random:
    """Return a generator that gives the same draws everywhere."""
    return Random(seed)  # noqa: S311 - made-up data, no secret depends on it


def pick(random: Random, choices: Sequence[T]) -> T:
    """Return one of the choices, all equally likely."""
    return choices[int(random.random() * len(choices))]


def pick_by_share(random: Random, shares: Mapping[T, float]) -> T:
    """Return one of the keys, as likely as its share says; shares need not add up to 1."""
    left = random.random() * sum(shares.values())
    for choice, share in shares.items():
        left -= share
        if left < 0:
            return choice
    return next(reversed(list(shares)))


def happens(random: Random, probability: float) -> bool:
    """Return whether something of this probability happens."""
    return random.random() < probability


def log_normal(random: Random, median: float, spread: float) -> float:
    """Return a positive number around a median, `spread` wide in its logarithm."""
    return median * math.exp(random.gauss(0.0, spread))
