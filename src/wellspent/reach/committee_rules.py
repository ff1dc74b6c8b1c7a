"""Committee rules: which roles a purchase needs, and how far apart people are, from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from wellspent.errors import SettingsError
from wellspent.records.buying_role import BuyingRole

FILE: Final = "committee.toml"

_KEYS: Final = frozenset({"needed", "likely", "power", "in_touch_days", "steps"})

INTRODUCED: Final = "introduced us to"
FORWARDED: Final = "forwarded us to"
COPIED: Final = "copied in"
REPORTS: Final = "reports to"
NAMED: Final = "named"
MET: Final = "met together with"

STEPS: Final = frozenset({INTRODUCED, FORWARDED, COPIED, REPORTS, NAMED, MET})


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRules:
    """The roles that are needed, the shares from which one counts, and the length of each step."""

    needed: tuple[BuyingRole, ...]
    likely: float
    power: float
    in_touch_days: float
    steps: Mapping[str, float]


@cache
def committee_rules() -> CommitteeRules:
    """Return the rules that come with Wellspent."""
    text = files("wellspent.reach").joinpath(FILE).read_text("utf-8")
    return rules_from_toml(text, where=f"reach/{FILE}")


def rules_from_toml(text: str, *, where: str) -> CommitteeRules:
    """Read the rules; unknown or missing keys, roles and steps are a SettingsError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(f"it can't be read: {error}", where) from error
    if table.keys() != _KEYS:
        raise _mistake(f"look at: {', '.join(sorted(table.keys() ^ _KEYS))}", where)
    steps: object = table["steps"]
    if not isinstance(steps, dict) or cast(dict[str, Any], steps).keys() != STEPS:
        raise _mistake(f"[steps] has {', '.join(sorted(STEPS))}", where)
    lengths = {
        how: _number(value, f"{where} [steps] {how}")
        for how, value in cast(dict[str, object], steps).items()
    }
    return CommitteeRules(
        needed=_roles(table["needed"], where),
        likely=_number(table["likely"], f"{where}, likely"),
        power=_number(table["power"], f"{where}, power"),
        in_touch_days=_number(table["in_touch_days"], f"{where}, in_touch_days"),
        steps=lengths,
    )


def _roles(names: object, where: str) -> tuple[BuyingRole, ...]:
    try:
        return tuple(BuyingRole(name) for name in cast(list[str], names))
    except (TypeError, ValueError) as error:
        raise _mistake(f"`needed` lists buying roles: {error}", where) from error


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise _mistake("a number above 0 is missing", where)
    return float(value)


def _mistake(what: str, where: str) -> SettingsError:
    return SettingsError(
        f"The rules of committees have a mistake: {what}.",
        where=where,
        next_step="Mend that place.",
    )
