"""Role words: how a brief says what part somebody has in a decision (`roles.toml`)."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from wellspent.brief.toml_file import check_keys, toml_of
from wellspent.records.buying_role import BuyingRole

FILE: Final = "roles.toml"


def role_in_words(role: BuyingRole) -> str:
    """Return a role as a brief says it."""
    return _words()[role]


def judgements() -> frozenset[str]:
    """Return all that a brief may call somebody by its own judgement."""
    return frozenset(_words().values())


@cache
def _words() -> Mapping[str, str]:
    words = toml_of(FILE)
    check_keys(FILE, "the file", words, list(BuyingRole))
    return words
