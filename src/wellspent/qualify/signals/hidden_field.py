"""Hidden field: was the field filled that people can't see?

A browser's autofill or a screen reader may fill it too, so it is never proof.
"""

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether the trap was filled; silent where the form has none."""
    if enquiry.trap_filled is None:
        return SIGNAL.silent()
    return FILLED if enquiry.trap_filled else LEFT_EMPTY


SIGNAL = Signal(
    "hidden_field",
    "hidden field",
    read,
    {
        "filled": "the field that people can't see was filled",
        "left empty": "the field that people can't see was left empty",
    },
)
FILLED = SIGNAL.says("filled", "A field that people don't see on the page was filled in.")
LEFT_EMPTY = SIGNAL.says("left empty", "The field that people don't see was left empty.")
