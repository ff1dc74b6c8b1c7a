"""IMAP: a mailbox read over the network, and never changed.

Folders are opened with EXAMINE and messages fetched with BODY.PEEK (RFC 3501): nothing is marked as
read, moved or deleted. Messages come in the order of their UIDs, so that whoever keeps the place of
the last one taken in (`ImapCursor`) can go on from there after any interruption.
"""

import imaplib
import re
import ssl
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

from imap_tools import ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError, MailboxStarttlsError
from imap_tools.mailbox import BaseMailBox

from wellspent.collect.imap_source import (
    LOOPBACK,
    ImapCursor,
    ImapMail,
    ImapPlace,
    ImapSource,
    Security,
    SignIn,
)
from wellspent.collect.mail_item import MailItem, RefusedMail
from wellspent.collect.mail_items import mail_item
from wellspent.collect.mail_parse import LARGEST
from wellspent.errors import (
    InputError,
    NotFound,
    ServerUnavailable,
    SettingsError,
    WellspentError,
)

LEFT_OUT: Final = frozenset({"\\drafts", "\\junk", "\\trash", "\\all", "\\flagged", "\\noselect"})
"""Folders that aren't read unless they are named (RFC 6154); `\\All` has the same mail again."""

LEFT_OUT_NAMES: Final = frozenset(
    {"drafts", "junk", "trash", "spam", "deleted items", "deleted messages", "junk e-mail",
     "entwürfe", "papierkorb", "gelöschte elemente", "brouillons", "corbeille", "borradores",
     "papelera"}
)  # fmt: skip

FIRST_WINDOW: Final = 5_000
"""UIDs asked for at once; twice as many after each time that there was nothing."""

SIZES_AT_ONCE: Final = 500
BYTES_AT_ONCE: Final = 4 * 1024 * 1024

_UID: Final = re.compile(rb"\bUID (\d+)")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
_GONE: Final = re.compile(rb"\\(?:Deleted|Draft)\b", re.IGNORECASE)


def read_imap(source: ImapSource, since: ImapCursor | None = None) -> Iterator[ImapMail]:
    """Give the messages of a mailbox that came after `since`, folder by folder.

    A message that can't be read is a refusal with its reason. ServerUnavailable when the server
    can't be reached, SettingsError when it doesn't let us in, NotFound for a folder that isn't
    there.
    """
    cursor = since or ImapCursor()
    with _opened(source) as mailbox:
        for folder in source.folders or _usual_folders(mailbox):
            with _errors_told(source):
                yield from _read_folder(mailbox, source, folder, cursor)


def folders_of(source: ImapSource) -> tuple[str, ...]:
    """Return the names of a mailbox's folders, for a choice."""
    with _opened(source) as mailbox, _errors_told(source):
        return tuple(
            each.name
            for each in mailbox.folder.list()
            if "\\noselect" not in {flag.lower() for flag in each.flags}
        )


def _read_folder(
    mailbox: BaseMailBox, source: ImapSource, folder: str, cursor: ImapCursor
) -> Iterator[ImapMail]:
    validity, next_uid = _examine(mailbox, source, folder)
    last = cursor.last_uid(folder, validity)
    for uid, content in _contents(mailbox, last + 1, next_uid):
        name = f"{source.name}/{folder};UID={uid}"
        yield ImapMail(
            item=_item(content, name, folder), folder=folder, place=ImapPlace(validity, uid)
        )


def _examine(mailbox: BaseMailBox, source: ImapSource, folder: str) -> tuple[int, int]:
    """Open a folder for reading only; return its UIDVALIDITY and the UID that comes next."""
    try:
        mailbox.folder.set(folder, readonly=True)
    except MailboxFolderSelectError as error:
        raise NotFound(
            f"the mailbox has no folder {folder}, or it can't be opened",
            where=source.name,
            next_step="List its folders, and name one of these.",
        ) from error
    return _number(mailbox, "UIDVALIDITY"), _number(mailbox, "UIDNEXT")


def _number(mailbox: BaseMailBox, name: str) -> int:
    _, answer = mailbox.client.response(name)
    return int(answer[-1]) if answer and answer[-1] else 0


def _contents(mailbox: BaseMailBox, first: int, next_uid: int) -> Iterator[tuple[int, bytes]]:
    """Give the messages by their UIDs; those over the limit are cut behind it."""
    window = FIRST_WINDOW
    while first < next_uid:
        last = min(first + window, next_uid) - 1
        uids = _uids(mailbox, first, last)
        for place in range(0, len(uids), SIZES_AT_ONCE):
            yield from _fetched(mailbox, uids[place : place + SIZES_AT_ONCE])
        first, window = last + 1, FIRST_WINDOW if uids else window * 2


def _uids(mailbox: BaseMailBox, first: int, last: int) -> list[int]:
    found = {int(uid) for uid in mailbox.uids(f"UID {first}:{last}", charset=None)}
    return sorted(uid for uid in found if first <= uid <= last)


