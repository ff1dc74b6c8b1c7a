"""Signatures: where a mail's own words end, and the sender's name, title and slogan begin.

A closing formula is one only where a name follows, or nothing: *Thanks* above a further sentence is
an ordinary line. What is written below a signature (*P.S.*) is the writer's own again.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from wellspent.collect.mail_words import read_mail_words

STANDARD_DASHES = "-- "
"""The line above a signature, as mail programs write it (RFC 3676, section 4.3)."""

DASHES = frozenset({"--", "—", "__", "___", "----", "_____"})
LONGEST_CLOSING = 60
MOST_LINES = 15
"""A closing formula stands so near to the end of what was written; else it is a sentence."""

MOST_WORDS_IN_NAME = 5
MOST_WORDS_BESIDE = 4

_MARKS = " \t\r\n,.!*_-–—"
_POSTSCRIPT = re.compile(r"\W{0,5}(?:P\. ?P?\.? ?S|PP?S|NB|N\. ?B)\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[?!.:;][\"'”’)]?$")


def signature_start(lines: Sequence[str]) -> int:
    """Return the line in which the signature begins; the number of lines when there is none.

    The closing formula (*Kind regards,*) is its first line.
    """
    return signature_range(lines)[0]


def signature_range(lines: Sequence[str]) -> tuple[int, int]:
    """Return from which line up to before which the signature goes; nothing beyond the last line.

    A postscript below it isn't of it. A disclaimer that no signature stands above is one.
    """
    filled = [place for place, line in enumerate(lines) if line.strip()]
    start = _start(lines, filled)
    for place in filled:
        if place > start and _POSTSCRIPT.match(lines[place]):
            return start, place
    return start, len(lines)


def _start(lines: Sequence[str], filled: Sequence[int]) -> int:
    for number, place in enumerate(filled):
        if number and _is_dashes(lines[place], len(filled) - number):
            return place
    last = filled[-MOST_LINES:]
    for number, place in enumerate(last):
        if place == filled[0]:
            continue
        following = last[number + 1] if number + 1 < len(last) else None
        if _closes(lines[place]) and (following is None or _may_sign(lines[following])):
            return place
        if _begins_footer(lines[place]):
            return place
    return len(lines)


def _is_dashes(line: str, lines_left: int) -> bool:
    bare = line.rstrip("\r\n")
    return bare == STANDARD_DASHES or (bare in DASHES and lines_left <= MOST_LINES)


def _closes(line: str) -> bool:
    """Return whether a line is a closing formula, alone or with the name that signs."""
    if len(line) > LONGEST_CLOSING:
        return False
    bare = line.strip(_MARKS)
    folded = bare.casefold()
    first = folded.split(maxsplit=1)[0].strip(_MARKS) if folded else ""
    return any(
        folded == closing or (folded.startswith(closing) and _is_name_after(bare, closing))
        for closing in _closings().get(first, ())
    )


def _is_name_after(line: str, closing: str) -> bool:
    """Return whether only names come after a formula; some need a mark between: *Thanks, Ada*."""
    words = line.split()
    last, names = words[closing.count(" ")], words[closing.count(" ") + 1 :]
    if last.strip(_MARKS).casefold() != closing.rpartition(" ")[2]:
        return False
    if closing in read_mail_words().closings_before_mark and last[-1] not in _MARKS:
        return False
    joins = read_mail_words().closing_joins
    return 0 < len(names) <= MOST_WORDS_BESIDE and all(
        name[0].isupper() or name.casefold() in joins for name in names
    )


def _may_sign(line: str) -> bool:
    """Return whether a line may be the name under a formula, and isn't a further sentence."""
    bare = line.strip()
    if _closes(line) or _POSTSCRIPT.match(line) or _begins_footer(line):
        return True
    words = bare.split()
    if len(words) > MOST_WORDS_IN_NAME:
        return "," in bare or "|" in bare
    return len(words) <= 1 or not _ENDS_SENTENCE.search(bare) or words[-1][0].isupper()


def _begins_footer(line: str) -> bool:
    """Return whether a line begins what programs and companies put below a mail."""
    return line.strip(" \t\r\n*_->|").casefold().startswith(read_mail_words().footer_begins)


@cache
def _closings() -> Mapping[str, Sequence[str]]:
    """Return the closing formulas by their first word."""
    found: dict[str, list[str]] = defaultdict(list)
    for closing in read_mail_words().closings:
        found[closing.split(maxsplit=1)[0]].append(closing)
    return found
