"""Role weights: the points of every sign for every buying role, stated or learned."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from wellspent.errors import SettingsError
from wellspent.reach.titles.prior import base_points
from wellspent.reach.titles.title_points import TitlePoints
from wellspent.records.buying_role import BuyingRole, SignOfRole

FILE: Final = "role_weights.toml"

ROLES: Final = tuple(role for role in BuyingRole if role is not BuyingRole.UNKNOWN)
"""The roles that have points; *unknown* stays at 0."""

FROM_TITLE: Final = frozenset({SignOfRole.TITLE, SignOfRole.COMPANY_SIZE})
"""The signs whose points come from the title and not from here."""

_SHARES: Final = ("repeat", "misleads", "least_doubt")

_KEYS: Final = frozenset({"half_life_days", "standard_error", "points"})

Points = Mapping[BuyingRole, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignWeight:
    """What a kind of sign says: points for each role (0 where none is named), and how surely.

    `errors` are the points' standard errors. `cases` is how many corrected or signing contacts
    had this sign when the points were learned; 0: stated.
    """

    points: Points
    errors: Points
    half_life_days: float
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWeights:
    """All that a judgement of roles adds up. `cases` is how many contacts it was learned from.

    `misleads` is how often a sign misleads, `least_doubt` what stays however many agree (`doubt`).
    `titles` are the points of titles where past deals taught them, `sold_to` the areas that what we
    sell is for (`title_points`).
    """

    base: Points
    base_errors: Points
    signs: Mapping[SignOfRole, SignWeight]
    repeat: float
    misleads: float
    least_doubt: float
    cases: int = 0
    titles: TitlePoints | None = None
    sold_to: tuple[str, ...] = ()


@cache
def stated_weights() -> RoleWeights:
    """Return the weights that come with Wellspent."""
    text = files("wellspent.reach").joinpath(FILE).read_text("utf-8")
    return weights_from_toml(text, where=f"reach/{FILE}")


def weights_from_toml(text: str, *, where: str) -> RoleWeights:
    """Read weights; an unknown key, role or sign, and a missing sign, are a SettingsError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(f"it can't be read: {error}", where) from error
    shares = {name: _share(table.pop(name, None), name, where) for name in _SHARES}
    base = _table(table.pop("base", None), f"{where} [base]")
    _only_known(base, frozenset({"standard_error"}), f"{where} [base]")
    known = {kind.value for kind in SignOfRole}
    if table.keys() != known:
        wrong = ", ".join(sorted(table.keys() ^ known))
        raise _mistake(f"there is a table for each sign and none besides; look at: {wrong}", where)
    return RoleWeights(
        base=base_points(),
        base_errors=_errors(base, f"{where} [base]"),
        signs={
            kind: _sign(_table(table[kind.value], where), f"{where} [{kind.value}]", kind)
            for kind in SignOfRole
        },
        repeat=shares["repeat"],
        misleads=shares["misleads"],
        least_doubt=shares["least_doubt"],
    )


def _sign(entry: Mapping[str, Any], where: str, kind: SignOfRole) -> SignWeight:
    _only_known(entry, _KEYS, where)
    half_life = _number(entry.get("half_life_days"), f"{where}, half_life_days")
    if half_life <= 0:
        raise _mistake("`half_life_days` must be above 0", where)
    if kind in FROM_TITLE and "points" in entry:
        raise _mistake("its points come from the title; take them out here", where)
    return SignWeight(
        points=_points(entry, where), errors=_errors(entry, where), half_life_days=half_life
    )


def _points(entry: Mapping[str, Any], where: str) -> Points:
    stated = _table(entry.get("points", {}), f"{where}, points")
    _only_known(stated, frozenset(role.value for role in ROLES), f"{where}, points")
    return {role: _number(stated.get(role.value, 0), f"{where}, {role}") for role in ROLES}


def _errors(entry: Mapping[str, Any], where: str) -> Points:
    error = _number(entry.get("standard_error"), f"{where}, standard_error")
    if error < 0:
        raise _mistake("`standard_error` can't be below 0", where)
    return dict.fromkeys(ROLES, error)


def _share(value: object, name: str, where: str) -> float:
    share = _number(value, f"{where}, {name}")
    if not 0 <= share <= 1:
        raise _mistake(f"`{name}` is a share from 0 to 1", where)
    return share


def _only_known(table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if unknown := sorted(table.keys() - known):
        raise _mistake(f"unknown: {', '.join(unknown)}; there is {', '.join(sorted(known))}", where)


def _table(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _mistake("a table is missing", where)
    return dict(cast(dict[str, Any], value))


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e6:
        raise _mistake("a number is missing", where)
    return float(value)


def _mistake(what: str, where: str) -> SettingsError:
    return SettingsError(
        f"The weights of roles have a mistake: {what}.",
        where=where,
        next_step="Mend that place; the file says at its top how it is written.",
    )
