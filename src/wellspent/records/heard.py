"""Heard: what a conversation holds for us, each with the exact words that it rests on."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from wellspent.records.conversation import Conversation, Side


class ReactionKind(StrEnum):
    """What a customer's words show of how our minutes were for them."""

    DELIGHT = "delight"
    LEARNED = "learned something"
    TELL_ME_MORE = "tell me more"
    GOOD_USE_OF_TIME = "good use of time"
    GRATITUDE = "gratitude"
    POLITENESS = "mere politeness"
    OBJECTION = "objection"
    ANNOYANCE = "annoyance"
    BRUSH_OFF = "brush-off"
    CONFUSION = "confusion"
    COMPLAINT_ABOUT_TIME = "complaint about time"

    @property
    def is_positive(self) -> bool:
        """Return whether it is evidence that the minutes were worth it; politeness never is."""
        return self in POSITIVE_REACTIONS

    @property
    def is_negative(self) -> bool:
        """Return whether it is evidence that something went wrong."""
        return self is not ReactionKind.POLITENESS and self not in POSITIVE_REACTIONS


POSITIVE_REACTIONS = frozenset(
    {
        ReactionKind.DELIGHT,
        ReactionKind.LEARNED,
        ReactionKind.TELL_ME_MORE,
        ReactionKind.GOOD_USE_OF_TIME,
        ReactionKind.GRATITUDE,
    }
)


class Complaint(StrEnum):
    """The four complaints that buyers repeat in every survey."""

    MY_BUSINESS = "my business"
    MY_TOPICS = "my topics"
    THEIR_PRODUCT = "their product"
    MY_TIME = "my time"


class CommitmentStatus(StrEnum):
    """What became of a promise; *overdue* once its day has passed without a sign of it."""

    OPEN = "open"
    KEPT = "kept"
    OVERDUE = "overdue"


class PowerKind(StrEnum):
    """What a statement tells of who decides."""

    DECIDES = "decides"
    SIGNS_OFF = "signs off"
    NEEDS_APPROVAL = "needs approval"
    OWNS_BUDGET = "owns the budget"
    INFLUENCES = "influences"
    NO_POWER = "has no say"
    GATEKEEPER = "guards access"
    PURCHASING = "goes through purchasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words of a turn: `turn` (from 0), `start` and `end` in characters of its text.

    Where only a part of what was said is kept, `origin` is where they began in all of it.
    """

    turn: int
    start: int
    end: int
    text: str
    speaker: str = ""
    origin: int | None = None

    @property
    def began(self) -> int:
        """Return where the words began in all that was said."""
        return self.start if self.origin is None else self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """A customer's words of a kind, with the certainty (0 to 1) that they are of it.

    `by` says who told: `phrases`, `model`, or `person` for a correction.
    """

    kind: ReactionKind
    quote: Quote
    certainty: float
    id: str = ""
    by: str = "phrases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that was asked; `answered_in` is the turn that answers it, None while none."""

    quote: Quote
    asked_by: Side
    answered_in: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What one side promised to do, by when. `due` None: no day was named.

    `proposed_next_step` says that it moves things on (a meeting, a trial, an introduction).
    """

    quote: Quote
    side: Side
    who: str
    due: date | None = None
    due_words: str = ""
    status: CommitmentStatus = CommitmentStatus.OPEN
    kept_in: int | None = None
    proposed_next_step: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that was spoken of, who raised it first, and in how many turns each side did."""

    name: str
    raised_by: Side
    quote: Quote
    our_turns: int
    their_turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerStatement:
    """A statement about who decides: `about` names the person or role, `me` for the speaker."""

    kind: PowerKind
    about: str
    quote: Quote
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintSign:
    """A sign of one of the four complaints in what was said, not what a customer answered."""

    complaint: Complaint
    quote: Quote
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkMeasures:
    """How a conversation was shared. Shares are from 0 to 1, None where they can't be known.

    `our_share_of_seconds` rests on times that the source gives. Longest monologues are in words
    and, where known, seconds; response times in hours (median).
    """

    our_words: int
    their_words: int
    our_share_of_words: float | None
    our_share_of_seconds: float | None
    our_longest_words: int
    their_longest_words: int
    our_longest_seconds: float | None
    our_questions: int
    their_questions: int
    our_interruptions: int | None
    their_interruptions: int | None
    our_response_hours: float | None
    their_response_hours: float | None


class HowKnown(StrEnum):
    """How minutes are known: measured by a source, estimated by a method, or declared by hand."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesGiven:
    """Minutes that one person of the customer's gave to one turn or talk, with the range.

    `speaker` is a place in the conversation's speakers. `turn` is None for a talk as a whole.
    `method` says how an estimate was made.
    """

    speaker: int
    minutes: float
    least: float
    most: float
    how: HowKnown
    method: str
    turn: int | None = None


class CreditKind(StrEnum):
    """Evidence that minutes were worth it for the customer."""

    REACTION = "reaction"
    QUESTION_ANSWERED = "question answered"
    PROBLEM_MOVED_ON = "problem moved on"
    INTRODUCTION = "introduction"
    NEXT_STEP = "next step that they proposed"
    FEEDBACK = "one-tap answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSign:
    """A sign of value for a customer in a conversation: its kind and their words."""

    kind: CreditKind
    quote: Quote
    certainty: float


HeardThing = TypeVar(
    "HeardThing", Reaction, Question, Commitment, Topic, PowerStatement, ComplaintSign, CreditSign
)
"""Anything that was heard; each rests on a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that was heard in one conversation."""

    conversation: Conversation
    reactions: tuple[Reaction, ...] = ()
    questions: tuple[Question, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    topics: tuple[Topic, ...] = ()
    power: tuple[PowerStatement, ...] = ()
    complaints: tuple[ComplaintSign, ...] = ()
    talk: TalkMeasures | None = None
    minutes: tuple[MinutesGiven, ...] = ()
    credits: tuple[CreditSign, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What couldn't be told, and why: sides guessed, no times, language not read."""
    heard_at: datetime | None = None
