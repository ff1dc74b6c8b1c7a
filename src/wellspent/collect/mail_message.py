"""Mail messages: sender, subject and what was newly written, out of an `.eml` file.

Read with the standard library, and forgiving: mail is often malformed. Automatic replies and
messages that came back say so. Nothing in a message is opened, loaded or followed.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from wellspent.collect.html_text import text_of_html
from wellspent.collect.mail_automatic import is_automatic, returned_mail
from wellspent.collect.mail_item import ReturnedMail
from wellspent.collect.mail_parse import no_message, parse_mail
from wellspent.collect.mail_parts import (
    addresses_of,
    header_text,
    parts_of_mail,
    sent_time,
    text_of_part,
)
from wellspent.collect.quoted_reply import newly_written

LONGEST_TEXT = 50_000


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
    message = parse_mail(content)
    senders = addresses_of(message, "From") or addresses_of(message, "Reply-To")
    name, sender = (senders[0].name, senders[0].email) if senders else ("", "")
    if not message.keys() or "@" not in sender:
        raise no_message("looked for a line `From:` with an address")
    subject = " ".join(header_text(message, "Subject").split())
    whole = _text_of(message)
    return MailMessage(
        sender_name=name.strip(),
        sender=sender.strip().lower(),
        subject=subject,
        text=newly_written(whole)[:LONGEST_TEXT],
        sent_at=sent_time(message),
        message_id=header_text(message, "Message-ID").strip(),
        automatic=is_automatic(message, subject, sender),
        returned=tuple(returned_mail(message)),
        threads=(
            subject,
            *(header_text(message, name) for name in ("In-Reply-To", "References", "To", "Cc")),
            whole[-LONGEST_TEXT:],
        ),
    )


def _text_of(message: Message) -> str:
    """Return the plain text of a message; that of its HTML where it has no other."""
    html = ""
    for part in parts_of_mail(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or part.is_multipart():
            continue
        if kind == "text/plain":
            return text_of_part(part)
        if kind == "text/html" and not html:
            html = text_of_part(part)
    return text_of_html(html)
