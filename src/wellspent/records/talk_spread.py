"""Talk spread: how one talk measure spreads over a team's conversations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSpread:
    """The middle half of a measure: half of `count` conversations lie from `low` to `high`.

    `middle` is the median. Units are those of the measure.
    """

    count: int
    low: float
    middle: float
    high: float
