"""Copied text: did other people send us the same words?"""

import re
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LEAST_LETTERS: Final = 60
"""Shorter messages ("please call me") are alike by chance."""

OFTEN: Final = 3
BY_MANY: Final = 10
LONGEST: Final = 4_000
LEADS_SOMEWHERE: Final = re.compile(
    r"://|\bwww\.|@\w|\d{5}|\b[a-z0-9-]{2,60}\.(?:com|net|org|io|de|fr|es)\b"
)
"""A link, an address or a number, by which one could take up what is written."""


def read(enquiry: Enquiry) -> SignalReading:
    """Read how many others sent these words; silent for short messages."""
    history, message = enquiry.history, enquiry.lead.message
    if history is None or len(message) < LEAST_LETTERS or history.copies <= 0:
        return SIGNAL.silent()
    if history.copies < OFTEN:
        others = "one other person" if history.copies == 1 else "two other people"
        return SIGNAL.says("copied", f"The same words came from {others} as well.", message)
    said = f"The same words came from {history.copies:,} other people as well."
    return SIGNAL.says(_value(history.copies, message), said, message)


def _value(copies: int, message: str) -> str:
    if copies < BY_MANY:
        return "copied often"
    return "copied by many" if LEADS_SOMEWHERE.search(message[:LONGEST]) else "copied without aim"


SIGNAL = Signal(
    "copied_text",
    "copied text",
    read,
    {
        "copied": "one or two other people sent the same words",
        "copied often": "three to nine other people sent the same words",
        "copied by many": "ten or more other people sent the same words, with a link or a number",
        "copied without aim": "so did ten or more, and nothing in them leads anywhere",
    },
)
