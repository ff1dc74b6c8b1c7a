"""Machine names: what a column is called in files, filters and the API."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

NOT_A_WORD = re.compile(r"[\W_]+")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=4096)
def machine_name(label: str) -> str:
    """Return a header in snake case without accents: `Lead Source` and `LeadSource` are the same.

    A label without any letter or digit becomes `column`.
    """
    apart = unicodedata.normalize("NFKD", CAMEL.sub(" ", label[:200]))
    words = apart.casefold().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_A_WORD.sub("_", plain).strip("_") or "column"


def machine_names(labels: Iterable[str]) -> list[str]:
    """Return machine names that differ from each other: a repeat gets `_2`."""
    names: list[str] = []
    for label in labels:
        base, repeat = machine_name(label), 1
        name = base
        while name in names:
            repeat += 1
            name = f"{base}_{repeat}"
        names.append(name)
    return names
