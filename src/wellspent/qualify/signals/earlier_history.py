"""Earlier history: what came of this person's earlier enquiries, and did we ever talk?"""

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry, History


def read(enquiry: Enquiry) -> SignalReading:
    """Read what we know of the person from before; silent at a first contact."""
    history = enquiry.history
    if history is None:
        return SIGNAL.silent()
    if history.conversations:
        return SIGNAL.says("we talked", f"We talked before: {_times(history.conversations)}.")
    return _by_enquiries(history)


def _by_enquiries(history: History) -> SignalReading:
    good, bad = history.earlier_genuine, history.earlier_not_genuine
    if good and bad:
        return SIGNAL.says(
            "genuine and not",
            f"Of their earlier enquiries, {good} turned out genuine and {bad} didn't.",
        )
    if good:
        return SIGNAL.says("genuine before", f"They asked before, and meant it: {_times(good)}.")
    if bad:
        return SIGNAL.says(
            "not genuine before",
            f"They asked before, and it came to nothing we could help with: {_times(bad)}.",
        )
    if history.earlier_enquiries:
        times = _times(history.earlier_enquiries)
        return SIGNAL.says("asked before", f"They asked before: {times}.")
    return SIGNAL.silent()


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


SIGNAL = Signal(
    "earlier_history",
    "earlier history",
    read,
    {
        "we talked": "there was a conversation with this person or company",
        "genuine before": "earlier enquiries of the address were genuine",
        "genuine and not": "earlier enquiries of the address were some genuine, some not",
        "not genuine before": "earlier enquiries of the address were marked as not genuine",
        "asked before": "the address asked before; nothing is known of the outcome",
    },
)
