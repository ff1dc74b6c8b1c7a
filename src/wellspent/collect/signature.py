"""Signatures: where a mail's own words end, and the sender's name, title and slogan begin."""

from collections.abc import Sequence

from wellspent.collect.mail_words import read_mail_words

DASHES = frozenset({"--", "-- ", "—", "__", "___"})
LONGEST_CLOSING = 40
MOST_LINES = 15
"""A closing formula stands so near to the end of what was written; else it is a sentence."""


def signature_start(lines: Sequence[str]) -> int:
    """Return the line in which the signature begins; the number of lines when there is none.

    The closing formula (*Kind regards,*) is its first line.
    """
    for place, line in enumerate(lines):
        if line.rstrip("\r\n") in DASHES:
            return place
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in filled[-MOST_LINES:]:
        if _closes(lines[place]) and place != filled[0]:
            return place
    return len(lines)


def _closes(line: str) -> bool:
    bare = line.strip(" \t\r\n,.!*_-").casefold()
    return len(bare) <= LONGEST_CLOSING and bare in read_mail_words().closings
