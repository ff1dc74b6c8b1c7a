"""Points edit: points that a person set by hand, kept apart from what is learned."""

from dataclasses import dataclass

from wellspent.records.scorecard import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsEdit:
    """What a person said that a band of an attribute should count.

    `band` is the band as it stood when it was edited: relearning may cut the attribute anew, and
    the edit then applies to the bands that catch what this one caught.
    """

    attribute: str
    band: Band
    points: float
