"""Time spent: our minutes and the customers', by power, and where an hour is worth most."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellspent.records.evidence import Evidence


class TimeCut(StrEnum):
    """By what minutes are divided."""

    ROLE = "buying role"
    POWER = "power"
    VALUE = "value of the account"
    STAGE = "deal stage"
    OUTCOME = "what became of the deal"
    CHANNEL = "channel"
    PERIOD = "month"
    REP = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """One line: our minutes and theirs (estimated where not measured), people, activities.

    `without_power` are our minutes with people of whom none is likely to be able to say yes,
    `power_unknown` those where nobody can tell; both are part of `our_minutes`.
    """

    key: str
    name: str
    our_minutes: float
    their_minutes: float
    estimated_minutes: float
    without_power: float
    power_unknown: float
    people: int
    activities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpent:
    """Where minutes went in a time, by a cut. Never a ranking of people."""

    cut: TimeCut
    since: datetime | None
    until: datetime | None
    lines: tuple[TimeLine, ...]
    total: TimeLine
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HourSuggestion:
    """What an hour of a rep's could go to next, with what it is worth and why.

    `worth` is in the team's own money for one hour, `low` to `high` its range, None where it can't
    be said. `protects` says that it keeps a valuable customer: these come first.
    """

    act: str
    contact_id: str
    account_id: str
    contact_name: str
    account_name: str
    worth: float | None
    low: float | None
    high: float | None
    currency: str
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    protects: bool = False
    minutes: float | None = None
    best_at: datetime | None = None
