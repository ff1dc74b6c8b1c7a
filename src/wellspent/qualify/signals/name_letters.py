"""Letters of the name: were they put together by people, or by a hand on the keyboard?

There are no points for names that look usual: that would favour the names of some countries.
"""

import re
from itertools import pairwise
from typing import Final

from wellspent.qualify.gibberish import gibberish_in
from wellspent.qualify.key_rows import is_run_along_keys
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST: Final = 300
NO_LETTER: Final = re.compile(r"[\W\d_]+")
MOST_CAPITALS: Final = 2
"""Capitals within a word: `VanDerBeek` and `DeLaCruz` have two."""


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether a word of the name is gibberish; silent otherwise, and on rows of keys.

    Those are test entries, and counted there.
    """
    name = enquiry.lead.name[:LONGEST]
    if is_run_along_keys(name):
        return SIGNAL.silent()
    word = gibberish_in(name)
    if not word:
        return _of_case(name)
    return SIGNAL.says("gibberish", f"The name has “{word}”: keys beside each other.", word)


def _of_case(name: str) -> SignalReading:
    noise = next(
        (word for word in NO_LETTER.split(name) if _capitals_inside(word) > MOST_CAPITALS), ""
    )
    if not noise:
        return SIGNAL.silent()
    return SIGNAL.says("gibberish", f"The name has “{noise}”: capitals at random.", noise)


def _capitals_inside(word: str) -> int:
    """Return how often a capital follows a small letter."""
    return sum(one.islower() and other.isupper() for one, other in pairwise(word))


SIGNAL = Signal(
    "name_letters",
    "letters of the name",
    read,
    {
        "gibberish": "a word of the name looks like keys hit at random, or has capitals at random",
        "gibberish too": "so does the name, where other fields do already",
    },
)
