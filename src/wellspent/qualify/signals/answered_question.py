"""Answered question: did they answer what we asked? Silence says nothing."""

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether an answer came back; silent when none did, or nothing was asked."""
    if not enquiry.answers:
        return SIGNAL.silent()
    return SIGNAL.says("answered", "They answered our question.")


SIGNAL = Signal(
    "answered_question",
    "answered question",
    read,
    {"answered": "an answer to our one question came back"},
)
