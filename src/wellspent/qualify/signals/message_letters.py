"""Letters of the message: words, or a hand on the keyboard?

A part number or the name of a machine in a message is no gibberish; half of a message is.
"""

from wellspent.qualify.gibberish import gibberish_in, is_mostly_gibberish
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether most of the message is gibberish; silent otherwise."""
    message = enquiry.lead.message
    if not is_mostly_gibberish(message):
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
