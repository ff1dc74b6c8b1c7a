"""Country: one name for each, however it was written."""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from wellspent.clean.category import tidy
from wellspent.clean.word_lists import read_words

LONGEST: Final = 80


def parse_country(text: str) -> str:
    """Return the usual English name of a country (`DE`, `DEU` and `Deutschland` are `Germany`).

    What isn't recognised stays as it was written: a misspelt name is better than a wrong one.
    """
    code = country_code(text)
    return _names()[code] if code else tidy(text)


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """Return the ISO 3166 code of a country by any of its names; empty if it isn't recognised."""
    return _codes().get(fold(text), "") if len(text) <= LONGEST else ""


def fold(text: str) -> str:
    """Return a name without case, accents, full stops and double spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace(".", "").casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@cache
def _names() -> dict[str, str]:
    return {code: entry["name"] for code, entry in read_words("countries").items()}


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, entry in read_words("countries").items():
        for name in (entry["name"], *entry["also"]):
            codes.setdefault(fold(name), code)
    # Codes last: a code that is also a name of another country must not win over the name.
    for code, entry in read_words("countries").items():
        codes.setdefault(fold(code), code)
        codes.setdefault(fold(entry.get("alpha3", code)), code)
    return codes
