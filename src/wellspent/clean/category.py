"""Category: a word from a list, or no answer at all."""

from collections.abc import Iterable
from typing import Final

from wellspent.clean.word_lists import read_words

NEVER_AN_ANSWER: Final = frozenset(read_words("missing")["never_an_answer"])
NAMES_NOTHING: Final = frozenset(read_words("missing")["names_nothing"]) | NEVER_AN_ANSWER
LONGEST_PLACEHOLDER: Final = max(map(len, NAMES_NOTHING))


def tidy(text: str) -> str:
    """Return a text with single spaces inside and none around it."""
    return " ".join(text.split())


def is_missing(text: str) -> bool:
    """Return whether a cell says nothing, in any column: empty, `Select`, `-`, `n/a`, `null`.

    `unknown` and `nonexistent` are not among these: in a team's own column somebody wrote them
    down, and they can tell won from lost (see `words/missing.toml`).
    """
    return len(text) <= LONGEST_PLACEHOLDER + 8 and text.strip().casefold() in NEVER_AN_ANSWER


def missing_among(texts: Iterable[str]) -> list[bool]:
    """Return for each cell whether it says nothing, as `is_missing` does, for a great many."""
    longest = LONGEST_PLACEHOLDER + 8
    return [len(text) <= longest and text.strip().casefold() in NEVER_AN_ANSWER for text in texts]


def names_nothing(text: str) -> bool:
    """Return whether a cell names nothing in a field like company or industry: also `unknown`."""
    return len(text) <= LONGEST_PLACEHOLDER + 8 and text.strip().casefold() in NAMES_NOTHING


def parse_category(text: str) -> str | None:
    """Return a category's name, tidy, or None where there is no answer."""
    return None if is_missing(text) else tidy(text)
