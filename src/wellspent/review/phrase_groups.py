"""Phrase groups of the rules: `words/<rule>.toml` (how they are written: `phrases/`)."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from wellspent.phrases.phrase_groups import PhraseBook, Spans


def words_file(stem: str) -> Traversable:
    """Return the file of words of one of our own rules."""
    return files("wellspent.review").joinpath("words", f"{stem}.toml")


def find_in(stem: str, text: str) -> dict[str, Spans]:
    """Return where phrases of one of our files of words stand in a text, by group.

    Phrases of all languages count. For short texts other than a draft's: a greeting, a name.
    """
    book = _book_of(stem)
    return {group: spans for (_, group), spans in book.find(book.split(text), "").items()}


@cache
def _book_of(stem: str) -> PhraseBook:
    return PhraseBook([words_file(stem)])
