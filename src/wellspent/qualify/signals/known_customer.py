"""Known customer: is this somebody who already buys from us? Then they are welcome, always."""

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether the enquiry comes from a customer's account."""
    customer = enquiry.history.customer if enquiry.history else ""
    if not customer:
        return SIGNAL.silent()
    return SIGNAL.says("customer", "They are a customer of ours already.", customer)


SIGNAL = Signal(
    "known_customer", "known customer", read, {"customer": "the account is a customer of ours"}
)
