"""Mail items out of files: `.eml`, mailboxes (mbox), Maildir, and folders of these.

One message is in memory at a time. What can't be read comes as a refusal with its reason, and the
rest goes on.
"""

import hashlib
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from pathlib import Path

from wellspent.collect.mail_automatic import is_automatic, is_written_to_list, returned_mail
from wellspent.collect.mail_body import mail_body
from wellspent.collect.mail_files import MailFile, mail_files
from wellspent.collect.mail_item import MailAddress, MailItem, RefusedMail
from wellspent.collect.mail_message import LONGEST_TEXT
from wellspent.collect.mail_parse import LARGEST, no_message, parse_mail
from wellspent.collect.mail_parts import (
    addresses_of,
    header_text,
    identifiers_of,
    sent_time,
)
from wellspent.collect.mail_text import NOBODY, split_mail_html, split_mail_text
from wellspent.collect.mail_words import read_mail_words
from wellspent.collect.mailbox_file import messages_of
from wellspent.errors import InputError, file_unreadable

EXPUNGED = 0x0008
"""Thunderbird's mark of a message that was deleted and still lies in the file."""


def read_mail_items(path: Path) -> Iterator[MailItem | RefusedMail]:
    """Give the messages of a file or folder, in the order in which they lie there.

    Drafts, mail thrown away and junk are left out where the mailbox says so.
    """
    for file in mail_files(path):
        if isinstance(file, RefusedMail):
            yield file
        else:
            yield from _read_file(file)


def mail_item(content: bytes, *, source: str = "", folder: str = "") -> MailItem:
    """Read one message; InputError when it is none, TooLarge when it has over 25 MB."""
    return _item_of(parse_mail(content), content, source, folder)


def _item_of(message: Message, content: bytes, source: str, folder: str) -> MailItem:
    try:
        return _item(message, content, source, folder)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise no_message(f"its headers: {error}") from error


def _read_file(file: MailFile) -> Iterator[MailItem | RefusedMail]:
    name = str(file.path)
    try:
        with file.path.open("rb") as stream:
            if not file.is_mailbox:
                content = stream.read(LARGEST + 1)
                if file.path.suffix.lower() == ".emlx":
                    content = _message_of_apple(content)
                item = _read(content, name, file.folder)
                if item is not None:
                    yield item
                return
            for number, raw in enumerate(messages_of(stream), start=1):
                item = _read(raw.content, f"{name}#{number}", file.folder)
                if item is not None:
                    yield item
    except OSError as error:
        yield RefusedMail(source=name, error=file_unreadable(file.path, error))


def _message_of_apple(content: bytes) -> bytes:
    """Return the message in a file of Apple Mail: its length stands above it, notes below."""
    length, _, rest = content.partition(b"\n")
    return rest[: int(length)] if length.strip().isdigit() else content


def _read(content: bytes, source: str, folder: str) -> MailItem | RefusedMail | None:
    """Return a message or its refusal; None for one that was thrown away or never sent."""
    try:
        message = parse_mail(content)
        return None if _is_left_out(message) else _item_of(message, content, source, folder)
    except InputError as error:
        error.where = error.where or source
        return RefusedMail(source=source, error=error)


def _item(message: Message, content: bytes, source: str, folder: str) -> MailItem:
    senders = addresses_of(message, "From") or addresses_of(message, "Reply-To")
    returned = tuple(returned_mail(message))
    if not senders and not returned:
        raise no_message("looked for a line `From:` with an address")
    sender: MailAddress = senders[0] if senders else NOBODY
    subject = " ".join(header_text(message, "Subject").split())
    body = mail_body(message)
    parts = (
        split_mail_html(body.html, sender=sender)
        if body.html
        else split_mail_text(body.text, sender=sender)
    )
    answered = identifiers_of(message, "In-Reply-To")
    return MailItem(
        message_id=_message_id(message, content),
        sender=sender,
        subject=subject,
        sent_at=sent_time(message),
        in_reply_to=answered[0] if answered else "",
        references=identifiers_of(message, "References"),
        to=addresses_of(message, "To"),
        cc=addresses_of(message, "Cc"),
        text=parts.text[:LONGEST_TEXT],
        quoted=parts.quoted[:LONGEST_TEXT],
        signature=parts.signature[:LONGEST_TEXT],
        disclaimer=parts.disclaimer[:LONGEST_TEXT],
        automatic=is_automatic(
            message, subject, sender.email, people_write_to_lists=is_written_to_list(message)
        ),
        forwarded=_is_forwarded(subject),
        mailing_list=header_text(message, "List-Id").strip(),
        returned=returned,
        calendars=body.calendars,
        attachments=body.attachments,
        source=source,
        folder=folder,
    )


def _is_forwarded(subject: str) -> bool:
    return subject.partition(":")[0].strip().casefold() in read_mail_words().forward_marks


def _is_left_out(message: Message) -> bool:
    """Return whether a mail program marked it as deleted, a draft or junk within its mailbox."""
    status = header_text(message, "X-Mozilla-Status").strip()[:4]
    if re.fullmatch(r"[0-9a-fA-F]{4}", status) and int(status, 16) & EXPUNGED:
        return True
    labels = header_text(message, "X-Gmail-Labels").casefold().split(",")
    return not read_mail_words().left_out_labels.isdisjoint(label.strip() for label in labels)


def _message_id(message: Message, content: bytes) -> str:
    found = identifiers_of(message, "Message-ID")
    return found[0] if found else f"<{hashlib.sha256(content).hexdigest()[:40]}@no-message-id>"
