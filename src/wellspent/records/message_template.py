"""Message template: a text that a team keeps for writing to many, one at a time."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.records.draft import DraftChannel, DraftType


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate:
    """A template with its name, which no other has; `version` counts how often it was saved."""

    name: str
    id: str = ""
    channel: DraftChannel | None = None
    type: DraftType | None = None
    subject: str = ""
    body: str = ""
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""
