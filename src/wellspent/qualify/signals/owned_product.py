"""Owned product: do they name what only somebody has who bought from us?

A serial number, the number of an order or an invoice, an error code. The words before the number
are data, in `words/ownership.toml`; without a number behind them they tell nothing.
"""

import re
from functools import cache
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST: Final = 4_000
DIGIT: Final = re.compile(r"\d")
NUMBER_SIGN: Final = (
    r"\s{0,2}(?:(?:no|nr|num|nº|n°|№|number|nummer|numéro|número)\b\.?|nº|n°|№|\#|:)"
)
CODE: Final = r"[a-z]{0,6}[-/]?\d[\w./-]{0,24}"
NEXT_WORD: Final = r"\s+[^\W\d_]"
"""`order 5000 pieces` is a wish; the number of an order ends there."""


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether they name something of ours that they have; silent otherwise."""
    message = enquiry.lead.message[:LONGEST].casefold()
    if not DIGIT.search(message):
        return SIGNAL.silent()
    for value, pattern in _patterns().items():
        found = pattern.search(message)
        if found:
            return SIGNAL.says(value, SAID[value], found.group().strip())
    return SIGNAL.silent()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = read_word_file("ownership", ("serial", "papers", "error"))
    serial, papers, error = (_any_of(words[key]) for key in ("serial", "papers", "error"))
    signs = rf"(?:{NUMBER_SIGN}){{1,2}}\s?"
    return {
        "serial number": re.compile(rf"\b(?:{serial})\b(?:{signs}|\s|\.\s?){CODE}"),
        "our papers": re.compile(
            rf"\b(?:{papers})\b(?:{signs}{CODE}"
            rf"|\s(?!(?:19|20)\d\d\b)(?=[\w/-]{{4,24}}\b(?!{NEXT_WORD}))[a-z]{{0,6}}[-/]?\d{{2}}[\w/-]{{2,20}}\b)"
        ),
        "error code": re.compile(
            rf"\b(?:{error})\b(?:{signs}|\s)(?:code\s)?[a-z]{{0,3}}-?\d{{1,6}}\b"
            rf"(?!\s?[%°]|[.,]\d|\s?(?:mm|µm|percent|prozent)\b)"
        ),
    }


def _any_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one)))


SAID: Final = {
    "serial number": "They give the serial number of something that they have.",
    "our papers": "They give the number of an order, an invoice or a case.",
    "error code": "They give the code of an error.",
}
SIGNAL = Signal(
    "owned_product",
    "owned product",
    read,
    {
        "serial number": "a serial number of something that they have",
        "our papers": "the number of an order, a delivery, an invoice or a case",
        "error code": "the code of an error that something of ours shows",
    },
)
