"""Size: a number of employees, where exports also write ranges."""

import re
from typing import Final

from wellspent.clean.number import parse_number

LONGEST: Final = 60
NUMBER: Final = r"(\d[\d.,' \u00a0]{0,14}\s?[kKmM]?)"
RANGE: Final = re.compile(NUMBER + r"\s*(?:-|–|—|to|bis|à|a)\s*" + NUMBER + r"\Z")
FROM_ON: Final = re.compile(
    r"(?:>=?|over|more than|mehr als|über)?\s*" + NUMBER + r"\s*\+?\Z", re.IGNORECASE
)
BELOW: Final = re.compile(
    r"(?:<=?|under|up to|less than|bis|unter)\s*" + NUMBER + r"\Z", re.IGNORECASE
)
PEOPLE: Final = re.compile(
    r"\s*(?:employees|people|staff|mitarbeiter|employés|salariés|empleados|ma)\Z", re.IGNORECASE
)


def parse_size(text: str, *, decimal_comma: bool = False) -> float | None:
    """Return how many: of `51-200 employees` the middle, of `1,000+` and `< 10` the limit."""
    if len(text) > LONGEST:
        return None
    text = PEOPLE.sub("", text.strip())
    number = parse_number(text, decimal_comma=decimal_comma)
    if number is not None:
        return number if number >= 0 else None
    for form in (RANGE, FROM_ON, BELOW):
        if found := form.match(text):
            ends = [parse_number(end, decimal_comma=decimal_comma) for end in found.groups()]
            known = [end for end in ends if end is not None]
            return sum(known) / len(known) if len(known) == len(ends) else None
    return None
