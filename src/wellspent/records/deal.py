"""Deal: an opportunity with an amount and a stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.attribute import AttributeValue
from wellspent.records.money import Money


class DealOutcome(StrEnum):
    """How a deal ended, if it has."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An opportunity: amount, recurring amount (a year), stage, won or lost, products.

    `account_key` is how the source named the account until it is linked; `lead_id` is the enquiry
    that it grew from, where known.
    """

    name: str = ""
    id: str = ""
    external_id: str = ""
    account_id: str = ""
    account_key: str = ""
    contact_id: str = ""
    contact_key: str = ""
    lead_id: str = ""
    amount: Money | None = None
    recurring_amount: Money | None = None
    stage: str = ""
    outcome: DealOutcome = DealOutcome.OPEN
    products: tuple[str, ...] = ()
    source: str = ""
    owner: str = ""
    created_at: datetime | None = None
    closed_at: datetime | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict[str, AttributeValue])
