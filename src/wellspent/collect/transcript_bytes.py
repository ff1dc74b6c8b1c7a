"""The text of a transcript's bytes, whatever wrote them."""

from typing import Final

from wellspent.collect.encoding import FALLBACK, SAMPLE, find_encoding
from wellspent.errors import FileUnreadable, TooLarge

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a transcript, which is read as a whole. A day of talk with times takes about 2 MB."""

FORMS: Final = "WebVTT (.vtt), SRT (.srt), text or JSON"

MOST_CONTROLS: Final = 0.02
"""The share of a text's bytes that may be controls; more of them, and it is no text."""

MOST_RARE: Final = 0.1
"""The same for those that do stand in texts now and then: form feeds, colours of a terminal."""

_CONTROLS_OF_TEXT: Final = b"\t\n\r\x0b\x0c\x1a\x1b"


def transcript_text(content: bytes, name: str) -> str:
    """Return what a file says, with `\\n` at the ends of lines.

    FileUnreadable when it is empty or no text, TooLarge when over 64 MB.
    """
    if len(content) > LARGEST:
        raise TooLarge(
            "The file is larger than a transcript may be, 64 MB.",
            where=name,
            next_step="Split it by meeting.",
        )
    encoding = find_encoding(content[:SAMPLE])
    if not encoding.startswith(("utf-16", "utf-32")) and _is_binary(content[:SAMPLE]):
        raise unreadable("it holds bytes that no text has", name, f"reading it as {encoding}")
    text = content.decode(encoding, FALLBACK).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\x00 \n\t"):
        raise unreadable("it is empty", name, "reading its text")
    if not any(sign.isalnum() for sign in text):
        raise unreadable("it holds no words, only other signs", name, "looking for letters")
    return text.lstrip("\ufeff")


def unreadable(why: str, name: str, tried: str) -> FileUnreadable:
    """Return what to raise when a file is no conversation."""
    return FileUnreadable(
        f"No conversation can be read from this file: {why}.",
        where=name,
        tried=tried,
        next_step=f"Export the transcript as {FORMS}, and a chat as CSV or JSON.",
    )


def _is_binary(sample: bytes) -> bool:
    controls = sum(sample.count(byte) for byte in range(32) if byte not in _CONTROLS_OF_TEXT)
    rare = sum(sample.count(byte) for byte in b"\x0b\x0c\x1a\x1b\x7f")
    return (
        b"\0" in sample or controls > MOST_CONTROLS * len(sample) or rare > MOST_RARE * len(sample)
    )
