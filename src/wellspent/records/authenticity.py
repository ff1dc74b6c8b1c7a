"""Authenticity: is this enquiry what it says it is? Evidence for and against, never a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellspent.records.enquiry import Enquiry
from wellspent.records.fit import Contribution


class EnquiryKind(StrEnum):
    """What an enquiry seems to be about. *unsure* is an answer.

    *genuine interest* and *support* are people whom we want to help; of the others, only *bot or
    gibberish* and *spam* are nobody's.
    """

    GENUINE = "genuine interest"
    FREE_INFORMATION = "free information"
    STUDENT = "student or researcher"
    JOB_SEEKER = "job seeker"
    VENDOR = "vendor pitch"
    COMPETITOR = "competitor"
    SUPPORT = "support"
    SPAM = "spam"
    BOT = "bot or gibberish"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalReading:
    """What one signal reads off an enquiry.

    `value` is what the authenticity scorecard looks up (a category such as `disposable`); empty
    when the signal has nothing to say. `evidence` says it in a sentence, with the words or fields
    that it rests on quoted in `quote`.
    """

    signal: str
    label: str
    value: str = ""
    evidence: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What the words of an enquiry ask for, with the quotes that say so.

    `shares` are probabilities of the kinds (they add up to 1, *unsure* takes what is left).
    """

    kind: EnquiryKind
    shares: Mapping[EnquiryKind, float]
    quotes: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticity:
    """How likely it is that a genuine customer-to-be wrote this, with an interval.

    `contributions` add up with `average_log_odds` to `log_odds`, exactly; `readings` are the
    evidence, for and against, in the order of their points' size.
    """

    probability: float
    low: float
    high: float
    log_odds: float
    average_log_odds: float
    kind: EnquiryKind
    kind_certainty: float
    contributions: tuple[Contribution, ...]
    readings: tuple[SignalReading, ...]


class MarkKind(StrEnum):
    """What a rep says an enquiry turned out to be."""

    GENUINE = "genuine"
    TIME_WASTER = "time-waster"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rep's word on an enquiry; it teaches."""

    lead_id: str
    mark: MarkKind
    marked_at: datetime
    marked_by: str = ""
    kind: EnquiryKind | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEnquiry:
    """An enquiry of which it is known whether it was genuine, and from what.

    `known_from` says what tells: a rep's mark, a deal that was won, a mail that bounced, a release
    from quarantine.
    """

    enquiry: Enquiry
    genuine: bool
    known_from: str
    kind: EnquiryKind | None = None
