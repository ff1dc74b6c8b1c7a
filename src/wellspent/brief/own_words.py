"""Own words: sentences in which people speak of themselves and their work: those to begin with."""

import re
from typing import Final

from wellspent.brief.numbers_said import holds_money
from wellspent.brief.said import Said
from wellspent.brief.toml_file import toml_of

SHORTEST: Final = 6

_WORD: Final = re.compile(r"\w+")


def is_of_themselves(said: Said) -> bool:
    """Return whether a sentence tells of themselves: no question, no sum of money, no fragment."""
    if "?" in said.text or holds_money(said.text) or len(said.text.split()) < SHORTEST:
        return False
    table = toml_of("first_person.toml")
    if any(request in said.text.casefold() for request in table["requests"]):
        return False
    words = set(_WORD.findall(said.text.casefold()))
    return bool(words & set(table["words"]))
