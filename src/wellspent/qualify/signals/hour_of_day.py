"""Hour of day where the sender is: night, weekend or working hours there.

Owners write at two in the morning. So it weighs nothing until your own marks say otherwise, and it
is silent where the sender's zone isn't known.
"""

from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

NIGHT_ENDS: Final = 6
WORK_BEGINS: Final = 7
WORK_ENDS: Final = 19
SATURDAY: Final = 5


def read(enquiry: Enquiry) -> SignalReading:
    """Read the part of the sender's day; silent where zone or moment isn't known."""
    arrived = enquiry.lead.arrived_at
    zone = _zone(enquiry.time_zone) if enquiry.time_zone else None
    if arrived is None or zone is None or arrived.tzinfo is None:
        return SIGNAL.silent()
    there = arrived.astimezone(zone)
    said = f"It was {there:%A, %H:%M} where they are."
    if there.hour < NIGHT_ENDS:
        return SIGNAL.says("night", said)
    if there.weekday() >= SATURDAY:
        return SIGNAL.says("weekend", said)
    if WORK_BEGINS <= there.hour < WORK_ENDS:
        return SIGNAL.says("working hours", said)
    return SIGNAL.says("early or late", said)


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo | None:
    try:
        zone = ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
    return zone


SIGNAL = Signal(
    "hour_of_day",
    "hour of day",
    read,
    {
        "working hours": "a weekday from seven to seven, where the sender is",
        "early or late": "a weekday's early morning or evening there",
        "weekend": "Saturday or Sunday there",
        "night": "midnight to six there",
    },
)
