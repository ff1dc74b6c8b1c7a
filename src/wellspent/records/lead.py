"""Lead: an inbound enquiry, before anyone knows whether it is a customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.attribute import AttributeValue


class LeadOutcome(StrEnum):
    """What became of an enquiry: still open, became a customer, or didn't."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An inbound enquiry.

    The company fields are the person's own words on the form. `account_id` and `contact_id` are
    set once the link room has found who is meant; `arrived_at` is the moment of the enquiry, with
    its zone; `closed_at` is when the outcome was known.
    """

    id: str = ""
    external_id: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    company: str = ""
    website: str = ""
    industry: str = ""
    employees: float | None = None
    country: str = ""
    region: str = ""
    source: str = ""
    message: str = ""
    owner: str = ""
    arrived_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: LeadOutcome = LeadOutcome.OPEN
    account_id: str = ""
    contact_id: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict[str, AttributeValue])
