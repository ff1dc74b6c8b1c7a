"""Quiet hours: when a call or a text rings or buzzes in somebody's free time.

Shared by `review` (is this draft sent at night?) and `reach` (when may we try?).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wellspent.records.activity import ActivityKind

INTRUDING: Final = frozenset({ActivityKind.CALL, ActivityKind.SMS})
"""Channels that come when we choose, not when they look."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of a person's own day between which nothing of ours may ring: to `first`, from
    `last`.
    """

    first: int = 8
    last: int = 20

    def is_quiet(self, local: datetime) -> bool:
        """Return whether a moment, in the person's own zone, lies in the quiet hours."""
        return not self.first <= local.hour < self.last


HOUSE: Final = QuietHours()
"""Between eight in the evening and eight in the morning; see the review rule `night`."""
