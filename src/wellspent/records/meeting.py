"""Meeting: an appointment of a calendar, with who said that they would come."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.records.conversation import Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One appointment, or one instance of a recurring one.

    `conversation` has the people as its speakers (each with `presence`) and no turns; its
    `external_id` is the same however often the calendar is read, and its `minutes` are those set
    in the calendar, None for a whole day. `cancelled` says that it was called off. `moved_from` is
    when a moved instance would have been. `series_read` says that all of the series that it is of
    was read, so that an instance that isn't given any more was called off.
    """

    conversation: Conversation
    cancelled: bool = False
    all_day: bool = False
    moved_from: datetime | None = None
    organiser: int | None = None
    """The place of the organiser in the conversation's speakers."""
    place: str = ""
    series_read: bool = False
