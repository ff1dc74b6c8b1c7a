"""Title points: what past deals and people's corrections teach about titles, over what is stated.

Cells are level x group of areas x size of firm. A cell's shares are its stated ones, counted as
`pseudo_cases`, with the level's outcomes in other groups laid over them and then its own: Dirichlet
shrinkage in two steps (Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5). Without outcomes the
points are the stated ones to the digit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from wellspent.errors import InputError
from wellspent.reach.titles.prior_file import ROLES, Points, StatedPoints, stated_points
from wellspent.reach.titles.role_shares import points_of, shares_of
from wellspent.records.buying_role import SAYS_YES, BuyingRole
from wellspent.records.title import TitleLevel

Cell = tuple[TitleLevel, str, str]
"""A level, a group of areas, a band of size; an empty band is of all sizes."""

OTHER_GROUP: Final = "none"


@dataclass(frozen=True, slots=True)
class TitleOutcome:
    """What role a title's bearer turned out to have: one who signed, or whom a person corrected.

    `size` is a band as `size_band` names it, empty where it isn't known. Contacts of a won deal who
    weren't the one to sign are outcomes too, of role *unknown*: without them, every level that ever
    signed would look as if it always did. `weight` makes old outcomes count for less.
    """

    level: TitleLevel
    area: str
    size: str
    role: BuyingRole
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TitleCases:
    """How many of those who could say yes in firms of this size had this level."""

    level: TitleLevel
    size: str
    count: int
    of_all: int

    def in_words(self) -> str:
        """Return it for a reason: `9 of 14 who could say yes in firms of under 20: owner`."""
        if not self.of_all:
            return ""
        firms = f"firms of {self.size}" if self.size else "firms of any size"
        return f"{self.count} of {self.of_all} who could say yes in {firms}: {self.level}"


@dataclass(frozen=True, slots=True)
class TitlePoints:
    """Stated points, and the outcomes that have been laid over them.

    `weights` are summed weights of the outcomes by cell and role, `signers` counts of those who
    could say yes by level and band of size.
    """

    stated: StatedPoints
    weights: Mapping[Cell, Mapping[BuyingRole, float]] = field(
        default_factory=dict[Cell, Mapping[BuyingRole, float]]
    )
    signers: Mapping[tuple[TitleLevel, str], int] = field(
        default_factory=dict[tuple[TitleLevel, str], int]
    )

    def of(
        self,
        level: TitleLevel,
        area: str,
        employees: float | None,
        *,
        sold_to: tuple[str, ...] = (),
    ) -> Points:
        """Return the points of a level and area in a firm of so many employees, without base."""
        group, size = self._group(area), self.stated.size_of(employees)
        points = self.stated.points(level, group, size, for_them=area in sold_to)
        beside, own = self._beside(level, group, size), self.weights.get((level, group, size), {})
        if not beside and not own:
            return points
        base = self.stated.base
        shares = shares_of({role: base.get(role, 0.0) + points[role] for role in ROLES})
        learned = points_of(self._laid_over(self._laid_over(shares, beside), own))
        return {role: learned[role] - base.get(role, 0.0) for role in ROLES}

    def cases(self, level: TitleLevel, employees: float | None) -> TitleCases:
        """Return how many of those who could say yes had this level, in firms of this size."""
        size = self.stated.size_of(employees)
        of_all = sum(count for (_, band), count in self.signers.items() if band == size)
        return TitleCases(level, size, self.signers.get((level, size), 0), of_all)

    def outcomes(self, level: TitleLevel, area: str, employees: float | None) -> float:
        """Return the summed weight of outcomes in this very cell; 0: its points are stated."""
        cell = (level, self._group(area), self.stated.size_of(employees))
        return sum(self.weights.get(cell, {}).values())

    def _group(self, area: str) -> str:
        return self.stated.group_of.get(area, OTHER_GROUP)

    def _beside(self, level: TitleLevel, group: str, size: str) -> Mapping[BuyingRole, float]:
        """Return the level's outcomes in the same band and other groups."""
        summed: dict[BuyingRole, float] = {}
        for other in self.stated.group:
            if other == group:
                continue
            for role, weight in self.weights.get((level, other, size), {}).items():
                summed[role] = summed.get(role, 0.0) + weight
        return summed

    def _laid_over(
        self, shares: Mapping[BuyingRole, float], found: Mapping[BuyingRole, float]
    ) -> Mapping[BuyingRole, float]:
        pseudo = self.stated.pseudo_cases
        total = pseudo + sum(found.values())
        return {role: (pseudo * shares[role] + found.get(role, 0.0)) / total for role in BuyingRole}


def size_band(employees: float | None) -> str:
    """Return the band of a number of employees, empty when it isn't known."""
    return stated_points().size_of(employees)


def learn_title_points(
    signers: Iterable[TitleOutcome], stated: StatedPoints | None = None
) -> TitlePoints:
    """Return the points that outcomes teach, shrunk towards the stated ones.

    `stated` is what `prior.toml` says unless given. InputError for a weight below 0 or a band of
    size that nobody knows.
    """
    points = stated or stated_points()
    weights: dict[Cell, dict[BuyingRole, float]] = {}
    counts: Counter[tuple[TitleLevel, str]] = Counter()
    for one in signers:
        _check(one, points)
        group = points.group_of.get(one.area, OTHER_GROUP)
        for size in {one.size, ""}:
            cell = weights.setdefault((one.level, group, size), {})
            cell[one.role] = cell.get(one.role, 0.0) + one.weight
            counts[one.level, size] += one.role in SAYS_YES
    return TitlePoints(points, weights, counts)


def _check(one: TitleOutcome, stated: StatedPoints) -> None:
    if not 0 <= one.weight < float("inf"):
        raise InputError(
            f"An outcome can't have the weight {one.weight!r}.", next_step="Use a number from 0 up."
        )
    if one.size and one.size not in stated.sizes:
        raise InputError(
            f"There is no size of firm called {one.size!r}.",
            next_step=f"Use one of: {', '.join(stated.sizes)}; or nothing.",
        )
