"""Mail lines: on which lines of a message's source the text of one of its parts stands."""

import re
from collections.abc import Iterator
from email.message import Message

from wellspent.collect.found_draft import FieldPlace
from wellspent.collect.mail_parts import parts_of_mail

_CODED_LINE_END = re.compile(rb"=0A", re.IGNORECASE)


def place_of_part(content: bytes, message: Message, part: Message, line: int) -> FieldPlace:
    """Return where the text of a part stands in a message that begins on `line` of its file.

    Line and column where the text stands as it is; the line where it is quoted-printable; of base64
    only the first line of the part.
    """
    at = head_end(content)
    for each in parts_of_mail(message):
        if each.is_multipart():
            continue
        raw = _as_it_is_sent(each)
        found = content.find(raw, at) if raw else -1
        if each is part:
            first = line + content.count(b"\n", 0, found if found >= 0 else at)
            return _place(each, raw, first) if found >= 0 else FieldPlace(first)
        at = found + len(raw) if found >= 0 else at
    return FieldPlace(line + content.count(b"\n", 0, at))


def head_end(content: bytes) -> int:
    """Return where the first line after the headers begins."""
    ends = [
        at + len(mark)
        for mark in (b"\n\n", b"\r\n\r\n", b"\n\r\n")
        if (at := content.find(mark)) >= 0
    ]
    return min(ends, default=len(content))


def _place(part: Message, raw: bytes, first: int) -> FieldPlace:
    encoding = _encoding(part)
    if encoding == "quoted-printable":
        return FieldPlace(first, lines=tuple(_lines_of_quoted(raw, first)))
    return FieldPlace(first, as_it_stands=encoding != "base64")


def _lines_of_quoted(raw: bytes, first: int) -> Iterator[int]:
    """Give the line of the source on which each line of the text begins."""
    yield first
    for number, line in enumerate(raw.split(b"\n")[:-1], start=first):
        for _ in _CODED_LINE_END.finditer(line):
            yield number
        if not line.rstrip().endswith(b"="):
            yield number + 1


def _as_it_is_sent(part: Message) -> bytes:
    """Return a part's bytes before they are decoded."""
    if _encoding(part) in ("quoted-printable", "base64"):
        return str(part.get_payload()).encode("ascii", "replace")
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _encoding(part: Message) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()
