"""Person names: whether a name in a draft can be that of a contact."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from wellspent.phrases.pattern import fold, split_words
from wellspent.review.word_lists import word_lists

SHORTEST_FORM: Final = 3
"""A beginning of a first name of so many letters may be a short form of it: *Max*, *Dan*."""


def names_of(name: str) -> list[str]:
    """Return the parts of a name without titles, case and accents: *Dr. Ana de Luz* is ana, luz."""
    words = [fold(word) for word in split_words(name)[1::2]]
    return [word for word in words if word not in _list("titles") and not word.isdigit()]


def is_nobody(words: Sequence[str]) -> bool:
    """Return whether words of a greeting name no one: *team*, *there*."""
    return any(word in _list("nobody") for word in words)


def can_be(said: str, full: str, others: Iterable[str] = ()) -> bool:
    """Return whether a name that is said may be a person's, whose full name is known.

    Any order and any part will do, short forms and initials too; `others` are further names that
    the person goes by.
    """
    parts = names_of(said)
    known = [*names_of(full), *(part for other in others for part in names_of(other))]
    return all(any(_is_form(part, other) for other in known) for part in parts)


def _is_form(said: str, known: str) -> bool:
    if said == known or _umlauts(said) == _umlauts(known):
        return True
    if len(known) == 1 or len(said) == 1:
        return said[:1] == known[:1]
    if known in _forms().get(said, ()) or _share_form(said, known):
        return True
    short, long = sorted((said, known), key=len)
    return len(short) >= SHORTEST_FORM and long.startswith(short) and len(long) - len(short) >= 2


def _share_form(said: str, known: str) -> bool:
    """Return whether two names are forms of one: *Bill* and *Will*."""
    return bool(_forms().get(said, frozenset()) & _forms().get(known, frozenset()) & _full_names())


def _umlauts(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ß", "ss")


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Return all forms by name, both ways."""
    found: dict[str, set[str]] = {}
    for row in _table()["forms"]:
        folded = [fold(name) for name in row]
        full, short = folded[0], folded[1:]
        found.setdefault(full, set()).update(short)
        for one in short:
            found.setdefault(one, set()).add(full)
    return {name: frozenset(forms) for name, forms in found.items()}


@cache
def _full_names() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in _table()["forms"])


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _table()[name])


def ways_to_ask() -> Sequence[str]:
    """Return how a caller asks for somebody: *am I speaking with*."""
    return _table()["asked_for"]


@cache
def _table() -> Mapping[str, Any]:
    return word_lists("first_names.toml", ("forms", "titles", "nobody", "asked_for"))
