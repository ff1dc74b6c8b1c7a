"""Money always has a currency."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code, such as `EUR`)."""

    amount: Decimal
    currency: str
