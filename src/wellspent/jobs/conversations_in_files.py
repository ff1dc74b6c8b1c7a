"""Conversations in files: mail, transcripts, calendars and chats, told by what is in them."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import chain, islice
from pathlib import Path
from typing import Final

from wellspent.clean.chat import conversations_of_rows
from wellspent.clean.chat_columns import is_chat, propose_chat_mapping
from wellspent.collect.calendar import read_calendar
from wellspent.collect.encoding import FALLBACK, find_encoding
from wellspent.collect.mail_files import is_maildir
from wellspent.collect.mail_invitations import MailInvitations
from wellspent.collect.mail_item import MailItem, RefusedMail
from wellspent.collect.mail_items import read_mail_items
from wellspent.collect.mail_threads import threads
from wellspent.collect.open_file import read_batches
from wellspent.collect.transcript_bytes import LARGEST
from wellspent.collect.transcripts import read_transcripts
from wellspent.errors import FileUnreadable, InputError, TooLarge, file_unreadable
from wellspent.link.same_talk import find_meeting, with_meeting
from wellspent.records.conversation import Conversation
from wellspent.records.meeting import Meeting
from wellspent.records.raw import RawBatch

MAIL_ENDINGS: Final = frozenset({".eml", ".mbox", ".mbx", ".msg", ".emlx", ".pst", ".ost"})
TABLE_ENDINGS: Final = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet"})
TALK_ENDINGS: Final = frozenset({".vtt", ".srt", ".txt", ".json", ".jsonl", ".ics", ".ical", ".md"})
"""In a folder, only files with a known ending are read."""

MAIL_BEGINS: Final = (b"From ", b"Return-Path:", b"Received:", b"Delivered-To:", b"MIME-Version:",
                      b"Message-ID:", b"Message-Id:", b"X-Mozilla-Status:")  # fmt: skip
SEEN_OF_PATH: Final = 64 * 1024
LONGEST_HEADER: Final = 40
EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD: Final = timedelta(days=60)
"""So far ahead appointments are read; of a series without an end there is no last one."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a part of one, in which no conversation could be read, and why."""

    path: str
    error: InputError


def conversations_in_files(
    paths: Iterable[Path],
    *,
    now: datetime,
    since: datetime = EARLIEST,
    zone: tzinfo = UTC,
    ahead: list[Meeting] | None = None,
) -> Iterator[Conversation | Refused]:
    """Give the conversations in files and folders; what can't be read is told and passed over.

    Of calendars, what began between `since` and `now` and wasn't cancelled; an appointment whose
    transcript is among the files is one talk with it. Invitations in mail are such appointments,
    each as its newest update has it. Mail of all the files is put together into threads, and comes
    last. `zone` is where times without a zone are meant. Where `ahead` is given, it gets the
    appointments of the next 60 days, with those that were called off; all are in it after the last
    conversation.
    """
    mail: list[Path] = []
    others: list[Path] = []
    meetings: list[Conversation] = []
    for path in paths:
        for found in _files(path):
            if isinstance(found, Refused):
                yield found
            elif _is_mail(found):
                mail.append(found)
            elif not _is_calendar(found):
                others.append(found)
            else:
                if ahead is not None:
                    ahead += _ahead_in(found, now, zone)
                yield from _put_aside(_read(found, since, now, zone), meetings)
    refused: list[Refused] = []
    invitations = MailInvitations()
    written = threads(invitations.passing(_messages(mail, refused)))
    first = list(islice(written, 1))  # all mail is read before its first thread is known
    _add_invitations(meetings, invitations.held(since=since, until=now, zone=zone))
    if ahead is not None:
        known = {one.conversation.external_id for one in ahead}
        invited = invitations.meetings(since=now, until=now + AHEAD, zone=zone)
        ahead += [one for one in invited if one.conversation.external_id not in known]
    for path in others:
        for one in _read(path, since, now, zone):
            yield one if isinstance(one, Refused) else _at_its_meeting(one, meetings)
    yield from meetings
    yield from chain(first, written)
    yield from refused


def _add_invitations(meetings: list[Conversation], invited: Iterable[Conversation]) -> None:
    """Add meetings known from mail; one that a calendar has too is as the calendar has it."""
    known = {one.external_id for one in meetings}
    meetings += [one for one in invited if one.external_id not in known]


def _ahead_in(path: Path, now: datetime, zone: tzinfo) -> list[Meeting]:
    """Return a calendar's appointments that are ahead; none where it can't be read."""
    try:
        content = _bytes_of(path)
        return read_calendar(content, since=now, until=now + AHEAD, name=path.name, zone=zone)
    except (InputError, OSError):
        return []  # it is told when the same file is read for what has been


def _put_aside(
    found: Iterable[Conversation | Refused], meetings: list[Conversation]
) -> Iterator[Refused]:
    for one in found:
        if isinstance(one, Refused):
            yield one
        else:
            meetings.append(one)


