"""Contact: a person at an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wellspent.records.attribute import AttributeValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at an account.

    `account_id` is ours; `account_key` is how the source named the account (its key, its domain
    or its name), until the link room has found which one is meant.
    """

    name: str = ""
    id: str = ""
    external_id: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    account_id: str = ""
    account_key: str = ""
    country: str = ""
    owner: str = ""
    created_at: datetime | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict[str, AttributeValue])
