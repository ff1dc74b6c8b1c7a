"""Finding: what a rule has to say about a span of a draft, with the reason and the evidence."""

from dataclasses import dataclass
from enum import StrEnum

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.evidence import Evidence


class Severity(StrEnum):
    """How much a finding weighs. An error would harm; a hint isn't sure enough to be on alone."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class DraftField(StrEnum):
    """The part of a draft that a span lies in."""

    SUBJECT = "subject"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A safe change: the span's text becomes `replacement`."""

    field: DraftField
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: a span (characters of the field as it was given), why, and what instead.

    `certainty` (0 to 1) is the rule's precision on the corpus where it was measured, else what the
    rule's author states. `is_unsure` where the rule itself isn't sure of it: then it is a hint.
    """

    code: str
    name: str
    severity: Severity
    field: DraftField
    start: int
    end: int
    message: str
    advice: str
    certainty: float
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    is_unsure: bool = False


class ClaimKind(StrEnum):
    """What a statement of fact is about."""

    EVENT = "event"
    DOWNLOAD = "download"
    CONVERSATION = "conversation"
    QUOTE = "what they said"
    NAME = "name"
    TITLE = "title"
    COMPANY = "company"
    INDUSTRY = "industry"
    REFERRAL = "referral"
    REFERENCE = "customer reference"
    PRODUCT_FACT = "product fact"
    PRICE = "price"
    AVAILABILITY = "availability"
    CERTIFICATION = "certification"


class ClaimVerdict(StrEnum):
    """What our records say of a claim. *unsupported* is never *false*."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement of fact in a draft, compared with our records."""

    kind: ClaimKind
    field: DraftField
    start: int
    end: int
    quote: str
    says: str
    verdict: ClaimVerdict
    reason: str
    certainty: float
    evidence: tuple[Evidence, ...] = ()


CLAIMS = "claims"
"""Stands for a rule's code in `Unchecked` when statements of fact could not be read."""

RECIPIENT = "recipient"
"""Stands for a rule's code in `Unchecked` when there is no record of whom a draft is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """What could not be checked, and what would be needed for it.

    `code` is that of a rule, `claims` for statements of fact, or `recipient` for whom it is for.
    `failed` where all that is needed was there and it wasn't checked all the same: the text is too
    long, the time was up, the rule itself failed.
    """

    code: str
    why: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A finding that the team chose not to hear, with the reason that they gave.

    `by` is where they said so: a file of configuration or a baseline; empty: in the draft itself.
    """

    finding: Finding
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What a draft was taken for because nobody said it; None: it was said, or nothing tells it."""

    channel: DraftChannel | None = None
    type: DraftType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is to be said about a draft; `reading_seconds` is an estimate of the reader's time.

    It is of the whole draft only where nothing of `unchecked` has `failed`.
    """

    draft_id: str
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    reading_seconds: float = 0.0
    supposed: Supposed = Supposed()

    @property
    def failed(self) -> tuple[Unchecked, ...]:
        """Return what should have been checked and wasn't: the draft wasn't checked in full."""
        return tuple([one for one in self.unchecked if one.failed])
