"""Mail: one message to one person, through the team's own mail server.

Nothing is tracked: plain text, no pictures, no changed links. A message that a program wrote says
so in its header (RFC 3834), so that no two programs write to each other for ever.
"""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

from wellspent.errors import SettingsError

PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """A mail server: `secure` is `tls` from the start, `starttls`, or `none` (own machine only)."""

    host: str
    port: int
    secure: str
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A plain-text message; `by_itself` when no person pressed *send*."""

    sender: str
    to: str
    subject: str
    body: str
    message_id: str = ""
    in_reply_to: str = ""
    by_itself: bool = False


def read_mail_server(address: str) -> MailServer:
    """Read `smtps://USER:PASSWORD@HOST:PORT`, `smtp+starttls://...` or `smtp://localhost:25`.

    SettingsError when it is none of them, or would send a password in the open.
    """
    kinds = {"smtps": ("tls", 465), "smtp+starttls": ("starttls", 587), "smtp": ("none", 25)}
    try:
        parts = urlsplit(address)
        secure, usual = kinds[parts.scheme]
        port = parts.port or usual
    except (KeyError, ValueError):
        raise _wrong_server("it can't be read") from None
    if not parts.hostname:
        raise _wrong_server("it names no host")
    if secure == "none" and parts.password:
        raise _wrong_server("smtp:// would send the password in the open")
    return MailServer(
        host=parts.hostname,
        port=port,
        secure=secure,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def send_letter(server: MailServer, letter: Letter, *, now: datetime) -> str:
    """Send a message and return its Message-ID.

    OSError or `smtplib.SMTPException` (an OSError too) when the server doesn't take it.
    """
    message = make_message(letter, now=now)
    context = ssl.create_default_context()
    if server.secure == "tls":
        client = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE_SECONDS, context=context
        )
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=PATIENCE_SECONDS)
    with client:
        if server.secure == "starttls":
            client.starttls(context=context)
        if server.user:
            client.login(server.user, server.password)
        client.send_message(message)
    return str(message["Message-ID"])


def make_message(letter: Letter, *, now: datetime) -> EmailMessage:
    """Return the message as it goes over the wire; ValueError if an address isn't one."""
    message = EmailMessage()
    message["From"] = _address(letter.sender)
    message["To"] = _address(letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(now)
    domain = parseaddr(letter.sender)[1].rpartition("@")[2] or "localhost"
    message["Message-ID"] = letter.message_id or make_msgid(domain=domain)
    if letter.in_reply_to:
        message["In-Reply-To"] = letter.in_reply_to
        message["References"] = letter.in_reply_to
    if letter.by_itself:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _address(text: str) -> Address:
    if any(sign in text for sign in "\r\n"):
        raise ValueError("an address stands on one line")
    name, plain = parseaddr(text)
    user, at, domain = plain.rpartition("@")
    if not (at and user and domain):
        raise ValueError(f"{text!r} is no mail address")
    return Address(display_name=name, username=user, domain=domain)


def _wrong_server(why: str) -> SettingsError:
    return SettingsError(
        f"The setting mail_server has a wrong value: {why}.",
        where="mail_server",
        next_step="Write smtps://USER:PASSWORD@HOST, smtp+starttls://USER:PASSWORD@HOST:587, or "
        "smtp://localhost for a server on this machine.",
    )
