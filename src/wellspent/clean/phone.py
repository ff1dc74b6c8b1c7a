"""Phone: a number that can be dialled from anywhere."""

import re
from functools import lru_cache
from typing import Final

import phonenumbers

LONGEST: Final = 60
DIGITS: Final = re.compile(r"\d")
INTERNATIONAL: Final = re.compile(r"(?:\+|00)(?=[1-9])[\d\s./-]{7,24}\Z")
NOT_DIGITS: Final = re.compile(r"\D")


def parse_phone(text: str, *, region: str = "") -> str | None:
    """Return a phone number as `+49301234567` (E.164), or None where it can't be one.

    A number without a country prefix needs the `region` (ISO 3166, such as `DE`).
    """
    text = text.strip()
    if INTERNATIONAL.match(text):
        digits = NOT_DIGITS.sub("", text).lstrip("0")
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if len(text) > LONGEST or len(DIGITS.findall(text)) < 5:
        return None
    return _by_rules_of(text, region)


@lru_cache(maxsize=20_000)
def _by_rules_of(text: str, region: str) -> str | None:
    """Read a number by the dialling rules of a country; about 30 microseconds."""
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
