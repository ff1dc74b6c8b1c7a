"""Invitations in mail: the calendar parts of messages, set aside while the messages pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from wellspent.collect.calendar import read_invitations
from wellspent.collect.mail_item import MailItem
from wellspent.records.conversation import Conversation
from wellspent.records.meeting import Meeting

UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class MailInvitations:
    """The calendar parts of the messages that passed, with when each message was sent."""

    parts: list[tuple[datetime, bytes]] = field(default_factory=list[tuple[datetime, bytes]])

    def passing(self, items: Iterable[MailItem]) -> Iterator[MailItem]:
        """Give the messages as they come, and set their calendar parts aside."""
        for item in items:
            sent_at = item.sent_at or UNKNOWN_TIME
            self.parts += [(sent_at, part.content) for part in item.calendars]
            yield item

    def held(self, *, since: datetime, until: datetime, zone: tzinfo = UTC) -> list[Conversation]:
        """Return the meetings from `since` to before `until` that weren't called off, in order.

        Of each the newest version counts, whatever the order of the messages. Raises TooLarge
        over 50,000 of them.
        """
        found = self.meetings(since=since, until=until, zone=zone)
        return [one.conversation for one in found if not one.cancelled]

    def meetings(self, *, since: datetime, until: datetime, zone: tzinfo = UTC) -> list[Meeting]:
        """Return the same with those that were called off, marked so."""
        ordered = sorted(self.parts, key=lambda part: part[0])
        return read_invitations(
            (content for _, content in ordered), since=since, until=until, zone=zone
        )
