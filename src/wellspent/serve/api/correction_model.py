"""What a program may correct: value weights, words on columns, points."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from wellspent.records.declared import ValueWeights
from wellspent.serve.api.lead_model import Name, Short

Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False, strict=True)]
Points = Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False, strict=True)]


class WeightsIn(BaseModel):
    """What makes a customer valuable, in relative weights; what is left out has its usual one."""

    model_config = ConfigDict(extra="forbid")

    spend: Weight = 3.0
    recurring_revenue: Weight = 3.0
    tenure: Weight = 1.0
    growth: Weight = 1.0
    referrals: Weight = 1.0
    champions: Weight = 1.0
    reputation: Weight = 0.5
    best_share: Annotated[float, Field(ge=0.01, le=0.9, strict=True)] = 0.25

    def to_record(self) -> ValueWeights:
        """Return the weights as a record."""
        given: dict[str, Any] = self.model_dump()
        return ValueWeights(**given)


class WordIn(BaseModel):
    """A person's word on a column: to be used (`keep`), or to be left out."""

    model_config = ConfigDict(extra="forbid")

    column: Name
    keep: StrictBool


class PointsIn(BaseModel):
    """Points for some of an attribute's bands, by label; null goes back to the data's."""

    model_config = ConfigDict(extra="forbid")

    attribute: Name = Field(examples=["industry"])
    points: dict[Short, Points | None] = Field(min_length=1, max_length=2000)
    seen_version: int | None = Field(None, ge=0, le=2**31 - 1)