def _fetched(mailbox: BaseMailBox, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    waiting: list[int] = []
    size_waiting = 0
    for uid, size in _sizes(mailbox, uids):
        if waiting and size_waiting + size > BYTES_AT_ONCE:
            yield from _bodies(mailbox, waiting)
            waiting, size_waiting = [], 0
        waiting.append(uid)
        size_waiting += min(size, LARGEST)
    if waiting:
        yield from _bodies(mailbox, waiting)


def _sizes(mailbox: BaseMailBox, uids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the UIDs and sizes of messages; drafts and those marked as deleted aren't given."""
    for head, _ in _answers(mailbox, uids, "(UID RFC822.SIZE FLAGS)"):
        uid, size = _UID.search(head), _SIZE.search(head)
        if uid and size and not _GONE.search(head):
            yield int(uid[1]), int(size[1])


def _bodies(mailbox: BaseMailBox, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    found: dict[int, bytes] = {}
    for head, content in _answers(mailbox, uids, f"(UID BODY.PEEK[]<0.{LARGEST + 1}>)"):
        uid = _UID.search(head)
        if uid:
            found[int(uid[1])] = content
    yield from sorted(found.items())


def _answers(mailbox: BaseMailBox, uids: Sequence[int], parts: str) -> list[tuple[bytes, bytes]]:
    """Return what the server says of each message: its words, and the bytes sent with them."""
    status, answers = mailbox.client.uid("FETCH", ",".join(map(str, uids)), parts)
    if status != "OK":
        raise imaplib.IMAP4.error("the server doesn't give the messages")
    found: list[tuple[bytes, bytes]] = []
    for answer in answers:
        if isinstance(answer, tuple):
            found.append((answer[0], answer[1]))
        elif isinstance(answer, bytes) and found and not _UID.search(found[-1][0]):
            found[-1] = (found[-1][0] + answer, found[-1][1])  # the UID came after the bytes
        elif isinstance(answer, bytes) and _UID.search(answer):
            found.append((answer, b""))
    return found


def _item(content: bytes, name: str, folder: str) -> MailItem | RefusedMail:
    try:
        return mail_item(content, source=name, folder=folder)
    except InputError as error:
        error.where = error.where or name
        return RefusedMail(source=name, error=error)


def _usual_folders(mailbox: BaseMailBox) -> list[str]:
    """Return the folders to read when none are named, the inbox first."""
    names = [
        each.name
        for each in mailbox.folder.list()
        if LEFT_OUT.isdisjoint(flag.lower() for flag in each.flags)
        and each.name.rpartition(each.delim or "/")[2].casefold() not in LEFT_OUT_NAMES
    ]
    return sorted(names, key=lambda name: (name.upper() != "INBOX", name))


@contextmanager
def _opened(source: ImapSource) -> Generator[BaseMailBox]:
    """Sign in, and out again at the end."""
    with _errors_told(source):
        mailbox = _connected(source)
        try:
            _sign_in(mailbox, source)
        except BaseException:  # Ctrl-C too: the connection is closed, and the error goes on
            _leave(mailbox)
            raise
    try:
        yield mailbox
    finally:
        _leave(mailbox)


def _leave(mailbox: BaseMailBox) -> None:
    with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
        mailbox.client.logout()


def _connected(source: ImapSource) -> BaseMailBox:
    host, port, seconds = source.host, source.port, source.timeout_seconds
    if source.security is Security.NONE:
        if host not in LOOPBACK:
            raise SettingsError(
                "the password would go over the network for everybody to read",
                where=source.place,
                next_step="Use `tls` or `starttls`; `none` is for servers on this machine.",
            )
        return MailBoxUnencrypted(host, port or 143, timeout=seconds)
    trusted = ssl.create_default_context(
        cafile=str(source.certificates) if source.certificates else None
    )
    if source.security is Security.STARTTLS:
        return MailBoxStartTls(host, port or 143, timeout=seconds, ssl_context=trusted)
    return MailBox(host, port or 993, timeout=seconds, ssl_context=trusted)


def _sign_in(mailbox: BaseMailBox, source: ImapSource) -> None:
    try:
        if source.sign_in is SignIn.TOKEN:
            mailbox.xoauth2(source.user, source.password, initial_folder=None)
        elif (source.user + source.password).isascii():
            mailbox.login(source.user, source.password, initial_folder=None)
        else:
            mailbox.login_utf8(source.user, source.password, initial_folder=None)
    except imaplib.IMAP4.abort:
        raise
    except (MailboxLoginError, imaplib.IMAP4.error) as error:
        raise _not_let_in(source) from error


def _not_let_in(source: ImapSource) -> SettingsError:
    return SettingsError(
        f"the mail server doesn't let {source.user} in",
        where=source.place,
        tried="the user name and the password (or token) that were given",
        next_step="Check both. Many servers want a password made for programs, or a token.",
    )


@contextmanager
def _errors_told(source: ImapSource) -> Generator[None]:
    """Turn what goes wrong with a server into errors that say what to do; without any secret."""
    try:
        yield
    except WellspentError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise ServerUnavailable(
            "the mail server's certificate isn't one to trust",
            where=source.place,
            tried=error.verify_message,
            next_step="Check the host's name, or name the file of the authority that signed it.",
        ) from None
    except (ssl.SSLError, MailboxStarttlsError) as error:
        raise _no_tls(source, error) from None
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise _unavailable(source, error) from None


def _no_tls(source: ImapSource, error: Any) -> ServerUnavailable:
    return ServerUnavailable(
        "the mail server doesn't speak TLS there",
        where=source.place,
        tried=f"{source.security.value}: {getattr(error, 'reason', '') or 'it was refused'}",
        next_step="Port 993 wants `tls`, port 143 `starttls`. Ask who runs the server.",
    )


def _unavailable(source: ImapSource, error: Exception) -> ServerUnavailable:
    said = getattr(error, "strerror", "") or str(error) or type(error).__name__
    return ServerUnavailable(
        "the mail server can't be reached, or went away",
        where=source.place,
        tried=said.replace(source.password, "…")[:300] if source.password else said[:300],
        next_step="Check host and port, and run it again: it goes on where it was.",
    )
