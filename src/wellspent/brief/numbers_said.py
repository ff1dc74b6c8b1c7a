"""Numbers that people say of their own work: with a unit, not a date or a telephone number."""

import re
from functools import cache
from typing import Final

from wellspent.brief.toml_file import check_keys, toml_of

FILE: Final = "measures.toml"


def holds_measure(text: str) -> bool:
    """Return whether a text tells a number with a unit: *twenty minutes*, *1,400 crates*, *3 %*."""
    return _pattern("units").search(text) is not None


def holds_money(text: str) -> bool:
    """Return whether a text tells a sum of money: nobody likes to hear their budget back."""
    return _pattern("money").search(text) is not None


@cache
def _pattern(units: str) -> re.Pattern[str]:
    words = toml_of(FILE)
    check_keys(FILE, "the file", words, ("numbers", "units", "money"))
    numbers = "|".join(map(re.escape, words["numbers"]))
    units = "|".join(map(re.escape, words[units]))
    return re.compile(
        rf"(?<!\w)(?:\d[\d.,']{{0,12}}|{numbers})(?:\s|-)?(?:{units})(?!\w)", re.IGNORECASE
    )
