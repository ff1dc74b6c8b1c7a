"""A draft and its review, as the API takes and gives them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import ClaimKind, ClaimVerdict, DraftField, Severity

MOST_DRAFTS = 500
LONGEST_BODY = 1_000_000
LONGEST_LINE = 2_000

Line = Annotated[str, Field(max_length=LONGEST_LINE, pattern=r"^[^\x00]*$")]


class DraftIn(BaseModel):
    """A message before it is sent. Anything may be unknown; null is as good as left out."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: Line = ""
    channel: Annotated[DraftChannel | None, Field(description="How it is sent.")] = None
    type: Annotated[DraftType | None, Field(description="Its occasion.")] = None
    sender: Annotated[Line | None, Field(alias="from", description="Who of us sends it.")] = None
    to: Annotated[Line | None, Field(description="The contact's id or e-mail address.")] = None
    send_at: Annotated[datetime | None, Field(description="When it is to be sent.")] = None
    subject: Line | None = None
    body: Annotated[str, Field(max_length=LONGEST_BODY, pattern=r"^[^\x00]*$")]
    is_html: bool | None = None
    in_reply_to: Annotated[
        Line | None, Field(description="Id of the message it answers; empty: it answers none.")
    ] = None
    attachments: Annotated[
        list[Line] | None, Field(max_length=200, description="Names of files; empty: none.")
    ] = None
    recipients: Annotated[
        int | None, Field(ge=0, le=1_000_000_000, description="How many people get it.")
    ] = None


class DraftsIn(BaseModel):
    """Drafts to review together."""

    model_config = ConfigDict(extra="forbid")

    drafts: Annotated[list[DraftIn], Field(min_length=1, max_length=MOST_DRAFTS)]


class EvidenceOut(BaseModel):
    """A record and the field of it that something rests on."""

    record_kind: str
    record_id: str
    field: str
    quote: str
    date: datetime | None


class FixOut(BaseModel):
    """A safe change: the characters from start up to before end become the replacement."""

    field: DraftField
    start: int
    end: int
    replacement: str


class FindingOut(BaseModel):
    """What a rule found: a span in characters of the field as it was given."""

    code: str
    name: str
    severity: Severity
    field: DraftField
    start: int
    end: int
    message: str
    advice: str
    certainty: float
    evidence: list[EvidenceOut]
    fix: FixOut | None


class SuppressedOut(FindingOut):
    """A finding that the team chose not to hear."""

    reason: str
    by: str


class ClaimOut(BaseModel):
    """A statement of fact, compared with the records. *unsupported* is never *false*."""

    kind: ClaimKind
    field: DraftField
    start: int
    end: int
    quote: str
    says: str
    verdict: ClaimVerdict
    reason: str
    certainty: float
    evidence: list[EvidenceOut]


class UncheckedOut(BaseModel):
    """What could not be checked, and what would be needed.

    `code` is that of a rule, `claims` for statements of fact, or `recipient` for a recipient of
    whom there is no record. `failed`: it should have been checked, and the text was too long, the
    time was up or the rule failed; so the draft wasn't checked in full.
    """

    code: str
    why: str
    failed: bool


class SupposedOut(BaseModel):
    """What the draft was taken for, where it didn't say it itself."""

    channel: DraftChannel | None
    type: DraftType | None


class ReviewOut(BaseModel):
    """What is to be said of a draft."""

    id: str
    findings: list[FindingOut]
    claims: list[ClaimOut]
    unchecked: list[UncheckedOut]
    suppressed: list[SuppressedOut]
    reading_seconds: float
    supposed: SupposedOut


class ReviewsOut(BaseModel):
    """Reviews in the order of their drafts."""

    reviews: list[ReviewOut]


class RuleOut(BaseModel):
    """A rule, with its page as Markdown."""

    code: str
    page: str
    format: Literal["markdown"] = "markdown"
