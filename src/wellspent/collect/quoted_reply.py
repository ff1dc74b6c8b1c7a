"""Quoted replies: what a person newly wrote in a mail, without the message that is answered.

Line by line and in one pass, so that a hostile megabyte takes no longer than a harmless one.
"""

import re
from collections.abc import Sequence
from typing import Final

from wellspent.collect.quote_heads import begins_message, introduces, introducing_lines, is_head

WRAPPED_FROM: Final = 60
"""A quoted line of so many characters may have been broken, its rest standing without a mark."""

_MARK: Final = re.compile(r"\s{0,8}(?:>|(\|)(?=\s|$)|[A-Z]{2,3}>(?:\s|$))")
_SEPARATOR: Final = re.compile(r"\s{0,8}[_=*-]{5,200}\s*$")
_ENDS: Final = re.compile(r"[.?!:;…][\"'”’)>]{0,3}\s*$")


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
    marked = _marked(lines)
    own = [not each for each in marked]
    after = _next_filled(lines, marked)
    place = 0
    while place < len(lines):
        if marked[place] and not lines[place].startswith(">>>"):
            place += 1
            continue
        if begins_message(lines[place]) or is_head(lines, place):
            return _cut(lines, own, place)
        count = introducing_lines(lines, place)
        if count and after[place + count - 1] is False:
            return _cut(lines, own, place)  # the quote has no marks: nothing of one's own follows
        if not count and introduces(lines[place]) and after[place] is not False:
            count = 1
        own[place : place + count] = [False] * count
        place += count or 1
    return own


def _marked(lines: Sequence[str]) -> list[bool]:
    """Return which lines have a quote's mark, or are the broken-off rest of one that has."""
    marked = [_is_marked(line) for line in lines]
    for place in range(1, len(lines)):
        if marked[place - 1] and not marked[place] and _is_rest(lines[place - 1], lines[place]):
            marked[place] = True
    return marked


def _is_marked(line: str) -> bool:
    found = _MARK.match(line)
    if found is None:
        return False
    if not found[1]:
        return True
    bare = line.strip()
    return bare == "|" or not bare.endswith("|")  # with a bar at both ends it is a table's


def _is_rest(before: str, line: str) -> bool:
    bare = line.strip()
    return (
        bool(bare)
        and len(before.rstrip()) >= WRAPPED_FROM
        and not _ENDS.search(before[-20:])
        and bare[0].islower()
        and len(bare) < WRAPPED_FROM
    )


def _next_filled(lines: Sequence[str], marked: Sequence[bool]) -> list[bool | None]:
    """Return for each line whether the next filled one is marked; None where none follows."""
    found: list[bool | None] = [None] * len(lines)
    following: bool | None = None
    for place in range(len(lines) - 1, -1, -1):
        found[place] = following
        if lines[place].strip():
            following = marked[place]
    return found


def _cut(lines: Sequence[str], own: list[bool], place: int) -> list[bool]:
    """Return what is one's own when all from here on is quoted, with the rule drawn above it."""
    while place and (not lines[place - 1].strip() or _SEPARATOR.match(lines[place - 1])):
        place -= 1
    return [is_own and number < place for number, is_own in enumerate(own)]
