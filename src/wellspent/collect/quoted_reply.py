"""Quoted replies: what a person newly wrote in a mail, without the message that is answered.

Line by line and in one pass, so that a hostile megabyte takes no longer than a harmless one.
"""

from collections.abc import Sequence

from wellspent.collect.mail_words import read_mail_words

LEAST_HEAD_LINES = 3
LONGEST_INTRODUCTION = 200
LONGEST_MARK = 80
AROUND = " \t-_*=>"


def newly_written(text: str) -> str:
    """Return a mail's text up to where it quotes the message that it answers.

    A reply below or between the quotes keeps its own lines; a text of nothing but quotes is
    returned whole, since it may be forwarded to us.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = own_lines(lines)
    written = "\n".join(line for line, is_own in zip(lines, own, strict=True) if is_own).strip()
    return written or text.strip()


def own_lines(lines: Sequence[str]) -> list[bool]:
    """Return which lines of a mail were newly written, and aren't quoted from another."""
    end = _end(lines)
    own = [place < end and not line.lstrip().startswith(">") for place, line in enumerate(lines)]
    if any(own) and not all(own[:end]):
        own = [is_own and not _introduces(line) for line, is_own in zip(lines, own, strict=True)]
    return own


def _end(lines: Sequence[str]) -> int:
    """Return where the answered message begins, unless the answer stands below it."""
    last_quoted, last_own = _last_quoted_and_own(lines)
    for place, line in enumerate(lines):
        if _begins_message(line) or _is_head(lines, place):
            return place
        # Nothing of one's own comes after: only quoted lines, or a quote without marks.
        if (last_own <= place or last_quoted <= place) and _introduces(line):
            return place
    return len(lines)


def _last_quoted_and_own(lines: Sequence[str]) -> tuple[int, int]:
    """Return the last line with a quote's mark, and the last one without; -1 for none."""
    filled = [
        (place, line.lstrip().startswith(">")) for place, line in enumerate(lines) if line.strip()
    ]
    quoted = max((place for place, is_quoted in filled if is_quoted), default=-1)
    return quoted, max((place for place, is_quoted in filled if not is_quoted), default=-1)


def _begins_message(line: str) -> bool:
    bare = line.strip(AROUND).casefold()
    if len(line) > LONGEST_MARK or bare == line.strip().casefold():
        return False  # without dashes around it, it is an ordinary sentence
    return bare in read_mail_words().message_begins


def _is_head(lines: Sequence[str], place: int) -> bool:
    """Return whether a block of lines such as `From:`, `Sent:`, `To:` begins here."""
    found = 0
    for line in lines[place : place + LEAST_HEAD_LINES]:
        name, colon, _ = line[:LONGEST_MARK].strip(" *").partition(":")
        if not colon or name.strip(" *").casefold() not in read_mail_words().head_lines:
            return False
        found += 1
    return found == LEAST_HEAD_LINES


def _introduces(line: str) -> bool:
    """Return whether a line says whose words follow: `On Monday Ada wrote:`."""
    bare = line.strip()
    if not bare.endswith(":") or len(bare) > LONGEST_INTRODUCTION:
        return False
    words = bare[:-1].rstrip().casefold()
    if words.endswith(read_mail_words().quote_begins):
        return True
    # German puts the verb before the name: `Am Montag schrieb Ada:`
    return words.startswith("am ") and " schrieb " in words
