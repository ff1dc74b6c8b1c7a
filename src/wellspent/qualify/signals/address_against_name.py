"""Address against name: does what stands before the @ go with the name?

Nicknames and shared addresses are usual, so not agreeing says nothing. Only an address that is
itself gibberish does.
"""

import re
from typing import Final

from wellspent.clean.company_name import fold_words
from wellspent.qualify.gibberish import gibberish_in
from wellspent.qualify.signal import Signal
from wellspent.qualify.signals.address_kind import words_of_addresses
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

SEPARATOR: Final = re.compile(r"[^a-z]+")
MIXED: Final = re.compile(r"[a-z]+\d+[a-z]+\d+[a-z]*\d*")
LEAST_LETTERS: Final = 3
LONGEST: Final = 300


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether address and name agree; silent where that can't be told."""
    local = enquiry.lead.email.strip().lower().rpartition("@")[0].partition("+")[0][:64]
    if not local or local in words_of_addresses()["role"]:
        return SIGNAL.silent()
    names = _names(enquiry.lead.name)
    if names and _agree(local, names):
        return AGREES
    if gibberish_in(local) or MIXED.fullmatch(local):
        said = f"“{local}@” is a row of letters that name nobody."
        return SIGNAL.says("random", said, local)
    return SIGNAL.silent()


def _names(name: str) -> list[str]:
    """Return the words of a name that can stand in an address."""
    if name.isascii():
        return [word for word in SEPARATOR.split(name[:LONGEST].lower()) if word]
    return [word for word in fold_words(name) if word.isascii()]


def _agree(local: str, names: list[str]) -> bool:
    parts = [part for part in SEPARATOR.split(local) if part]
    joined = "".join(parts)
    if any(len(name) >= LEAST_LETTERS and name in joined for name in names):
        return True
    if set(parts) & {name for name in names if len(name) > 1}:
        return True
    initials = "".join(name[0] for name in names)
    return len(initials) > 1 and joined in {initials, initials[::-1]}


SIGNAL = Signal(
    "address_against_name",
    "address against name",
    read,
    {
        "agrees": "a part of the name, or its initials, stands before the @",
        "random": "what stands before the @ is gibberish, or letters and digits in turn",
    },
)
AGREES = SIGNAL.says("agrees", "The name stands in the address.")
