"""The planted truths, read from `truths.toml`: one place for generator, docs and tests."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """A value of a category: how common it is, and its points (log-odds)."""

    share: float
    points: float


@dataclass(frozen=True, slots=True)
class NumberTruth:
    """A number: log-normal with this median and spread, missing at random, points by band.

    `bands` are `(below, points)`, rising; a missing value has no effect of its own: the case's
    points are those of its true value.
    """

    median: float
    spread: float
    missing: float
    bands: tuple[tuple[float, float], ...]

    def points_of(self, amount: float) -> float:
        """Return the points of a number."""
        return next(points for below, points in self.bands if amount < below)


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed while the enquiries came in."""

    paid_search_days_ago: float
    paid_search_share: float
    prices_days_ago: float
    prices_points: float


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of customers: how common, and its effect on the log of recurring revenue."""

    share: float
    effect: float


@dataclass(frozen=True, slots=True)
class CustomerTruth:
    """How many customers there are, and what makes them valuable."""

    number: int
    prospects: int
    three_shifts: Trait
    several_plants: Trait
    valuable_industries: tuple[str, ...]
    valuable_industries_effect: float
    noise: float
    typical_recurring: float


@dataclass(frozen=True, slots=True)
class Truths:
    """Everything that is planted in the sample company."""

    company: str
    label: str
    domain: str
    reps: tuple[str, ...]
    seed: int
    past: int
    open: int
    first_days_ago: float
    open_days: float
    base_log_odds: float
    industry: Mapping[str, Level]
    source: Mapping[str, Level]
    need: Mapping[str, Level]
    employees: NumberTruth
    cleaning_hours: NumberTruth
    drift: Drift
    customers: CustomerTruth


@cache
def load_truths() -> Truths:
    """Return the planted truths."""
    text = files("wellspent.sample").joinpath("truths.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    company, enquiries = read["company"], read["enquiries"]
    return Truths(
        company=company["name"],
        label=company["label"],
        domain=company["domain"],
        reps=tuple(company["reps"]),
        seed=enquiries["seed"],
        past=enquiries["past"],
        open=enquiries["open"],
        first_days_ago=enquiries["first_days_ago"],
        open_days=enquiries["open_days"],
        base_log_odds=enquiries["base_log_odds"],
        industry={name: Level(**level) for name, level in read["industry"].items()},
        source={name: Level(**level) for name, level in read["source"].items()},
        need={name: Level(**level) for name, level in read["need"].items()},
        employees=_number_truth(read["employees"]),
        cleaning_hours=_number_truth(read["cleaning_hours"]),
        drift=Drift(**read["drift"]),
        customers=_customer_truth(read["customers"]),
    )


def _number_truth(read: dict[str, Any]) -> NumberTruth:
    bands = tuple((band["below"], band["points"]) for band in read["bands"])
    return NumberTruth(
        median=read["median"], spread=read["spread"], missing=read["missing"], bands=bands
    )


def _customer_truth(read: dict[str, Any]) -> CustomerTruth:
    return CustomerTruth(
        number=read["number"],
        prospects=read["prospects"],
        three_shifts=Trait(**read["three_shifts"]),
        several_plants=Trait(**read["several_plants"]),
        valuable_industries=tuple(read["valuable_industries"]["names"]),
        valuable_industries_effect=read["valuable_industries"]["effect"],
        noise=read["noise"],
        typical_recurring=read["typical_recurring"],
    )
