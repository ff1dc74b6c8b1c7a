"""Enquiry: a lead with what is known around it, as authenticity is judged from it."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.records.lead import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened with this person and company before, from our own records.

    `customer` is the name of the account when it is a customer of ours already. `copies` counts
    other enquiries with the same words from other people; `bounced` is when mail to the address
    came back. Earlier enquiries are those of the same address; genuine ones were won, marked
    *genuine*, or released from quarantine.
    """

    customer: str = ""
    earlier_enquiries: int = 0
    earlier_genuine: int = 0
    earlier_not_genuine: int = 0
    conversations: int = 0
    copies: int = 0
    bounced: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A lead, how its form was filled in, and its history with us.

    Anything may be unknown: a signal that needs it stays silent. `time_zone` (IANA) is the
    sender's, where it is told; `fill_seconds` the time between showing and sending the form;
    `trap_filled` whether the field that people can't see was filled. `answers` counts what they
    answered to our question; that nothing came back is never held against anyone.
    """

    lead: Lead
    fill_seconds: float | None = None
    trap_filled: bool | None = None
    time_zone: str = ""
    history: History | None = None
    answers: int = 0
