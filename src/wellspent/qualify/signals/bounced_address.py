"""Bounced address: did mail to this address come back?"""

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether our mail came back; silent where none did."""
    bounced = enquiry.history.bounced if enquiry.history else None
    if bounced is None:
        return SIGNAL.silent()
    day = bounced.date().isoformat()
    return SIGNAL.says("bounced", f"Our mail to this address came back on {day}.", day)


SIGNAL = Signal(
    "bounced_address", "bounced address", read, {"bounced": "mail to the address came back"}
)
