"""Read a mailbox: what came by IMAP since the last time, taken in as conversations.

The mailbox is never changed. How far it was read is kept with the source's settings, after what was
read is: a run that was killed goes on where it was, and the same message twice changes nothing.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from wellspent.collect.imap_mailbox import folders_of, read_imap
from wellspent.collect.imap_source import ImapCursor, ImapMail, ImapSource, Security, SignIn
from wellspent.collect.mail_invitations import MailInvitations
from wellspent.collect.mail_item import MailItem, RefusedMail
from wellspent.collect.mail_threads import threads
from wellspent.errors import SettingsError, WellspentError, file_unreadable
from wellspent.jobs.conversation_sources import our_side_of
from wellspent.jobs.conversations_in_files import AHEAD, EARLIEST
from wellspent.jobs.take_in_conversations import take_in
from wellspent.listen.sides import OurSide
from wellspent.records.conversation import Conversation
from wellspent.records.imports import ImportState, Progress
from wellspent.records.meeting import Meeting
from wellspent.records.taken_in import ConversationSource, Keep, TakenIn
from wellspent.store.connect import Store
from wellspent.store.sources import find_source, save_cursor, save_source

__all__ = [
    "ImapSource",
    "OurSide",
    "Security",
    "SignIn",
    "folders_of",
    "mailbox_password",
    "read_mailbox",
]

AT_ONCE: Final = 2_000
"""So many messages are put together into threads at once; later ones join their threads."""

KIND: Final = "imap"
PASSWORD_VARIABLE: Final = "WELLSPENT_MAILBOX_PASSWORD"  # noqa: S105 - the name of a variable
MOST_NOTES: Final = 20


def read_mailbox(
    store: Store,
    mailbox: ImapSource,
    *,
    now: datetime,
    our_side: OurSide | None = None,
    name: str = "",
    keep: Keep | None = None,
    from_beginning: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> TakenIn:
    """Take in what came into a mailbox since it was last read, and return what came of it.

    `name` names the source, by default user and host. `keep` and `our_side` are remembered as the
    source's; without them, what was said before holds. `from_beginning` reads all again, as after
    an import was undone. ServerUnavailable when the server can't be reached, SettingsError when it
    doesn't let us in: what was taken in until then stays, and the next run goes on from there.
    """
    source = _source(store, name or mailbox.name, keep, our_side or OurSide(), now)
    since = ImapCursor() if from_beginning else ImapCursor.from_kept(source.cursor)
    reading = _Reading(store, source.name, since, now)

    def progress(done: Progress) -> None:
        reading.keep_places(done.rows)
        if on_progress is not None:
            on_progress(done)

    taken = take_in(
        store,
        reading.conversations(read_imap(mailbox, since)),
        source=source.name,
        keep=source.keep,
        our_side=our_side_of(source),
        now=now,
        ahead=reading.ahead,
        on_progress=progress,
        should_stop=should_stop,
    )
    if taken.state is ImportState.DONE:
        reading.keep_places(reading.given)
    if reading.error is not None:
        raise reading.error
    return replace(taken, refused=reading.refused, notes=(*taken.notes, *reading.notes))


def mailbox_password(
    file: Path | None = None, *, environment: Mapping[str, str] = os.environ
) -> str:
    """Return a mailbox's password, from a file or from `WELLSPENT_MAILBOX_PASSWORD`.

    SettingsError when neither says one, FileUnreadable when the file can't be read. It is no flag
    of a command, since others on the machine see these.
    """
    if file is not None:
        try:
            password = file.read_text(encoding="utf-8").strip("\r\n")
        except UnicodeDecodeError as error:
            raise SettingsError("the password's file isn't text", where=str(file)) from error
        except OSError as error:
            raise file_unreadable(file, error) from error
    else:
        password = environment.get(PASSWORD_VARIABLE, "")
    if not password:
        raise SettingsError(
            "the mailbox's password isn't known",
            where=str(file) if file else PASSWORD_VARIABLE,
            next_step=f"Set {PASSWORD_VARIABLE}, or name a file that only you may read.",
        )
    return password


def _source(
    store: Store, name: str, keep: Keep | None, our_side: OurSide, now: datetime
) -> ConversationSource:
    """Return the source's settings, with what is said now in place of what was said before."""
    before = find_source(store, name) or ConversationSource(name=name)
    source = replace(
        before,
        kind=KIND,
        keep=keep or before.keep,
        our_names=tuple(our_side.names) or before.our_names,
        our_domains=tuple(our_side.domains) or before.our_domains,
        our_addresses=tuple(our_side.addresses) or before.our_addresses,
    )
    return save_source(store, source, now=now)


@dataclass(slots=True)
class _Reading:
    """One reading of a mailbox: what it gave, and which places are to be kept once that is."""

    store: Store
    source: str
    cursor: ImapCursor
    now: datetime
    given: int = 0
    refused: int = 0
    notes: list[str] = field(default_factory=list[str])
    error: WellspentError | None = None
    ahead: list[Meeting] = field(default_factory=list[Meeting])
    waiting: list[tuple[int, ImapCursor]] = field(default_factory=list[tuple[int, ImapCursor]])

    def conversations(self, mails: Iterator[ImapMail]) -> Iterator[Conversation]:
        """Give the threads of some messages after the other, then the meetings these invite to.

        Such a meeting comes last, since any later message may move it or call it off. Those that
        are still ahead are in `ahead` then, with those that were called off.
        """
        invitations = MailInvitations()
        rest = self._until_error(mails)
        while portion := list(islice(rest, AT_ONCE)):
            for thread in threads(invitations.passing(self._items(portion))):
                self.given += 1
                yield thread
            self.waiting.append((self.given, self.cursor))
        self.ahead += invitations.meetings(since=self.now, until=self.now + AHEAD)
        for meeting in invitations.held(since=EARLIEST, until=self.now):
            self.given += 1
            yield meeting

    def _until_error(self, mails: Iterator[ImapMail]) -> Iterator[ImapMail]:
        """Give the messages; when the server goes away, those until then are still taken in."""
        try:
            yield from mails
        except WellspentError as error:
            self.error = error

    def keep_places(self, taken: int) -> None:
        """Keep how far was read, once so many conversations are kept."""
        reached: ImapCursor | None = None
        while self.waiting and self.waiting[0][0] <= taken:
            _, reached = self.waiting.pop(0)
        if reached is not None:
            save_cursor(self.store, self.source, reached.kept())

    def _items(self, mails: Iterable[ImapMail]) -> Iterator[MailItem]:
        for mail in mails:
            self.cursor = self.cursor.after(mail)
            if isinstance(mail.item, RefusedMail):
                self._refuse(mail.item)
            else:
                yield mail.item

    def _refuse(self, mail: RefusedMail) -> None:
        self.refused += 1
        if len(self.notes) < MOST_NOTES:
            self.notes.append(f"{mail.source}: {mail.error.what}")
