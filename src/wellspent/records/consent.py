"""Consent: what a person said about being written to or called, entry by entry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellspent.records.activity import ActivityKind


class ConsentKind(StrEnum):
    """What an entry says. *objected*: never contact me again, on whatever channel."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEntry:
    """Something that a person said about being contacted. Entries are added, never changed.

    `channel` None means every channel. `email` is in lower case. `source` is where it was said
    (*sign-up form*, *by telephone*). An entry without an `id` was read off an attribute of the
    contact, `attribute`, as the import brought it.
    """

    kind: ConsentKind
    said_at: datetime
    channel: ActivityKind | None = None
    id: str = ""
    email: str = ""
    source: str = ""
    note: str = ""
    noted_by: str = ""
    attribute: str = ""
    contact_id: str = ""
    """The contact who said it, where entries of several people are given together."""
