"""What a program is told of when and how somebody can be reached."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import KnownFrom
from wellspent.serve.api.review_model import EvidenceOut


class ChanceOut(BaseModel):
    """The chance of an answer within 24 hours, `low` to `high` its 90% interval.

    Null where there is no evidence yet; `team_chance` is then what the team's average says. `sent`
    and `answered` are this person's own.
    """

    chance: float | None
    low: float | None
    high: float | None
    sent: int
    answered: int
    known_from: KnownFrom
    team_chance: float | None


class BestTimeOut(ChanceOut):
    """A moment to try next, in the contact's own zone."""

    channel: ActivityKind
    start: datetime
    end: datetime
    why: str


class ChannelOut(ChanceOut):
    """How one channel went; `allowed` false: they opted out, or there is no way to it."""

    channel: ActivityKind
    allowed: bool
    why_not: str
    median_minutes: float | None
    last_answer: EvidenceOut | None


class CardLineOut(BaseModel):
    """A line of the card, with the records that it rests on."""

    text: str
    evidence: list[EvidenceOut]


class SlotOut(ChanceOut):
    """A weekday (0: Monday) and an hour of the contact's day."""

    weekday: int
    hour: int


class ReachOut(BaseModel):
    """When and how somebody can be reached, from this team's own messages and calls only."""

    contact_id: str
    name: str
    as_of: datetime
    time_zone: str | None
    card: list[CardLineOut]
    best_times: list[BestTimeOut]
    channels: list[ChannelOut]
    notes: list[str]
    slots: Mapping[ActivityKind, list[SlotOut]]
