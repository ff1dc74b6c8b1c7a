"""A measured number is never shown bare."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its interval and the count behind it. NaN where it can't be told."""

    value: float
    low: float
    high: float
    count: int
