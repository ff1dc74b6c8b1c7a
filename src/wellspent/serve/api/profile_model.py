"""What a program may declare about the team's best customers."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from wellspent.errors import InputError
from wellspent.records.declared import DeclaredProfile, Statement, Strength
from wellspent.serve.api.lead_model import Amount, Name, Short


class StatementIn(BaseModel):
    """One statement about one attribute: any of these values, or a range `low <= x < high`."""

    model_config = ConfigDict(extra="forbid")

    attribute: Name = Field(examples=["industry"])
    strength: Strength
    values: list[Short] = Field([], max_length=500, examples=[["food", "beverage"]])
    low: Amount | None = None
    high: Amount | None = None

    def to_record(self) -> Statement:
        """Return the statement; raises `InputError` unless it has values or a range."""
        ranged = self.low is not None or self.high is not None
        if ranged == bool(self.values):
            raise InputError(
                "A statement has either values or a range.",
                where=f"statement about {self.attribute}",
                next_step="Give `values`, or `low` and `high` (one of them may be null).",
            )
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise InputError("`low` must lie below `high`.", where=f"about {self.attribute}")
        return Statement(
            attribute=self.attribute,
            strength=self.strength,
            values=tuple(self.values),
            low=self.low,
            high=self.high,
        )


class DeclaredIn(BaseModel):
    """What the team says its best customers look like, before any data."""

    model_config = ConfigDict(extra="forbid")

    statements: list[StatementIn] = Field([], max_length=200)
    base_rate: Annotated[
        float,
        Field(
            gt=0, lt=1, strict=True, description="Share of enquiries believed to become customers."
        ),
    ] = 0.1
    counts_as_cases: Annotated[
        float,
        Field(ge=1, le=1000, strict=True, description="How many cases each statement counts as."),
    ] = 20.0

    def to_record(self) -> DeclaredProfile:
        """Return the declared profile as a record."""
        return DeclaredProfile(
            statements=tuple(statement.to_record() for statement in self.statements),
            base_rate=self.base_rate,
            counts_as_cases=self.counts_as_cases,
        )
