"""The text of a draft's file, with what is needed to write it back as it was."""

from typing import Final, NamedTuple

from wellspent.collect.encoding import FALLBACK, SAMPLE, find_encoding
from wellspent.errors import FileUnreadable, TooLarge

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a draft's file that is read as a whole."""

_TEXT_OF_CONTROLS: Final = b"\t\n\r\x0b\x0c\x1a\x1b"


class FileText(NamedTuple):
    """A file's text, and the encoding that it is written in."""

    text: str
    encoding: str

    def encoded(self, text: str) -> bytes:
        """Return another text as this file would hold it; ValueError where it can't."""
        return text.encode(self.encoding)


def file_text(content: bytes, *, path: str) -> FileText:
    """Return the text of a file's bytes; FileUnreadable when they are none, TooLarge over 16 MB."""
    if len(content) > LARGEST:
        raise TooLarge(
            "The file is larger than a draft may be, 16 MB.",
            where=path,
            next_step="Give many drafts as JSON lines (.jsonl) or as a mailbox (.mbox).",
        )
    encoding = encoding_of(content[:SAMPLE], path=path)
    try:
        return FileText(content.decode(encoding), encoding)
    except UnicodeError:
        return FileText(content.decode(encoding, FALLBACK), encoding)


def encoding_of(sample: bytes, *, path: str) -> str:
    """Return how a file's first bytes spell its letters; FileUnreadable when it is no text."""
    encoding = find_encoding(sample)
    if not encoding.startswith(("utf-16", "utf-32")) and _is_binary(sample):
        raise FileUnreadable(
            "This is no text: it holds bytes that no text has.",
            where=path,
            tried=f"reading it as {encoding}",
            next_step="Save the draft as text, Markdown, HTML or mail.",
        )
    return encoding


def _is_binary(sample: bytes) -> bool:
    controls = sum(sample.count(byte) for byte in range(32) if byte not in _TEXT_OF_CONTROLS)
    return b"\0" in sample or controls > 0.02 * len(sample)
