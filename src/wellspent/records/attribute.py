"""Attributes: the columns that a record carries beyond its fixed fields."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

AttributeValue = str | float | bool | datetime
"""A category or text, a number, a flag, or a date with its zone. Missing values are left out."""


class AttributeKind(StrEnum):
    """What sort of values an attribute holds."""

    CATEGORY = "category"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named, typed attribute of a record kind, as found in the team's own export.

    `name` is the machine name (snake case), `label` the words of the source's header.
    """

    name: str
    label: str
    kind: AttributeKind