def _at_its_meeting(talk: Conversation, meetings: list[Conversation]) -> Conversation:
    """Return a talk together with its appointment, which is no talk of its own any more."""
    meeting = find_meeting(talk, meetings)
    if meeting is None:
        return talk
    meetings.remove(meeting)
    return with_meeting(talk, meeting)


def _files(path: Path) -> Iterator[Path | Refused]:
    """Give a file, or those of a folder that may be conversations; a Maildir as a whole."""
    if is_maildir(path) or not path.is_dir():
        yield path
        return
    refused: list[OSError] = []
    for place, folders, names in os.walk(path, onerror=refused.append):
        here = Path(place)
        maildirs = [name for name in sorted(folders) if is_maildir(here / name)]
        yield from (here / name for name in maildirs)
        folders[:] = sorted(
            name for name in folders if name not in maildirs and not name.startswith(".")
        )
        for name in sorted(names):
            ending = Path(name).suffix.lower()
            if not name.startswith(".") and ending in MAIL_ENDINGS | TABLE_ENDINGS | TALK_ENDINGS:
                yield here / name
    for error in refused:
        yield Refused(str(error.filename), file_unreadable(str(error.filename), error))


def _is_mail(path: Path) -> bool:
    if path.suffix.lower() in MAIL_ENDINGS or path.is_dir():
        return True
    if path.suffix.lower() in TABLE_ENDINGS:
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(SEEN_OF_PATH)
    except OSError:
        return False
    return start.startswith(MAIL_BEGINS) or _has_mail_head(start)


def _has_mail_head(start: bytes) -> bool:
    """Return whether a file begins with the header of a message, such as `From:` and `Subject:`."""
    head = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    names = {line.partition(b":")[0] for line in head.split(b"\n")}
    return b"from" in names and b"subject" in names and len(names & {b"to", b"date"}) > 0


def _messages(paths: Iterable[Path], refused: list[Refused]) -> Iterator[MailItem]:
    for path in paths:
        for item in read_mail_items(path):
            if isinstance(item, RefusedMail):
                refused.append(Refused(item.source, item.error))
            else:
                yield item


def _read(
    path: Path, since: datetime, now: datetime, zone: tzinfo
) -> Iterator[Conversation | Refused]:
    try:
        for found in _conversations(path, since, now, zone):
            yield replace(found, file=str(path))
    except InputError as error:
        yield Refused(str(path), error)
    except OSError as error:
        yield Refused(str(path), file_unreadable(path, error))


def _conversations(path: Path, since: datetime, now: datetime, zone: tzinfo) -> list[Conversation]:
    if path.suffix.lower() in TABLE_ENDINGS:
        return _chats(path, zone)
    content = _bytes_of(path)
    if _begins_calendar(content):
        found = read_calendar(content, since=since, until=now, name=path.name, zone=zone)
        return [one.conversation for one in found if not one.cancelled]
    if _is_table_of_messages(content):
        return _chats(path, zone)
    return [_with_source(one, path) for one in read_transcripts(content, path.name, zone=zone)]


def _is_table_of_messages(content: bytes) -> bool:
    """Return whether a file that isn't called so is delimited text with headers of messages."""
    start = content[:SEEN_OF_PATH]
    first = start.decode(find_encoding(start), FALLBACK).lstrip("\ufeff").partition("\n")[0]
    headers = [one.strip(' "\r') for one in re.split("[,;\t]", first)]
    return len(headers) > 1 and max(map(len, headers)) < LONGEST_HEADER and is_chat(headers)


def _is_calendar(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return _begins_calendar(stream.read(1024))
    except OSError:
        return False


def _begins_calendar(content: bytes) -> bool:
    return content[:1024].lstrip(b"\xef\xbb\xbf\r\n ").upper().startswith(b"BEGIN:VCALENDAR")


def _bytes_of(path: Path) -> bytes:
    if not path.exists():
        raise FileUnreadable(
            "There is no such file.", where=str(path), tried="opening it",
            next_step="Check the path.",
        )  # fmt: skip
    if path.stat().st_size > LARGEST:
        raise TooLarge("The file is larger than a conversation may be, 64 MB.", where=str(path),
                       next_step="Split it.")  # fmt: skip
    return path.read_bytes()


def _chats(path: Path, zone: tzinfo) -> list[Conversation]:
    batches: list[RawBatch] = list(read_batches(path))
    if not batches:
        raise FileUnreadable(
            "The table has no rows.", where=str(path), tried="reading it as messages",
            next_step="Export it again.",
        )  # fmt: skip
    mapping = propose_chat_mapping(batches[0].header, batches[0].rows, file=path.name)
    mapping = replace(mapping, time_zone=str(zone) if zone is not UTC else "UTC")
    return conversations_of_rows(batches, mapping, name=path.stem)


def _with_source(conversation: Conversation, path: Path) -> Conversation:
    """Return a talk that has no title of its own by the name of its file."""
    return conversation if conversation.title else replace(conversation, title=path.stem)
