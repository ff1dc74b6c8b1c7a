"""Particular request: does the message ask for something that one can answer?

A quantity, a price, a date, a visit. Silence costs nothing: many write only "please call me".
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST: Final = 4_000
DIGIT: Final = re.compile(r"\d")
AROUND: Final = " .,;:!?()[]{}\"'“”„«»¿¡*-–—/"
IN_NUMBERS: Final = "0123456789.,'x"
LONGEST_NUMBER: Final = 12


def read(enquiry: Enquiry) -> SignalReading:
    """Read what the message asks for; silent where it asks for nothing particular."""
    message = enquiry.lead.message[:LONGEST].casefold()
    if not message:
        return SIGNAL.silent()
    words = [piece.strip(AROUND) for piece in message.split()]
    quantity = _quantity(words) if DIGIT.search(message) else ""
    if quantity:
        return SIGNAL.says("a quantity", "They say how much or how many.", quantity)
    asked = _words()["asks"].intersection(words)
    if asked:
        return SIGNAL.says("a request", "They ask for something particular.", min(asked))
    return SIGNAL.silent()


def _quantity(words: Sequence[str]) -> str:
    """Return the first number with a unit behind it: `12 kg`, `5kw`; empty where there is none."""
    units = _words()["units"]
    for place, word in enumerate(words):
        if not word[:1].isdecimal():
            continue
        unit = word.lstrip(IN_NUMBERS)
        if len(word) - len(unit) > LONGEST_NUMBER:
            continue
        if unit in units:
            return word
        following = words[place + 1] if place + 1 < len(words) else ""
        if not unit and following in units:
            return f"{word} {following}"
    return ""


@cache
def _words() -> dict[str, frozenset[str]]:
    return read_word_file("requests", ("asks", "units"))


SIGNAL = Signal(
    "particular_request",
    "particular request",
    read,
    {
        "a quantity": "the message says how much or how many of something",
        "a request": "the message asks for a price, a date, a visit or the like",
    },
)
