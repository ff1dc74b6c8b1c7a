"""Filled everywhere: is the same text in every field, or a link where a name belongs?

Programs put what they have into each field they find. A company's name in the field for the name is
usual, and so is its web address in the field for the company; neither counts.
"""

import re
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LEAST_LETTERS: Final = 4
LONGEST: Final = 300
LINK: Final = re.compile(
    r"https?://|\bwww\.\w|\b[a-z0-9-]{2,60}\.[a-z]{2,12}/\w|\[url|<a\s", re.IGNORECASE
)


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether fields are filled without regard to what they are for; silent otherwise."""
    lead = enquiry.lead
    for text in (lead.name, lead.title, lead.phone):
        if text and LINK.search(text[:LONGEST]):
            said = "There is a link in a field for a name, a title or a phone number."
            return SIGNAL.says("link in a name", said, text)
    name, company, message = (
        " ".join(text[: LONGEST + 1].casefold().split())
        for text in (lead.name, lead.company, lead.message)
    )
    usual = LEAST_LETTERS <= len(message) <= LONGEST
    if usual and message == name and company in {"", name}:
        return SIGNAL.says("same text", "The message is the name over again.", lead.name)
    return SIGNAL.silent()


SIGNAL = Signal(
    "filled_everywhere",
    "filled everywhere",
    read,
    {
        "link in a name": "a link in the field for the name, the title or the phone number",
        "same text": "the message is nothing but the name over again",
    },
)
