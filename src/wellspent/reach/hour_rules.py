"""Hour rules: what counts in suggesting where an hour goes next, from `next_hour.toml`."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from wellspent.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRules:
    """The rules; see the comments in the file."""

    quiet_times_usual: float
    quiet_days_at_least: float
    gaps_at_least: float
    annoyed_days: float
    engaged_days: float
    power_at_least: float
    deals_at_least: float


@cache
def hour_rules() -> HourRules:
    """Return the rules that come with Wellspent."""
    text = files("wellspent.reach").joinpath("next_hour.toml").read_text("utf-8")
    return hour_rules_from_toml(text, "reach/next_hour.toml")


def hour_rules_from_toml(text: str, where: str) -> HourRules:
    """Read rules; unknown or missing keys, or numbers that are none, are a SettingsError."""
    table: dict[str, Any] = tomllib.loads(text)
    known = {each.name for each in fields(HourRules)}
    good = all(type(value) in {int, float} and value >= 0 for value in table.values())
    if table.keys() != known or not good:
        raise SettingsError(
            "These rules of the next hour can't be used.",
            where=where,
            tried=f"reading {', '.join(sorted(known))}, each a number",
            next_step="Correct the file.",
        )
    return HourRules(**{name: float(value) for name, value in table.items()})
