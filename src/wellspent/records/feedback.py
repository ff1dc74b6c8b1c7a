"""Feedback: the one-tap answer of a customer, *was this worth your time?*"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellspent.records.heard import Complaint


class Worth(StrEnum):
    """The answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class AskingWish(StrEnum):
    """How often the customer wants to be asked."""

    AS_NOW = "as now"
    LESS = "less often"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRequest:
    """A customer asked about one interaction. The link's secret itself isn't kept, only its hash.

    `link_hash` is SHA-256 in hex of the link's token. A link is valid until `expires_at`, once.
    """

    activity_id: str
    asked_at: datetime
    expires_at: datetime
    id: str = ""
    contact_id: str = ""
    account_id: str = ""
    email: str = ""
    rep: str = ""
    language: str = "en"
    link_hash: str = ""
    sent_by: str = ""
    answered_at: datetime | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAnswer:
    """What the customer answered; complaints and words are theirs to give or not."""

    request_id: str
    worth: Worth
    answered_at: datetime
    id: str = ""
    complaints: tuple[Complaint, ...] = ()
    words: str = ""
    wish: AskingWish = AskingWish.AS_NOW
