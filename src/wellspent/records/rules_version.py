"""Versions of the routing rules: the file, and who saved it when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesVersion:
    """Routing rules as their file (TOML), with the version that the store gave it.

    Version 0, saved by nobody, are the rules that come with the program.
    """

    version: int
    text: str
    saved_at: datetime | None = None
    saved_by: str = ""
