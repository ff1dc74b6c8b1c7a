"""Hook: an address of another program that is told what happens here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HookEvent(StrEnum):
    """What another program can be told."""

    LEAD_ARRIVED = "lead.arrived"
    LEAD_ROUTED = "lead.routed"
    LEAD_MARKED = "lead.marked"
    LEAD_RELEASED = "lead.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """An address that is told of events, each message signed with the hook's secret."""

    id: str = ""
    address: str
    events: tuple[HookEvent, ...]
    secret: str
    created_at: datetime | None = None
    paused: bool = False


class DeliveryState(StrEnum):
    """How far a message to another program has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to a hook: its body as it is signed, and what came of each try.

    *failed* means given up after the last try; until then it waits for `next_try_at`.
    """

    id: str = ""
    hook_id: str
    event: HookEvent
    body: str
    created_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    status: int | None = None
    error: str = ""
    next_try_at: datetime | None = None
    delivered_at: datetime | None = None
