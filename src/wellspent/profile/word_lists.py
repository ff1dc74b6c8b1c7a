"""Word lists: what headers and values say, as data that a sales manager can read and correct."""

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from wellspent.errors import SettingsError
from wellspent.records.cases import Column

LONGEST = 300
"""Of longer texts only the beginning is read: no header and no category is so long."""


def plain_words(text: str) -> str:
    """Return text in lower case without accents, its words separated by one space.

    `createDate`, `create_date` and `Create-Date` all become `create date`.
    """
    unaccented = unicodedata.normalize("NFKD", text[:LONGEST].replace("ß", "ss"))
    letters: list[str] = []
    previous = " "
    for letter in unaccented:
        if unicodedata.combining(letter):
            continue
        if letter.isupper() and previous.islower():
            letters.append(" ")
        letters.append(letter if letter.isalnum() else " ")
        previous = letter
    return " ".join("".join(letters).lower().split())


def shown_name(column: Column) -> str:
    """Return a column's header as its file writes it."""
    return column.label or column.name


def header_words(column: Column) -> str:
    """Return the words of a column's header: its label where it has one, else its name."""
    return plain_words(shown_name(column))


class WordList:
    """Words and phrases, looked up whole or within a text of plain words.

    A phrase that ends in `*` is the beginning of a word.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        self._beginnings: list[str] = []
        for phrase in phrases:
            if phrase.endswith("*"):
                self._beginnings.append(phrase[:-1])
            else:
                self._phrases.add(tuple(phrase.split()))
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)

    def whole(self, words: str) -> bool:
        """Return whether the text as a whole is one of the phrases."""
        return self.found_in(words) == words != ""

    def found_in(self, words: str) -> str:
        """Return the longest phrase that stands in the text on word borders, or an empty string."""
        split = words.split()
        for length in range(min(self._longest, len(split)), 0, -1):
            for start in range(len(split) - length + 1):
                phrase = tuple(split[start : start + length])
                if phrase in self._phrases:
                    return " ".join(phrase)
        for word in split:
            if any(word.startswith(beginning) for beginning in self._beginnings):
                return word
        return ""

    def begins(self, words: str) -> bool:
        """Return whether the text begins with one of the phrases."""
        split = words.split()
        return any(
            tuple(split[:length]) in self._phrases
            for length in range(1, min(self._longest, len(split)) + 1)
        )


@cache
def read_words(name: str, keys: tuple[str, ...]) -> dict[str, WordList]:
    """Read `words/<name>.toml`; SettingsError when its keys aren't exactly these."""
    source = files("wellspent.profile").joinpath("words", f"{name}.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    if set(table) != set(keys):
        odd = ", ".join(sorted(set(table) ^ set(keys)))
        raise SettingsError(
            f"The word list has unknown or missing keys: {odd}",
            where=f"profile/words/{name}.toml",
            next_step=f"Use exactly these keys: {', '.join(keys)}.",
        )
    return {key: WordList(table[key]) for key in keys}
