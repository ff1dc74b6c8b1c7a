"""Account: a company."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wellspent.records.attribute import AttributeValue
from wellspent.records.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A company: a customer, a former one, or one that might become one.

    `external_id` is its key in the system that it was exported from; with `id` empty the store
    gives it one. `customer_since` is set while or after it was a customer. `champions` counts
    people there who speak for us; `reputation` (0 to 10) is what the name is worth to us as a
    reference: both are the team's own statements.
    """

    name: str
    id: str = ""
    external_id: str = ""
    domain: str = ""
    industry: str = ""
    employees: float | None = None
    annual_revenue: Money | None = None
    country: str = ""
    region: str = ""
    city: str = ""
    owner: str = ""
    customer_since: datetime | None = None
    customer_until: datetime | None = None
    champions: float | None = None
    reputation: float | None = None
    created_at: datetime | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict[str, AttributeValue])
