"""Versions of the company's facts: the file, and who saved it when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyVersion:
    """What is true of ourselves as its file (TOML), with the version that the store gave it.

    Version 0, saved by nobody, is the empty one that a store begins with.
    """

    version: int
    text: str
    saved_at: datetime | None = None
    saved_by: str = ""
