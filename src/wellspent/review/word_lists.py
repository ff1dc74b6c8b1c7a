"""Word lists: our own files of words (TOML); every name in one must be one that the code knows."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, Final

from wellspent.errors import SettingsError

LANGUAGES: Final = ("en", "de", "fr", "es")


def word_lists(file: str, known: Iterable[str] | None = None) -> Mapping[str, Any]:
    """Return the tables and lists of a file beside this one, by name.

    `known` are the names that it must have, all of them and no other; None where names are free.
    SettingsError says which are too many or missing, and why a file can't be read.
    """
    text = files("wellspent.review").joinpath("lists", file).read_text("utf-8")
    return checked_lists(text, known, where=file)


def checked_lists(text: str, known: Iterable[str] | None, *, where: str) -> Mapping[str, Any]:
    """Return the same of a file's text; `where` names it in errors."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            f"This is no TOML: {error}.", where=where, next_step="Correct that line."
        ) from error
    if known is not None:
        check_names(table, known, where=where)
    return table


def check_names(table: Mapping[str, object], known: Iterable[str], *, where: str) -> None:
    """Raise SettingsError where a table has other names than those that are known."""
    expected = set(known)
    unknown, missing = sorted(table.keys() - expected), sorted(expected - table.keys())
    if unknown or missing:
        said = [f"nobody knows {', '.join(unknown)}"] if unknown else []
        said += [f"there is no {', '.join(missing)}"] if missing else []
        raise SettingsError(
            f"The lists have other names than they should: {'; '.join(said)}.",
            where=where,
            next_step="Correct the name, or add the list.",
        )


def check_known(named: Iterable[str], known: Iterable[str], *, where: str) -> None:
    """Raise SettingsError where one of these names isn't among those that are known."""
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise SettingsError(
            f"Nobody knows {', '.join(unknown)}.", where=where, next_step="Correct the name."
        )
