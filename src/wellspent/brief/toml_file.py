"""Files of the brief that a sales manager may correct: unknown or missing keys are errors."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from wellspent.errors import SettingsError


@cache
def toml_of(name: str) -> Mapping[str, Any]:
    """Return what stands in a file of this room; SettingsError when it is no TOML."""
    try:
        return tomllib.loads(files("wellspent.brief").joinpath(name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"It isn't valid TOML: {error}.", where=name) from error


def check_keys(name: str, place: str, found: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise SettingsError unless exactly the wanted keys are there."""
    there, needed = set(found), set(wanted)
    for key in sorted(there - needed):
        raise SettingsError(f"[{place}] has an unknown key: {key}.", where=name)
    for key in sorted(needed - there):
        raise SettingsError(f"[{place}] lacks {key}.", where=name)
