"""Mail files: what lies in a folder, a Maildir, or is named: messages and mailboxes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wellspent.collect.mail_item import RefusedMail
from wellspent.errors import FileUnreadable, InputError, file_unreadable

MESSAGES: Final = frozenset({".eml", ".emlx"})
MAILBOXES: Final = frozenset({".mbox", ".mbx"})
UNREADABLE: Final = frozenset({".msg", ".pst", ".ost", ".oft"})
LEFT_OUT: Final = frozenset("DT")
"""Marks of a Maildir: a draft, and mail that was thrown away."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file of one message, or a mailbox of many; `folder` is the mail folder's name."""

    path: Path
    folder: str
    is_mailbox: bool


def mail_files(path: Path) -> Iterator[MailFile | RefusedMail]:
    """Give the mail in a file or folder, in the order of names; a refusal for what can't be read.

    Within folders, Maildirs are known by their parts (`cur`, `new`), files by their endings.
    """
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield _named(path)
        else:
            yield _refused(path, "there is no such file or folder", "Check the path.")
    except OSError as error:
        yield RefusedMail(source=str(path), error=file_unreadable(path, error))


def _in_folder(folder: Path) -> Iterator[MailFile | RefusedMail]:
    refused: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=refused.append):
        here = Path(place)
        folders[:] = sorted(name for name in folders if _is_entered(here / name))
        in_maildir = here.name in ("cur", "new") and is_maildir(here.parent)
        for name in sorted(files):
            path = here / name
            if in_maildir and not name.startswith(".") and path.is_file():
                if not _is_left_out(name):
                    yield MailFile(path, here.parent.name, is_mailbox=False)
            elif path.suffix.lower() in MESSAGES | MAILBOXES | UNREADABLE and path.is_file():
                yield _named(path)
    for error in refused:
        name = str(error.filename)
        yield RefusedMail(source=name, error=file_unreadable(name, error))


def _is_entered(folder: Path) -> bool:
    if folder.name == "tmp" and is_maildir(folder.parent):
        return False
    return not folder.name.startswith(".") or is_maildir(folder)


def is_maildir(path: Path) -> bool:
    """Return whether a folder is a Maildir."""
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _is_left_out(name: str) -> bool:
    _, found, marks = name.rpartition(":2,")
    return bool(found) and not LEFT_OUT.isdisjoint(marks)


def _named(path: Path) -> MailFile | RefusedMail:
    ending = path.suffix.lower()
    if ending in UNREADABLE:
        return _refused(
            path,
            f"files of Outlook's own ({ending}) aren't read",
            "Save the mail as .eml, export it as mbox, or read the mailbox by IMAP.",
        )
    if ending in MAILBOXES or _begins_mailbox(path):
        return MailFile(path, path.stem, is_mailbox=True)
    return MailFile(path, path.parent.name, is_mailbox=False)


def _begins_mailbox(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _refused(path: Path, what: str, next_step: str) -> RefusedMail:
    error: InputError = FileUnreadable(what, where=str(path), next_step=next_step)
    return RefusedMail(source=str(path), error=error)
