"""Mail items out of files: `.eml`, mailboxes (mbox), Maildir, and folders of these.

One message is in memory at a time. What can't be read comes as a refusal with its reason, and the
rest goes on.
"""

import hashlib
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from pathlib import Path

from wellspent.collect.mail_automatic import is_automatic, returned_mail
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
from wellspent.collect.mailbox_file import messages_of
from wellspent.errors import InputError, file_unreadable


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
    message = parse_mail(content)
    try:
        return _item(message, content, source, folder)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise no_message(f"its headers: {error}") from error


def _read_file(file: MailFile) -> Iterator[MailItem | RefusedMail]:
    name = str(file.path)
    try:
        with file.path.open("rb") as stream:
            if not file.is_mailbox:
                yield _read(stream.read(LARGEST + 1), name, file.folder)
                return
            for number, raw in enumerate(messages_of(stream), start=1):
                yield _read(raw.content, f"{name}#{number}", file.folder)
    except OSError as error:
        yield RefusedMail(source=name, error=file_unreadable(file.path, error))


def _read(content: bytes, source: str, folder: str) -> MailItem | RefusedMail:
    try:
        return mail_item(content, source=source, folder=folder)
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
        automatic=is_automatic(message, subject, sender.email),
        mailing_list=header_text(message, "List-Id").strip(),
        returned=returned,
        calendars=body.calendars,
        attachments=body.attachments,
        source=source,
        folder=folder,
    )


def _message_id(message: Message, content: bytes) -> str:
    found = identifiers_of(message, "Message-ID")
    return found[0] if found else f"<{hashlib.sha256(content).hexdigest()[:40]}@no-message-id>"
