"""Length of the message: empty, a few words, or something to go on. Terse is not false."""

from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

FEW: Final = 12
LONG: Final = 1_200
"""Letters and signs."""


def read(enquiry: Enquiry) -> SignalReading:
    """Read how much was written; silent where the enquiry has nothing but a message missing."""
    message = enquiry.lead.message.strip()
    if not message:
        return EMPTY
    if len(message) <= FEW:
        return SIGNAL.says("a few words", "The message is a few words.", message)
    return LONG_ONE if len(message) >= LONG else USUAL


SIGNAL = Signal(
    "message_length",
    "length of the message",
    read,
    {
        "empty": "there is no message",
        "a few words": "a message of up to twelve letters",
        "usual": "a message of usual length",
        "long": "a message of 1,200 letters or more",
    },
)
EMPTY = SIGNAL.says("empty", "There is no message.")
USUAL = SIGNAL.says("usual", "The message has the usual length.")
LONG_ONE = SIGNAL.says("long", "The message is long.")
