"""Time to fill: was the form filled in the time that its length takes a person?

Autofill and pasting are quick, too; only what no person can do says much.
"""

from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

AT_ONCE: Final = 1.5
"""Seconds in which nobody finds and presses a button on a page that has just opened."""

FASTEST_TYPING: Final = 15.0
"""Letters a second; the fastest typists on record reach about this in a sprint."""

USUAL_TYPING: Final = 8.0
A_DAY: Final = 86_400.0


def read(enquiry: Enquiry) -> SignalReading:
    """Read the time to fill against the length of what was typed; silent where not measured."""
    seconds = enquiry.fill_seconds
    if seconds is None or not 0.0 <= seconds <= A_DAY:
        return SIGNAL.silent()
    if seconds < AT_ONCE:
        said = f"The form came back {seconds:.1f} seconds after the page was shown."
        return SIGNAL.says("at once", said)
    letters = _letters(enquiry)
    said = f"{letters:,} letters were filled in within {seconds:,.0f} seconds"
    if letters > 40 and letters / seconds > FASTEST_TYPING:
        return SIGNAL.says("faster than typing", f"{said}: pasted, perhaps, or made by a program.")
    if letters / seconds > USUAL_TYPING:
        return SIGNAL.says("quick", f"{said}: quick, as with autofill.")
    return SIGNAL.says("as people type", f"{said}, as people do.")


def _letters(enquiry: Enquiry) -> int:
    lead = enquiry.lead
    return sum(map(len, (lead.name, lead.email, lead.phone, lead.company, lead.message)))


SIGNAL = Signal(
    "fill_time",
    "time to fill",
    read,
    {
        "at once": "the form came back faster than a person can press its button",
        "at once too": "so it did, and the hidden field was filled as well",
        "faster than typing": "more letters than anybody types in that time",
        "quick": "quick, as with autofill or pasting",
        "as people type": "as long as typing it takes",
    },
)
