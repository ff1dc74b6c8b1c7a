"""By what time is divided, as a door is asked for it: short words for the record's own."""

from enum import StrEnum

from wellspent.records.time_spent import TimeCut


class TimeBy(StrEnum):
    """By what minutes are divided, in one word."""

    ROLE = "role"
    POWER = "power"
    VALUE = "value"
    STAGE = "stage"
    OUTCOME = "outcome"
    CHANNEL = "channel"
    MONTH = "month"
    REP = "rep"

    @property
    def cut(self) -> TimeCut:
        """Return the cut that it means."""
        return TimeCut.PERIOD if self is TimeBy.MONTH else TimeCut[self.name]
