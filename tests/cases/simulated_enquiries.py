"""Simulated enquiries whose true chance of being won is known, for intervals and verdicts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

SHAPES: tuple[Callable[[np.ndarray], np.ndarray], ...] = (
    lambda x: x,
    lambda x: 1.3 * np.tanh(2 * x),
    lambda x: np.where(x > 0.5, 1.4, -0.6),
    lambda x: 1.2 * np.sin(2 * x),
)
"""How a number acts on log-odds: a line, one that levels off, a step, a wave."""


@dataclass(frozen=True)
class World:
    """How many columns there are, how many of them matter, and how strongly (log-odds)."""

    numbers: int
    categories: int
    strength: float
    telling: int = 1000


WORLDS = {
    "many small effects": World(numbers=8, categories=20, strength=0.25),
    "some effects": World(numbers=4, categories=6, strength=0.5),
    "strong effects": World(numbers=3, categories=4, strength=1.2),
    "two of sixteen matter": World(numbers=6, categories=10, strength=1.4, telling=1),
}
NOTHING_MATTERS = World(numbers=5, categories=5, strength=0.0)


@dataclass(frozen=True)
class Simulated:
    """Closed enquiries, and the true log-odds of each."""

    cases: Cases
    log_odds: np.ndarray


def simulate(world: World, rows: int, seed: int, base_rate: float = 0.4) -> Simulated:
    """Return that many enquiries of a world; one number in ten is missing."""
    random = np.random.default_rng(seed)
    columns: list[Column] = []
    log_odds = np.zeros(rows)
    common = random.normal(size=rows)
    for place in range(world.numbers):
        strength = world.strength * random.normal() if place < world.telling else 0.0
        column, effect = _number(f"number_{place}", place, common, random)
        columns.append(column)
        log_odds += strength * effect
    for place in range(world.categories):
        strength = world.strength if place < world.telling else 0.0
        column, effect = _category(f"category_{place}", rows, random)
        columns.append(column)
        log_odds += strength * effect
    log_odds += np.log(base_rate / (1 - base_rate)) - np.median(log_odds)
    outcome = (random.random(rows) < 1 / (1 + np.exp(-log_odds))).astype(np.float64)
    return Simulated(Cases(tuple(columns), rows, outcome), log_odds)


def _number(
    name: str, place: int, common: np.ndarray, random: np.random.Generator
) -> tuple[Column, np.ndarray]:
    rows = len(common)
    values = 0.8 * random.normal(size=rows) + (0.6 * common if place % 2 else 0.0)
    missing = random.random(rows) < 0.1
    effect = np.where(missing, 0.5 * random.normal(), SHAPES[place % len(SHAPES)](values))
    return Column(name, AttributeKind.NUMBER, np.where(missing, np.nan, values)), effect


def _category(name: str, rows: int, random: np.random.Generator) -> tuple[Column, np.ndarray]:
    count = int(random.integers(2, 7))
    shares = random.dirichlet(np.full(count, 2.0))
    codes = random.choice(count, rows, p=shares).astype(np.int32)
    effect = random.normal(size=count)[codes]
    levels = tuple("abcdefg"[:count])
    return Column(name, AttributeKind.CATEGORY, codes, levels), effect


def forty_and_forty(simulated: Simulated, tried: int) -> tuple[Cases, Cases, np.ndarray]:
    """Return 40 won and 40 lost cases, the last `tried` cases, and the latter's true log-odds.

    The true log-odds are moved to where half of the cases are won, as in the 80.
    """
    cases = simulated.cases
    assert cases.outcome is not None
    early = cases.outcome[: cases.rows - tried]
    won = np.flatnonzero(early == 1)[:40]
    lost = np.flatnonzero(early == 0)[:40]
    rate = cases.outcome.mean()
    last = np.arange(cases.rows - tried, cases.rows)
    moved = simulated.log_odds[last] - np.log(rate / (1 - rate))
    return cases.take(np.sort(np.concatenate([won, lost]))), cases.take(last), moved
