"""Links: who is the same."""

from dataclasses import dataclass
from enum import StrEnum


class LinkMethod(StrEnum):
    """What a link rests on, the surest first."""

    EMAIL = "same e-mail address"
    DOMAIN = "same company domain"
    COMPANY_NAME = "same normalised company name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A record found to mean an account or contact, with how, and how sure (0 to 1)."""

    account_id: str = ""
    contact_id: str = ""
    method: LinkMethod
    certainty: float
    reason: str
