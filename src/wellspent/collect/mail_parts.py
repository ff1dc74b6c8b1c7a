"""The parts of a mail message: headers, bodies and time as text, however malformed it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

LONGEST_HEADER = 2000
MOST_PARTS = 200


def header_text(message: Message, name: str) -> str:
    """Return a header as text, as well as it can be read."""
    raw = str(message.get(name, ""))[:LONGEST_HEADER]
    try:
        return str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        return raw.encode("utf-8", "replace").decode("utf-8")


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
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")
