"""Reachability: when and on which channel somebody answered us, and how surely we know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.evidence import Evidence


class TouchRow(NamedTuple):
    """What an activity says of who reached out to whom: all that touches are made of.

    `was_talk` says of a call that somebody was spoken to (see `phrases/attempts.py`).
    """

    id: str
    contact_id: str
    account_id: str
    channel: ActivityKind
    direction: Direction
    at: datetime
    minutes: float | None = None
    rep: str = ""
    conversation_id: str = ""
    was_talk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Something of ours that reached out to one contact, and what came back.

    `sent_at` is in the contact's own zone where that is known (`zone_known`). `answered_at` is the
    first sign of theirs within 24 hours on any channel (`answered_on`); a call that they took is
    answered at once. Mail that is automatic or came back is no touch. Nothing is tracked: only
    what was sent and what came back.
    """

    contact_id: str
    account_id: str
    channel: ActivityKind
    sent_at: datetime
    activity_id: str
    zone_known: bool = False
    rep: str = ""
    role: str = ""
    answered_at: datetime | None = None
    answered_on: ActivityKind | None = None
    answer_id: str = ""

    @property
    def is_answered(self) -> bool:
        """Return whether anything came back within 24 hours."""
        return self.answered_at is not None


class KnownFrom(StrEnum):
    """On whom a chance rests most."""

    PERSON = "this person"
    ROLE = "people in this role"
    COMPANY = "people of this company"
    TEAM = "the team's average"
    NOTHING = "no evidence yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceOfAnswer:
    """The chance (0 to 1) of an answer within 24 hours, `low` to `high` its 90 % interval.

    `sent` and `answered` are this person's own touches of the kind; `team_chance` is what the
    team's average says, None while there is none.
    """

    chance: float
    low: float
    high: float
    sent: int
    answered: int
    known_from: KnownFrom
    team_chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A weekday (0: Monday) and an hour of the contact's day, with the chance on the channel."""

    weekday: int
    hour: int
    answer: ChanceOfAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class BestTime:
    """A moment to try next: from `start` to `end` in the contact's zone, on a channel."""

    channel: ActivityKind
    start: datetime
    end: datetime
    answer: ChanceOfAnswer
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReach:
    """How one channel went with a contact: the chance, the median minutes to an answer."""

    channel: ActivityKind
    answer: ChanceOfAnswer
    median_minutes: float | None = None
    last_answer: Evidence | None = None
    allowed: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability:
    """When and how a contact can be reached, from this team's own history only.

    `card` are its lines in words, each with the records it rests on ("answered 3 of 4 texts,
    median 12 minutes"). Opt-outs and quiet hours always win: a channel that isn't allowed has no
    best time. `notes` say what isn't known (no zone, no touches) and which days are holidays.
    """

    contact_id: str
    as_of: datetime
    time_zone: str = ""
    channels: tuple[ChannelReach, ...] = ()
    slots: Mapping[ActivityKind, tuple[Slot, ...]] = field(
        default_factory=dict[ActivityKind, tuple[Slot, ...]]
    )
    best: tuple[BestTime, ...] = ()
    card: tuple["ReachLine", ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachLine:
    """One line of the card, with what it rests on."""

    text: str
    evidence: tuple[Evidence, ...] = ()
