"""Draft: a message that somebody is about to send, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DraftChannel(StrEnum):
    """The way that a message would take."""

    EMAIL = "email"
    CALL_SCRIPT = "call script"
    LINKEDIN = "linkedin"
    SMS = "sms"
    VOICEMAIL = "voicemail"


class DraftType(StrEnum):
    """The occasion of a message."""

    FIRST_TOUCH = "first touch"
    FOLLOW_UP = "follow-up"
    AFTER_EVENT = "after an event"
    AFTER_DOWNLOAD = "after a download"
    REPLY = "reply"
    AFTER_MEETING = "after a meeting"
    REFERRAL = "referral"
    RENEWAL = "renewal"
    BULK = "bulk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it is sent.

    Anything may be unknown: a rule that needs it stays silent, and the review says what could not
    be checked. `sender` is a rep's name or address; `recipient` a contact's id or an address.
    `body` is plain text (`is_html` False) or HTML. `in_reply_to` is the message that it answers;
    None when that isn't known, empty when it answers none. `attachments` are file names; None when
    not known; `recipients` how many people get it. `headers` are further mail headers, by
    lower-case name. `source` is the file that it was read from; empty where it came otherwise.
    """

    id: str = ""
    channel: DraftChannel | None = None
    type: DraftType | None = None
    sender: str = ""
    recipient: str = ""
    send_at: datetime | None = None
    subject: str = ""
    body: str = ""
    is_html: bool = False
    in_reply_to: str | None = None
    attachments: tuple[str, ...] | None = None
    recipients: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    source: str = ""
