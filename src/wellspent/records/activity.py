"""Activity: anything that took or offered a person's time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.attribute import AttributeValue


class ActivityKind(StrEnum):
    """The channel on which time was taken or offered."""

    EMAIL = "email"
    CALL = "call"
    MEETING = "meeting"
    SMS = "sms"
    SOCIAL_MESSAGE = "social message"
    EVENT = "event participation"
    DOWNLOAD = "content download"
    FORM = "form"
    OTHER = "other"


class Direction(StrEnum):
    """Who started it."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that took or offered a person's time, with when, how long and who.

    `participants` are e-mail addresses or keys as the source names them.
    """

    kind: ActivityKind = ActivityKind.OTHER
    id: str = ""
    external_id: str = ""
    direction: Direction = Direction.UNKNOWN
    subject: str = ""
    body: str = ""
    happened_at: datetime | None = None
    minutes: float | None = None
    account_id: str = ""
    account_key: str = ""
    contact_id: str = ""
    contact_key: str = ""
    rep: str = ""
    participants: tuple[str, ...] = ()
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict[str, AttributeValue])
