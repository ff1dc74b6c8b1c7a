"""Mail items: a message as a part of a conversation, with its writer's own words set apart."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAddress:
    """A name, where one is given, and an address in lower case."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedMail:
    """An address that mail couldn't be delivered to; `status` as RFC 3463 has it (`5.1.1`)."""

    email: str
    status: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPart:
    """An invitation or the answer to one, as it came: `method` is *REQUEST*, *REPLY*, *CANCEL*."""

    method: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MailItem:
    """A message, read.

    `message_id` is the message's own, in angle brackets; where it has none, one made from its
    bytes, so that the same bytes are always the same message. `text` is what the sender newly
    wrote; `quoted`, `signature` and `disclaimer` hold the other lines. `automatic` says that a
    program wrote it, `mailing_list` names the list through which it came, `returned` the addresses
    that it reports as undeliverable. `forwarded` says that it passes on another's message.
    `source` is where it was read: a file, and a number in a mailbox. `folder` is the mail folder.
    """

    message_id: str
    sender: MailAddress
    subject: str = ""
    sent_at: datetime | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    to: tuple[MailAddress, ...] = ()
    cc: tuple[MailAddress, ...] = ()
    text: str = ""
    quoted: str = ""
    signature: str = ""
    disclaimer: str = ""
    automatic: bool = False
    forwarded: bool = False
    mailing_list: str = ""
    returned: tuple[ReturnedMail, ...] = ()
    calendars: tuple[CalendarPart, ...] = ()
    attachments: tuple[str, ...] = ()
    source: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedMail:
    """A message or file that wasn't read, and why; `source` says which."""

    source: str
    error: InputError
