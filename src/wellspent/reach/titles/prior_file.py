"""Prior file: the stated points per level, group of areas and size of firm, from `prior.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.errors import SettingsError
from wellspent.records.buying_role import BuyingRole
from wellspent.records.title import TitleLevel

WHERE: Final = "reach/titles/prior.toml"
KEYS: Final = frozenset(
    {"pseudo_cases", "sizes", "groups", "base", "level", "group", "sold_to", "together"}
)

Points = Mapping[BuyingRole, float]
"""Log-odds against *unknown* per buying role; a role that isn't there has 0."""


@dataclass(frozen=True, slots=True)
class Together:
    """Points for those who have one of these levels, groups and sizes; an empty set is any."""

    levels: frozenset[TitleLevel]
    groups: frozenset[str]
    sizes: frozenset[str]
    points: Points

    def fits(self, level: TitleLevel, group: str, size: str) -> bool:
        """Return whether the points apply; a size that isn't known fits none that names sizes."""
        return (
            (not self.levels or level in self.levels)
            and (not self.groups or group in self.groups)
            and (not self.sizes or size in self.sizes)
        )


@dataclass(frozen=True, slots=True)
class StatedPoints:
    """All that `prior.toml` states. `sizes` are the ends of the bands, in order, by name."""

    pseudo_cases: float
    sizes: Mapping[str, float]
    group_of: Mapping[str, str]
    base: Points
    level: Mapping[TitleLevel, Points]
    group: Mapping[str, Points]
    sold_to: Points
    together: tuple[Together, ...]

    def size_of(self, employees: float | None) -> str:
        """Return the band of a number of employees; empty when it isn't known or below one."""
        if employees is None or not employees >= 1:
            return ""
        return next(name for name, end in self.sizes.items() if employees < end or end == _NO_END)

    def points(self, level: TitleLevel, group: str, size: str, *, for_them: bool = False) -> Points:
        """Return the sum of what applies, for all roles; the base isn't in it.

        `for_them` says that what we sell is for this area: then its group has no points of its own.
        """
        parts = [self.level[level], self.sold_to if for_them else self.group[group]]
        parts += [one.points for one in self.together if one.fits(level, group, size)]
        return {role: sum(part.get(role, 0.0) for part in parts) for role in ROLES}


_NO_END: Final = float("inf")
ROLES: Final = tuple(role for role in BuyingRole if role is not BuyingRole.UNKNOWN)


@cache
def stated_points() -> StatedPoints:
    """Return the points of `prior.toml`; SettingsError when the file has a mistake."""
    text = files("wellspent.reach.titles").joinpath("prior.toml").read_text("utf-8")
    return read_stated(text)


def read_stated(text: str) -> StatedPoints:
    """Return the points that a text in TOML states; SettingsError says what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _mistake(f"it is no TOML: {error}") from error
    _check_names("keys", table, KEYS, all_of_them=True)
    groups: dict[str, list[str]] = table["groups"]
    _check_names("levels", table["level"], TitleLevel, all_of_them=True)
    _check_names("groups", table["group"], groups, all_of_them=True)
    return StatedPoints(
        pseudo_cases=_number("pseudo_cases", table["pseudo_cases"]),
        sizes={name: _number(name, end) for name, end in table["sizes"].items()},
        group_of={area: group for group, areas in groups.items() for area in areas},
        base=_points("base", table["base"]),
        level={TitleLevel(name): _points(name, its) for name, its in table["level"].items()},
        group={name: _points(name, its) for name, its in table["group"].items()},
        sold_to=_points("sold_to", table["sold_to"]),
        together=tuple(_together(one, groups, table["sizes"]) for one in table["together"]),
    )


def _together(entry: dict[str, Any], groups: Iterable[str], sizes: Iterable[str]) -> Together:
    _check_names("[[together]]", entry, ("levels", "groups", "sizes", "points"))
    _check_names("levels", entry.get("levels", ()), TitleLevel)
    _check_names("groups", entry.get("groups", ()), groups)
    _check_names("sizes", entry.get("sizes", ()), sizes)
    return Together(
        levels=frozenset(map(TitleLevel, entry.get("levels", ()))),
        groups=frozenset(entry.get("groups", ())),
        sizes=frozenset(entry.get("sizes", ())),
        points=_points("[[together]]", entry.get("points", {})),
    )


def _points(name: str, entry: Mapping[str, Any]) -> Points:
    _check_names(name, entry, ROLES)
    return {BuyingRole(role): _number(f"{name}, {role}", each) for role, each in entry.items()}


def _number(name: str, given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or given != given:
        raise _mistake(f"{name} is no number: {given!r}")
    return float(given)


def _check_names(
    what: str, given: Iterable[str], known: Iterable[str], *, all_of_them: bool = False
) -> None:
    names, expected = set(map(str, given)), set(map(str, known))
    unknown = sorted(names - expected)
    missing = sorted(expected - names) if all_of_them else []
    if unknown or missing:
        said = [f"nobody knows {name}" for name in unknown]
        said += [f"there is no {name}" for name in missing]
        raise _mistake(f"{what}: {', '.join(said)}")


def _mistake(what: str) -> SettingsError:
    return SettingsError(
        f"The stated points have a mistake: {what}", where=WHERE, next_step="Mend that line."
    )
