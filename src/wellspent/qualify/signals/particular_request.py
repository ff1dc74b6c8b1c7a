"""Particular request: does the message ask for something that one can answer?

A quantity, a price, a date, a visit. Silence costs nothing: many write only "please call me".
"""

import re
from functools import cache
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST: Final = 4_000
NUMBER_AND_WORD: Final = re.compile(r"(?<![\w.,])\d[\d.,]{0,12}\s?([^\W\d_]{1,15}[²³23]?|°c)(?!\w)")
WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def read(enquiry: Enquiry) -> SignalReading:
    """Read what the message asks for; silent where it asks for nothing particular."""
    message = enquiry.lead.message[:LONGEST].casefold()
    if not message:
        return SIGNAL.silent()
    words = _words()
    for found in NUMBER_AND_WORD.finditer(message):
        if found[1] in words["units"]:
            return SIGNAL.says("a quantity", "They say how much or how many.", found[0])
    asked = next((word for word in WORD.findall(message) if word in words["asks"]), "")
    if asked:
        return SIGNAL.says("a request", "They ask for something particular.", asked)
    return SIGNAL.silent()


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
