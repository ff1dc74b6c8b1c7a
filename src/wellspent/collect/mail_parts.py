"""The parts of a mail message: headers, bodies and time as text, however malformed it is."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from wellspent.collect.mail_item import MailAddress

LONGEST_HEADER = 2000
LONGEST_LIST = 32_000
MOST_ADDRESSES = 300
MOST_IDENTIFIERS = 100
MOST_PARTS = 200
NO_CHARSETS = frozenset(
    {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "us_ascii", "ascii"}
)
"""Codecs that are no charsets of mail, some of them slow; ASCII that is none is told by itself."""


_IDENTIFIER = re.compile(r"<[^<>\s]{1,500}>")


def header_text(message: Message, name: str, *, longest: int = LONGEST_HEADER) -> str:
    """Return a header as text, as well as it can be read; cut after `longest` characters."""
    raw = str(message.get(name, ""))[:longest]
    try:
        return str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        return raw.encode("utf-8", "replace").decode("utf-8")


def addresses_of(message: Message, name: str) -> tuple[MailAddress, ...]:
    """Return the addresses that a header names, each once."""
    found: dict[str, MailAddress] = {}
    for each, address in getaddresses([header_text(message, name, longest=LONGEST_LIST)]):
        bare = address.strip().lower()
        if "@" in bare and len(found) < MOST_ADDRESSES:
            found.setdefault(bare, MailAddress(name=" ".join(each.split()), email=bare))
    return tuple(found.values())


def identifiers_of(message: Message, name: str) -> tuple[str, ...]:
    """Return the message ids in a header, in angle brackets; of many, the first and the last."""
    found = _IDENTIFIER.findall(str(message.get(name, ""))[:LONGEST_LIST])
    if len(found) > MOST_IDENTIFIERS:
        found = [found[0], *found[1 - MOST_IDENTIFIERS :]]
    return tuple(dict.fromkeys(found))


def sent_time(message: Message) -> datetime | None:
    """Return when it says that it was sent; a time without a zone is in UTC."""
    try:
        sent = parsedate_to_datetime(header_text(message, "Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def parts_of_mail(message: Message) -> Iterator[Message]:
    """Give a message's parts, without those of messages inside it."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = [each for each in part.get_payload() if isinstance(each, Message)] + waiting


def text_of_part(part: Message) -> str:
    """Return the text of a part, decoded; letters that can't be read are replaced."""
    if "uu" in str(part.get("Content-Transfer-Encoding", "")).lower():
        return ""  # a file, as it was sent before there was MIME
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return decoded_text(content, part.get_content_charset(""))


def decoded_text(content: bytes, charset: str) -> str:
    """Return bytes as text: by what is said of them, else UTF-8, else Windows' western letters."""
    for name in (charset, "utf-8"):
        if not name or name.replace("-", "_") in NO_CHARSETS:
            continue
        try:
            return content.decode(name)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")
