"""E-mail: an address in its plain form."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

LONGEST: Final = 320
PLAIN: Final = re.compile(
    r"[a-z0-9!#$%&*+/=?_-]+(?:\.[a-z0-9!#$%&*+/=?_-]+){0,10}@"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}\Z"
)
AROUND: Final = " \t\r\n\"'<>,;"


def parse_email(text: str) -> str | None:
    """Return the address in lower case, or None where the cell holds no valid one.

    Takes `mailto:` and a display name off. An international domain is written as people read it.
    Addresses on reserved domains (`example.com`) are valid here: they are for trying things out.
    """
    text = bare_address(text)
    if not text or len(text) > LONGEST:
        return None
    lower = text.lower()
    if PLAIN.match(lower):
        return lower if len(lower.partition("@")[0]) <= 64 else None
    try:
        checked = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return checked.normalized.lower()


def bare_address(text: str) -> str:
    """Return the address out of `Ada <ada@example.com>` or `mailto:ada@example.com`."""
    text = text.strip(AROUND)
    if "<" in text:
        text = text.rpartition("<")[2]
    return text.strip(AROUND).removeprefix("mailto:").removeprefix("MAILTO:")
