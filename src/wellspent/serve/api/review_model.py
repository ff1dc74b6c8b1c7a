"""A draft and its review, as the API takes and gives them."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wellspent.errors import InputError
from wellspent.jobs.review_value import check_draft
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import ClaimKind, ClaimVerdict, DraftField, Severity

MOST_DRAFTS = 500
LONGEST_BODY = 1_000_000
LONGEST_LINE = 2_000

Line = Annotated[str, Field(max_length=LONGEST_LINE, pattern=r"^[^\x00]*$")]


class DraftIn(BaseModel):
    """A message before it is sent. Anything may be unknown; null is as good as left out."""

    model_config = ConfigDict(extra="forbid")

    id: Line | None = None
    channel: Annotated[DraftChannel | None, Field(description="How it is sent.")] = None
    type: Annotated[DraftType | None, Field(description="Its occasion.")] = None
    sender: Annotated[Line | None, Field(alias="from", description="Who of us sends it.")] = None
    to: Annotated[Line | None, Field(description="The contact's id or e-mail address.")] = None
    send_at: Annotated[datetime | None, Field(description="When it is to be sent.")] = None
    subject: Line | None = None
    body: Annotated[str | None, Field(max_length=LONGEST_BODY, pattern=r"^[^\x00]*$")] = None
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
    headers: Annotated[
        dict[Line, Line] | None, Field(max_length=200, description="Further mail headers.")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def check(cls, value: Any) -> Any:
        """Refuse what is no draft in the words of every door."""
        check_draft(value, where="the draft")
        return value


class DraftsIn(BaseModel):
    """Drafts to review together, at most 500: `{"drafts": [{"body": "…"}, {"body": "…"}]}`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"drafts": [{"channel": "email", "body": "Hi Ada, …"}]}]},
    )

    drafts: Annotated[list[DraftIn], Field(min_length=1, max_length=MOST_DRAFTS)]

    @model_validator(mode="before")
    @classmethod
    def check(cls, value: Any) -> Any:
        """Refuse what isn't such an object, and say which draft is none."""
        drafts = _drafts_in(value)
        for number, draft in enumerate(drafts[:MOST_DRAFTS], start=1):
            check_draft(draft, where=f"draft {number}")
        return value


def _drafts_in(value: Any) -> list[object]:
    """Return the drafts; InputError when they don't come as documented."""
    drafts: object = (
        cast("dict[str, object]", value).get("drafts") if isinstance(value, dict) else 0
    )
    if isinstance(drafts, list) and 0 < len(found := cast("list[object]", drafts)) <= MOST_DRAFTS:
        return found
    raise InputError(
        f"Drafts come as one object with a list of 1 to {MOST_DRAFTS}.",
        where="the request",
        next_step='Send {"drafts": [{"body": "…"}, {"body": "…"}]}; a single draft goes to '
        "/api/v1/reviews.",
    )


class EvidenceOut(BaseModel):
    """A record and the field of it that something rests on; turns are counted from 1."""

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
