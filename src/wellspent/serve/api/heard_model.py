"""What was heard in a conversation, as the API gives it; turns and speakers count from 1."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Side
from wellspent.records.heard import (
    CommitmentStatus,
    Complaint,
    CreditKind,
    HowKnown,
    PowerKind,
    ReactionKind,
    TalkMeasures,
)
from wellspent.records.taken_in import Keep, TakenIn


class QuoteOut(BaseModel):
    """Exact words: who said them in which turn, and where in its text they stand."""

    quote: str
    speaker: str
    turn: int
    start: int
    end: int


class ReactionOut(QuoteOut):
    """Words of the customer's that show how the minutes were for them."""

    id: str
    kind: ReactionKind
    certainty: float = Field(description="From 0 to 1.")
    positive: bool
    by: str = Field(description="phrases, model, or person.")
    settled: bool


class QuestionOut(QuoteOut):
    """A question that was asked."""

    id: str
    asked_by: Side
    answered: bool
    answered_in: int | None
    settled: bool


class CommitmentOut(QuoteOut):
    """What one side promised to do."""

    id: str
    side: Side
    who: str
    due: date | None
    due_words: str
    status: CommitmentStatus
    kept_in: int | None
    proposed_next_step: bool
    settled: bool


class TopicOut(QuoteOut):
    """Something that was spoken of, and who raised it first."""

    name: str
    raised_by: Side
    our_turns: int
    their_turns: int


class PowerOut(QuoteOut):
    """A statement about who decides."""

    kind: PowerKind
    about: str
    certainty: float


class ComplaintOut(QuoteOut):
    """A sign of one of the four complaints."""

    complaint: Complaint
    certainty: float


class CreditOut(QuoteOut):
    """Evidence that the minutes were worth it."""

    kind: CreditKind
    certainty: float


class MinutesOut(BaseModel):
    """Minutes that one person gave to a turn, or to the whole (`turn` null), with the range."""

    speaker: str
    turn: int | None
    minutes: float
    least: float
    most: float
    how: HowKnown
    method: str


class SpeakerOut(BaseModel):
    """Somebody who took part, and whom of our records they were found to be."""

    name: str
    email: str
    phone: str
    company: str
    side: Side
    side_guessed: bool
    presence: str | None
    contact_id: str
    contact_name: str
    rep: str
    linked_by: str | None


class TurnOut(BaseModel):
    """What was said at one time; the text is empty where words aren't kept."""

    turn: int
    speaker: int
    name: str
    text: str
    at: datetime | None
    start: float | None
    end: float | None
    automatic: bool
    external_id: str
    activity_id: str


class HeardCorrectionOut(BaseModel):
    """A person's word on a reaction; `was` null when it wasn't heard, `is_now` when it is none.

    `holds`: it is the latest word on it and can be taken back.
    """

    id: str
    was: ReactionKind | None
    is_now: ReactionKind | None
    quote: str
    reason: str
    by: str
    at: datetime
    holds: bool


class ConversationOut(BaseModel):
    """A conversation, its turns, what was heard in them, and what people corrected."""

    id: str
    external_id: str
    source: str
    file: str
    kind: ActivityKind
    title: str
    language: str
    started_at: datetime | None
    turns: int
    account_id: str
    account_name: str
    activity_id: str
    is_sample: bool
    keep: Keep
    import_id: str
    speakers: list[SpeakerOut]
    transcript: list[TurnOut]
    reactions: list[ReactionOut]
    questions: list[QuestionOut]
    commitments: list[CommitmentOut]
    topics: list[TopicOut]
    power: list[PowerOut]
    complaints: list[ComplaintOut]
    credits: list[CreditOut]
    talk: TalkMeasures | None
    minutes: list[MinutesOut]
    corrections: list[HeardCorrectionOut]
    notes: list[str]


class TakenOneOut(BaseModel):
    """What came of a conversation; `conversation` is null where it was left out, and why."""

    taken_in: TakenIn
    conversation: ConversationOut | None
