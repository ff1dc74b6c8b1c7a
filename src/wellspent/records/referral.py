"""Referral: a customer who brought us another."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """An account (the giver) that introduced us to another (the receiver)."""

    id: str = ""
    external_id: str = ""
    giver_key: str = ""
    giver_id: str = ""
    receiver_key: str = ""
    receiver_id: str = ""
    referred_at: datetime | None = None
    note: str = ""
