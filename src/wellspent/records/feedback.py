"""Feedback: the one-tap answer of a customer, *was this worth your time?*"""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingLimits:
    """How often customers may be asked, and how long a link is valid; all in days but the last."""

    days_between: int
    days_when_less: int
    days_valid: int
    most_of_account_in_a_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFeedback:
    """A request that was made, with the link and the words to send; the link is shown once."""

    request: FeedbackRequest
    link: str
    subject: str
    body: str
    sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFeedback:
    """What a link leads to: the request, its answer if there is one, and what it is about."""

    request: FeedbackRequest
    answer: FeedbackAnswer | None
    may_add_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share of cases with its 95 % interval; `share` is None where there is no case."""

    count: int
    of: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """What was answered for one rep, channel, account or month, and how many answered at all.

    Those who didn't answer are neither a yes nor a no: `worth` holds the answers only.
    """

    key: str
    asked: int
    answered: Rate
    worth: Mapping[Worth, Rate]
    complaints: Mapping[Complaint, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCustomer:
    """Somebody who was asked, about what, and their answer if they gave one."""

    request: FeedbackRequest
    answer: FeedbackAnswer | None = None
    channel: str = ""
    contact_name: str = ""
    account_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackResults:
    """Answers over a time, as a whole and by a cut, with the latest words first."""

    cut: str
    total: FeedbackLine
    lines: tuple[FeedbackLine, ...]
    words: tuple[AskedCustomer, ...]
