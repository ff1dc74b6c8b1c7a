"""Consent rules: in which countries marketing to people at work needs their consent first.

Read from `consent_rules.toml`. States rules and their sources; no legal advice.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from wellspent.errors import SettingsError
from wellspent.records.activity import ActivityKind

FILE: Final = "consent_rules.toml"
_KINDS: Final = {
    "email": ActivityKind.EMAIL,
    "sms": ActivityKind.SMS,
    "call": ActivityKind.CALL,
}
_KEYS: Final = {"channels", "source", "bulk_only", "customers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule:
    """What the law of a country asks for: on which channels, and where that stands.

    `bulk_only` is set where it is about mass mailings only, `customers` where existing customers
    may be written to without.
    """

    channels: frozenset[ActivityKind]
    source: str
    bulk_only: bool = False
    customers: bool = True


@cache
def consent_rules() -> Mapping[str, ConsentRule]:
    """Return the rules by ISO 3166 code, read once."""
    rules = files("wellspent.review").joinpath("lists", FILE)
    return rules_from_toml(rules.read_text(encoding="utf-8"))


def rules_from_toml(text: str) -> Mapping[str, ConsentRule]:
    """Read the rules; SettingsError for a key or channel that nobody knows, or a missing source."""
    table = cast(Mapping[str, Mapping[str, object]], tomllib.loads(text))
    return {country: _rule(country, entry) for country, entry in table.items()}


def _rule(country: str, entry: Mapping[str, object]) -> ConsentRule:
    if wrong := entry.keys() - _KEYS:
        raise _mistake(country, f"it has keys that nobody knows: {', '.join(sorted(wrong))}")
    channels, source = entry.get("channels"), entry.get("source")
    if not isinstance(channels, list) or not isinstance(source, str) or not source:
        raise _mistake(country, "it needs a list of channels and a source")
    named = cast(list[str], channels)
    if unknown := [each for each in named if each not in _KINDS]:
        raise _mistake(country, f"its channels are {', '.join(_KINDS)}, not {unknown[0]}")
    return ConsentRule(
        channels=frozenset(_KINDS[each] for each in named),
        source=source,
        bulk_only=entry.get("bulk_only") is True,
        customers=entry.get("customers") is not False,
    )


def _mistake(country: str, what: str) -> SettingsError:
    return SettingsError(
        f"The rules of consent have a mistake at [{country}]: {what}.",
        where=FILE,
        next_step="Mend that entry.",
    )
