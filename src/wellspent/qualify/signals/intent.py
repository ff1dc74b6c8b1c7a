"""Intent: what the words of the enquiry ask for. Silent where they leave it open."""

from functools import lru_cache
from typing import Final

from wellspent.qualify.intent import intent_of
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import EnquiryKind, Intent, SignalReading
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead

SAID: Final = {
    EnquiryKind.GENUINE: "They say what they need.",
    EnquiryKind.FREE_INFORMATION: "They ask for material, not for a talk.",
    EnquiryKind.STUDENT: "They write about studies or research.",
    EnquiryKind.JOB_SEEKER: "They look for work with us.",
    EnquiryKind.VENDOR: "They offer us something of theirs.",
    EnquiryKind.COMPETITOR: "They ask what another supplier would want to know.",
    EnquiryKind.SUPPORT: "They ask for help with what they have from us.",
    EnquiryKind.SPAM: "The words are those of advertising sent to everybody.",
}


def read(enquiry: Enquiry) -> SignalReading:
    """Read the kind that the words speak for, with the first of the words that say so."""
    intent = intent_in(enquiry.lead)
    said = SAID.get(intent.kind)
    if said is None:
        return SIGNAL.silent()
    return SIGNAL.says(intent.kind.value, said, intent.quotes[0] if intent.quotes else "")


def intent_in(lead: Lead) -> Intent:
    """Return the intent of a lead's words; the last few are remembered."""
    return _intent(lead.message, lead.title, lead.company)


@lru_cache(maxsize=64)
def _intent(message: str, title: str, company: str) -> Intent:
    return intent_of(message, title=title, company=company)


SIGNAL = Signal(
    "intent",
    "what the words ask for",
    read,
    {kind.value: said.rstrip(".") for kind, said in SAID.items()},
)
