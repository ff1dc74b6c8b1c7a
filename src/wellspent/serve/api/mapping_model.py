"""What a program may send as a mapping: which column becomes which field or attribute."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind
from wellspent.serve.api.lead_model import Name, Short

Value = Annotated[str, StringConstraints(max_length=200)]


class ColumnIn(BaseModel):
    """One column's fate: a field of the record, a typed attribute, or (neither) left out."""

    model_config = ConfigDict(extra="forbid")

    column: Name
    field: Short = ""
    attribute: Short = ""
    kind: AttributeKind | None = None
    reason: Short = Field("", description="Why it was proposed; read by people only.")
    certainty: float = Field(1.0, ge=0, le=1, strict=True)

    def to_record(self) -> ColumnMapping:
        """Return the column's mapping as a record."""
        return ColumnMapping(
            self.column, self.field, self.attribute, self.kind, self.reason, self.certainty
        )


class MappingIn(BaseModel):
    """How a table's columns become records; the one that was proposed, corrected or not."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    record_kind: RecordKind
    columns: list[ColumnIn] = Field(max_length=2000)
    decimal_comma: StrictBool = False
    day_first: StrictBool = False
    currency: str = Field("USD", pattern="^[A-Z]{3}$")
    time_zone: Short = "UTC"
    outcome_won: list[Value] | None = Field(None, max_length=200)
    outcome_lost: list[Value] | None = Field(None, max_length=200)

    def to_record(self) -> Mapping:
        """Return the mapping as a record; outcome words left out are the usual ones."""
        words = {
            name: tuple(values)
            for name in ("outcome_won", "outcome_lost")
            if (values := getattr(self, name)) is not None
        }
        return Mapping(
            name=self.name,
            record_kind=self.record_kind,
            columns=tuple(column.to_record() for column in self.columns),
            decimal_comma=self.decimal_comma,
            day_first=self.day_first,
            currency=self.currency,
            time_zone=self.time_zone,
            **words,
        )
