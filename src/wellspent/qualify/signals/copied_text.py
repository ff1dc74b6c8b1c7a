"""Copied text: did other people send us the same words?"""

from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LEAST_LETTERS: Final = 60
"""Shorter messages ("please call me") are alike by chance."""

OFTEN: Final = 3


def read(enquiry: Enquiry) -> SignalReading:
    """Read how many others sent these words; silent for short messages."""
    history, message = enquiry.history, enquiry.lead.message
    if history is None or len(message) < LEAST_LETTERS or history.copies <= 0:
        return SIGNAL.silent()
    if history.copies < OFTEN:
        others = "one other person" if history.copies == 1 else "two other people"
        return SIGNAL.says("copied", f"The same words came from {others} as well.", message)
    said = f"The same words came from {history.copies:,} other people as well."
    return SIGNAL.says("copied often", said, message)


SIGNAL = Signal(
    "copied_text",
    "copied text",
    read,
    {
        "copied": "one or two other people sent the same words",
        "copied often": "three or more other people sent the same words",
    },
)
