"""Letters of the message: words, or a hand on the keyboard?"""

from typing import Final

from wellspent.qualify.gibberish import gibberish_in, gibberish_share
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

MOSTLY: Final = 0.5
"""A part number or a name of a machine in a message is no gibberish; most of a message is."""


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether most of the message is gibberish; silent otherwise."""
    message = enquiry.lead.message
    if not message or gibberish_share(message) < MOSTLY:
        return SIGNAL.silent()
    return SIGNAL.says(
        "gibberish", "Most of the message is keys beside each other.", gibberish_in(message)
    )


SIGNAL = Signal(
    "message_letters",
    "letters of the message",
    read,
    {"gibberish": "most of the message looks like keys hit at random"},
)
