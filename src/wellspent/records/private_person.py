"""Private person: somebody whose conversations are left out before anything is stored."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivatePerson:
    """A person by address, everybody of a domain (`@example.com`), or a name (`name:...`)."""

    key: str
    note: str = ""
    noted_by: str = ""
    noted_at: datetime | None = None
