"""Rates: how many words people read, write and speak in a minute, from `rates.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.errors import SettingsError

KEYS: Final = frozenset({"usual", "slow", "fast", "source"})


@dataclass(frozen=True, slots=True)
class Rate:
    """Words a minute: what is usual, the slow and the fast end of it, and who measured it."""

    usual: float
    slow: float
    fast: float
    source: str

    def minutes(self, words: int) -> tuple[float, float, float]:
        """Return the usual, the least and the most minutes for so many words."""
        return words / self.usual, words / self.fast, words / self.slow


def rates_from_toml(text: str, where: str) -> dict[str, dict[str, Rate]]:
    """Read the rates; unknown keys, and ends that aren't in order, are a SettingsError."""
    table: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(text)
    return {
        doing: {name: _rate(entry, f"{where} [{doing}.{name}]") for name, entry in rates.items()}
        for doing, rates in table.items()
    }


def _rate(entry: dict[str, Any], where: str) -> Rate:
    if entry.keys() != KEYS or not 0 < entry["slow"] <= entry["usual"] <= entry["fast"]:
        raise SettingsError(
            "This rate can't be used.",
            where=where,
            tried="reading usual, slow and fast (words a minute, slow the least) and source",
            next_step="Correct the entry.",
        )
    return Rate(**entry)


@cache
def read_rates() -> dict[str, dict[str, Rate]]:
    """Return the rates that come with Wellspent: reading by language, writing, speaking."""
    text = files("wellspent.listen").joinpath("rates.toml").read_text("utf-8")
    return rates_from_toml(text, "listen/rates.toml")


def reading_rate(language: str) -> Rate:
    """Return how fast a language is read (ISO 639-1 code)."""
    rates = read_rates()["reading"]
    return rates.get(language, rates["other"])
