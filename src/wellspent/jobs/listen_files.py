"""Listen to files: what customers said in them, without a store."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from wellspent.jobs.conversations_in_files import EARLIEST, Refused, conversations_in_files
from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.hear import hear
from wellspent.listen.measured import measured_precision
from wellspent.listen.sides import OurSide, with_sides
from wellspent.records.heard import Heard

__all__ = ["OurSide", "Refused", "listen_files"]


def listen_files(
    paths: Iterable[Path],
    *,
    our_side: OurSide,
    now: datetime,
    since: datetime = EARLIEST,
    zone: tzinfo = UTC,
    ear: Ear | None = None,
) -> Iterator[Heard | Refused]:
    """Give what was heard in each conversation of files and folders, one by one.

    Mail, mailboxes, folders, transcripts, calendars and chats, told by what is in them. Who isn't
    of `our_side` is the customer's; where it names nobody of a conversation the sides are guessed
    and marked. A file that can't be read is told of and passed over.
    """
    ear = ear or prepare_ear(precision=measured_precision())
    for found in conversations_in_files(paths, now=now, since=since, zone=zone):
        if isinstance(found, Refused):
            yield found
        else:
            yield hear(with_sides(found, our_side=our_side), ear=ear, now=now)
