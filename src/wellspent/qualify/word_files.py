"""Word files: what this room knows in words, as TOML that a sales manager can read and correct."""

import tomllib
from functools import cache
from importlib.resources import files

from wellspent.errors import SettingsError


@cache
def read_word_file(name: str, keys: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Read `words/<name>.toml`; SettingsError when its keys aren't exactly these lists of words.

    Words are looked up in lower case.
    """
    source = files("wellspent.qualify").joinpath("words", f"{name}.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    if set(table) != set(keys):
        odd = ", ".join(sorted(set(table) ^ set(keys)))
        raise _mistake(name, f"it has unknown or missing keys: {odd}")
    for key, words in table.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _mistake(name, f"`{key}` must be a list of words in quotes")
    return {key: frozenset(word.casefold() for word in words) for key, words in table.items()}


def _mistake(name: str, what: str) -> SettingsError:
    return SettingsError(
        f"The word file has a mistake: {what}.",
        where=f"qualify/words/{name}.toml",
        next_step="Mend that line.",
    )
