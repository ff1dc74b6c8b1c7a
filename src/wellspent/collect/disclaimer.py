"""Disclaimers: what stands in a mail and nobody said: legal notices, banners, programs' footers.

Told by paragraphs, at the top and at the end of what isn't quoted. Words as `mail_words.toml` has
them: one of the known beginnings, or several of the words that such texts are made of.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from wellspent.collect.mail_words import read_mail_words

LEAST_WORDS: Final = 3
LONGEST_READ: Final = 1500
BANNER_WITHIN: Final = 3
"""A banner stands among the first so many lines."""

_AROUND: Final = " \t\r\n\xa0*_->|#="
_RULE: Final = re.compile(r"\s{0,8}[-_=*#~]{3,200}\s*$")
_LIST: Final = re.compile(r"\S{1,60} mailing list$|https?://\S{1,200}/listinfo/\S{1,100}$")
_REGISTER: Final = re.compile(
    r"\b(?:HRB ?\d|Amtsgericht|Handelsregister|Registergericht|USt-?Id|UID-?Nr"
    r"|VAT (?:no|reg|GB|ID)|Company (?:no|number|reg)|Registered (?:office|in)"
    r"|SIRET|SIREN|RCS|CIF|N\.?I\.?F)\b",
    re.IGNORECASE,
)


class Paragraph(NamedTuple):
    """Filled lines without an empty one among them: from `start` up to before `end`."""

    start: int
    end: int


def banner_end(lines: Sequence[str]) -> int:
    """Return before which line the banner that a mail server put on top ends; 0 for none."""
    words = read_mail_words()
    for paragraph in paragraphs_of(lines)[:2]:
        if paragraph.start >= BANNER_WITHIN:
            break
        first = lines[paragraph.start].strip().casefold()[:LONGEST_READ]
        bare = first.strip("*!#-= ")
        begins = next((each for each in words.banner_begins if bare.startswith(each)), "")
        if not begins:
            continue
        if first.startswith(("[ext", "(ext")) and first.endswith(("]", ")", "]:")):
            return paragraph.start + 1
        text = _joined(lines, paragraph)
        found = sum(word in text for word in words.banner_words)
        if found >= (1 if len(begins.split()) > 2 else 2):
            return paragraph.end
    return 0


def disclaimer_start(lines: Sequence[str], after: int) -> int:
    """Return in which line the disclaimers at the end begin; the number of lines for none.

    `after` is a line from which on they are expected (the signature's first).
    """
    paragraphs = paragraphs_of(lines)
    filled = sum(paragraph.end - paragraph.start for paragraph in paragraphs)
    start, passed = len(lines), 0
    for paragraph in paragraphs:
        begins = _begins_within(lines, paragraph, sure=paragraph.start >= after)
        above = passed + max(begins - paragraph.start, 0)
        is_near_end = above * 2 >= filled or paragraph is paragraphs[-1]
        if begins >= after or (begins >= 0 and above and is_near_end):
            start = begins
            break
        passed += paragraph.end - paragraph.start
    while start and start < len(lines) and _RULE.match(lines[start - 1]):
        start -= 1
    return start


def paragraphs_of(lines: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs of a text."""
    found: list[Paragraph] = []
    start = -1
    for place, line in enumerate([*lines, ""]):
        if line.strip() and start < 0:
            start = place
        elif not line.strip() and start >= 0:
            found.append(Paragraph(start, place))
            start = -1
    return found


def _begins_within(lines: Sequence[str], paragraph: Paragraph, *, sure: bool) -> int:
    """Return in which line of a paragraph a disclaimer begins; -1 for none.

    `sure` says that it stands below a signature, where fewer words are needed.
    """
    words = read_mail_words()
    for place in range(paragraph.start, paragraph.end):
        line = lines[place].strip(_AROUND).casefold()
        if _LIST.search(line[:LONGEST_READ]) or line.startswith(words.invitation_begins):
            return place
        if line.startswith(words.disclaimer_begins) and _is_told(lines, place, paragraph.end):
            return place
    found = _distinct_words(_joined(lines, paragraph))
    text_lines = paragraph.end - paragraph.start
    if found >= LEAST_WORDS + (0 if sure else 1) or (sure and found >= 2 and text_lines == 1):
        return paragraph.start
    return -1


def _is_told(lines: Sequence[str], place: int, end: int) -> bool:
    """Return whether the words after a beginning bear it out, or it is a heading by itself."""
    line = lines[place].strip(_AROUND)
    if line.endswith(":") or len(line.split()) <= 3:
        return True
    return _distinct_words(_joined(lines, Paragraph(place, end))) >= 1


def _distinct_words(text: str) -> int:
    return sum(word in text for word in read_mail_words().disclaimer_words)


def _joined(lines: Sequence[str], paragraph: Paragraph) -> str:
    text = " ".join(line.strip() for line in lines[paragraph.start : paragraph.end])
    return text[:LONGEST_READ].casefold()


def is_register_line(line: str) -> bool:
    """Return whether a line holds what the law wants of a firm's letters."""
    return _REGISTER.search(line[:LONGEST_READ]) is not None
