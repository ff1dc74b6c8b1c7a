"""Split: what explains how customers respond, the channel or how well it was done."""

from dataclasses import dataclass
from enum import StrEnum


class Factor(StrEnum):
    """What responses are explained by. Reps are allowed for, and never told of one by one."""

    CHANNEL = "channel"
    EXECUTION = "execution"
    SEGMENT = "segment"
    REP = "rep"
    PERIOD = "period"


class Telling(StrEnum):
    """How far an answer can be told.

    `cannot tell`: the data can't separate it, whatever the figures look like. `nothing found`: it
    could be separated, and is no more than chance gives. `weak`: found, but little of it can be
    told apart from something else, or which of two is larger is open.
    """

    TOLD = "told"
    WEAK = "weak"
    NOTHING = "nothing found"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorShare:
    """What one factor explains.

    `explained` is its share of all the variation (null deviance), `of_explained` its share of what
    is explained at all; both are None when it can't be told. `chance` is the chance of so much
    without any effect, corrected for the number of factors looked at. `separable` is 1 when the
    factor varies freely of the others, and 0 when another decides it.
    """

    factor: Factor
    explained: Interval | None
    of_explained: Interval | None
    chance: float | None
    separable: float
    verdict: Telling
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRate:
    """How often one level (a channel, a way of doing it) was responded to, raw and adjusted.

    `adjusted` is the rate that is expected were all that was sent of this level, everything else
    as it was; None when it can't be told.
    """

    factor: Factor
    dimension: str
    level: str
    sent: int
    responses: int
    raw: Interval
    adjusted: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The answer to "channel or execution?", with its counts and what is confounded, in words.

    `untold` is what factors that can't be told apart explain together; it and the factors' shares
    add up to `explained`.
    """

    sent: int
    responses: int
    groups: int
    explained: Interval | None
    untold: float
    factors: tuple[FactorShare, ...]
    rates: tuple[LevelRate, ...]
    confounded: tuple[str, ...]
    verdict: Telling
    reason: str
