"""Mailbox files (mbox): one message after the other, read in flat memory."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

PIECE = 64 * 1024
LARGEST_KEPT = 26 * 1024 * 1024
"""Bytes of a message; what is beyond isn't kept, and whoever reads it says that it is too large."""


class RawMessage(NamedTuple):
    """A message's bytes, and the line of the file on which it begins."""

    content: bytes
    line: int


def messages_of(file: BinaryIO) -> Iterator[RawMessage]:
    """Give the messages of a mailbox; lines that were quoted with > for its sake lose that."""
    pieces: list[bytes] = []
    kept, number, began = 0, 0, 1
    at_line_start, after_blank = True, True
    while piece := file.readline(PIECE):
        if at_line_start:
            number += 1
            if after_blank and piece.startswith(b"From "):
                if pieces:
                    yield RawMessage(b"".join(pieces), began)
                pieces, kept, began = [], 0, number + 1
                after_blank, at_line_start = False, piece.endswith(b"\n")
                continue
            after_blank = piece in (b"\n", b"\r\n")
            if piece.startswith(b">") and piece.lstrip(b">").startswith(b"From "):
                piece = piece[1:]
        at_line_start = piece.endswith(b"\n")
        if kept <= LARGEST_KEPT:
            pieces.append(piece)
            kept += len(piece)
    if pieces:
        yield RawMessage(b"".join(pieces), began)
