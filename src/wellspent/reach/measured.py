"""Measured: how sure a sign can be at most, by how often its kind was right on unread talk."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.errors import SettingsError
from wellspent.records.buying_role import SignOfRole

FILE: Final = "measured.toml"

_KEYS: Final = frozenset({"found", "right"})


@cache
def measured_certainty() -> Mapping[SignOfRole, float]:
    """Return how sure a sign of each kind is at most; kinds that weren't measured are left out."""
    text = files("wellspent.reach").joinpath(FILE).read_text("utf-8")
    return certainty_from_toml(text, where=f"reach/{FILE}")


def certainty_from_toml(text: str, *, where: str) -> Mapping[SignOfRole, float]:
    """Read counts as certainties (Laplace's rule); unknown kinds or keys are a SettingsError."""
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(f"it can't be read: {error}", where) from error
    return {
        _kind(name, where): _certainty(entry, f"{where} [{name}]") for name, entry in table.items()
    }


def _kind(name: str, where: str) -> SignOfRole:
    try:
        return SignOfRole(name)
    except ValueError as error:
        raise _mistake(f"“{name}” is no sign of a role", where) from error


def _certainty(entry: Any, where: str) -> float:
    if not isinstance(entry, dict) or entry.keys() != _KEYS:
        raise _mistake("there is `found` and `right` and nothing else", where)
    found, right = entry["found"], entry["right"]
    if not (isinstance(found, int) and isinstance(right, int) and 0 <= right <= found):
        raise _mistake("`right` is a whole number from 0 to `found`", where)
    return (right + 1) / (found + 2)


def _mistake(what: str, where: str) -> SettingsError:
    return SettingsError(
        f"The measured figures of signs have a mistake: {what}.",
        where=where,
        next_step="Mend that place.",
    )
