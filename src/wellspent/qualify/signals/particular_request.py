"""Particular request: does the message ask for something that one can answer?

A wish to buy so many, a quantity, a price, a date, a visit. Silence costs nothing: many write only
"please call me".
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
NEAR: Final = 8
"""A wish to buy so many stands within so many words."""

WISH_AFTER: Final = 2
"""So many words after *I* or *we* the wish stands at the latest."""

KEYS: Final = ("asks", "units", "we", "wishes", "buying", "numbers", "polite", "negations")


def read(enquiry: Enquiry) -> SignalReading:
    """Read what the message asks for; silent where it asks for nothing particular."""
    message = enquiry.lead.message[:LONGEST].casefold()
    if not message:
        return SIGNAL.silent()
    words = [piece.strip(AROUND) for piece in message.split()]
    purchase = _purchase(words)
    if purchase:
        return SIGNAL.says("a purchase", "They want to buy, and say how many.", purchase)
    quantity = _quantity(words) if DIGIT.search(message) else ""
    if quantity:
        return SIGNAL.says("a quantity", "They say how much or how many.", quantity)
    asked = request_words()["asks"].intersection(words)
    if asked:
        return SIGNAL.says("a request", "They ask for something particular.", min(asked))
    return SIGNAL.silent()


def _purchase(words: Sequence[str]) -> str:
    """Return the words of the first wish to buy a number of something; empty where there is none.

    *I want to buy 5*, *wir möchten drei Maschinen kaufen*; not what they don't want.
    """
    lists = request_words()
    for place, word in enumerate(words):
        if word not in lists["we"]:
            continue
        near = words[place : place + NEAR]
        wished = lists["wishes"].intersection(near[: WISH_AFTER + 1])
        bought = [at for at, one in enumerate(near) if one in lists["buying"]]
        counted = [at for at, one in enumerate(near) if _is_number(one)]
        if wished and bought and counted and lists["negations"].isdisjoint(near):
            return " ".join(near[: max(bought[0], counted[0]) + 1])
    return ""


def _is_number(word: str) -> bool:
    return (word.isdecimal() and len(word) < LONGEST_NUMBER) or word in request_words()["numbers"]


def _quantity(words: Sequence[str]) -> str:
    """Return the first number with a unit behind it: `12 kg`, `5kw`; empty where there is none."""
    units = request_words()["units"]
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
def request_words() -> dict[str, frozenset[str]]:
    """Return the word lists about what is asked for."""
    return read_word_file("requests", KEYS)


SIGNAL = Signal(
    "particular_request",
    "particular request",
    read,
    {
        "a purchase": "the message says that they want to buy, and how many",
        "a quantity": "the message says how much or how many of something",
        "a request": "the message asks for a price, a date, a visit or the like",
    },
)
