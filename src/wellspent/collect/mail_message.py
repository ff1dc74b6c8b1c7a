"""Mail messages: sender, subject and what was newly written, out of an `.eml` file.

Read with the standard library, and forgiving: mail is often malformed. Automatic replies and
messages that came back say so. Nothing in a message is opened, loaded or followed.
"""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from wellspent.collect.html_text import text_of_html
from wellspent.collect.mail_words import read_mail_words
from wellspent.collect.quoted_reply import newly_written
from wellspent.errors import InputError, TooLarge

LARGEST = 25 * 1024 * 1024
LONGEST_TEXT = 50_000
LONGEST_HEADER = 2000
MOST_PARTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedMail:
    """An address that mail couldn't be delivered to; `status` as RFC 3463 has it (`5.1.1`)."""

    email: str
    status: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """A message as it matters here.

    `text` is what was newly written, without the quoted message. `automatic` says that no person
    wrote it; `returned` lists addresses that it reports as undeliverable. `threads` are all texts
    that may carry the reference of a question: subject, ids of answered messages, receivers.
    """

    sender_name: str
    sender: str
    subject: str
    text: str
    sent_at: datetime | None
    message_id: str
    automatic: bool
    returned: tuple[ReturnedMail, ...]
    threads: tuple[str, ...]


def read_mail_message(content: bytes) -> MailMessage:
    """Read a message; InputError when it is none, TooLarge when it has over 25 MB."""
    if len(content) > LARGEST:
        raise TooLarge("the message is larger than 25 MB", next_step="Leave out its attachments.")
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
    except (MessageError, RecursionError, ValueError) as error:
        raise _no_message(str(error)) from error
    addresses = getaddresses([_header(message, "From") or _header(message, "Reply-To")])
    name, sender = addresses[0] if addresses else ("", "")
    if not message.keys() or "@" not in sender:
        raise _no_message("looked for a line `From:` with an address")
    subject = " ".join(_header(message, "Subject").split())
    whole = _text_of(message)
    return MailMessage(
        sender_name=name.strip(),
        sender=sender.strip().lower(),
        subject=subject,
        text=newly_written(whole)[:LONGEST_TEXT],
        sent_at=_sent_at(message),
        message_id=_header(message, "Message-ID").strip(),
        automatic=_is_automatic(message, subject, sender),
        returned=tuple(_returned(message)),
        threads=(
            subject,
            *(_header(message, name) for name in ("In-Reply-To", "References", "To", "Cc")),
            whole[-LONGEST_TEXT:],
        ),
    )


def _no_message(tried: str) -> InputError:
    return InputError(
        "the file isn't a mail message",
        tried=tried,
        next_step="Save it as .eml (the message's source) from the mail program.",
    )


def _header(message: Message, name: str) -> str:
    """Return a header as text, as well as it can be read."""
    raw = str(message.get(name, ""))[:LONGEST_HEADER]
    try:
        return str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        return raw.encode("utf-8", "replace").decode("utf-8")


def _sent_at(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _text_of(message: Message) -> str:
    """Return the plain text of a message; that of its HTML where it has no other."""
    html = ""
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or part.is_multipart():
            continue
        if kind == "text/plain":
            return _decoded(part)
        if kind == "text/html" and not html:
            html = _decoded(part)
    return text_of_html(html)


def _parts(message: Message) -> Iterator[Message]:
    """Give a message's parts, without those of messages inside it."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = [each for each in part.get_payload() if isinstance(each, Message)] + waiting


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _is_automatic(message: Message, subject: str, sender: str) -> bool:
    """Return whether a program wrote this (RFC 3834, and what older programs say)."""
    submitted = _header(message, "Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return True
    words = read_mail_words()
    if any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id")):
        return True
    if _header(message, "Precedence").strip().lower() in {"bulk", "list", "junk", "auto_reply"}:
        return True
    if _header(message, "Return-Path").strip() == "<>":
        return True
    if sender.partition("@")[0].lower() in words.mail_servers:
        return True
    return subject.casefold().startswith(words.automatic_replies)


def _returned(message: Message) -> Iterator[ReturnedMail]:
    """Give the addresses that a delivery report (RFC 3464) says have failed for good."""
    for part in _parts(message):
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            action = _header(block, "Action").strip().lower()
            address = _header(block, "Final-Recipient") or _header(block, "Original-Recipient")
            email_address = address.rpartition(";")[2].strip().strip("<>").lower()
            if action == "failed" and "@" in email_address:
                yield ReturnedMail(
                    email=email_address,
                    status=_header(block, "Status").strip()[:20],
                    said=" ".join(_header(block, "Diagnostic-Code").split())[:500],
                )


def _blocks(part: Message) -> list[Message]:
    blocks = part.get_payload()
    return (
        [each for each in blocks if isinstance(each, Message)] if isinstance(blocks, list) else []
    )
