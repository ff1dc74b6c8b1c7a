"""Signature blocks: where the sender's name and card begin, when it is known who sent the mail.

A closing formula or dashes are told by `signature`. Beyond these, a line that is the sender's own
name signs, and so do the last lines when they hold a telephone, an address or a job, and no
sentence.
"""

import re
from collections.abc import Sequence
from typing import Final

from wellspent.collect.disclaimer import is_register_line
from wellspent.collect.mail_item import MailAddress
from wellspent.collect.mail_words import read_mail_words
from wellspent.collect.signature import signature_range

MOST_LINES: Final = 18
LONGEST_LINE: Final = 90
LONGEST_DEVICE: Final = 12
MOST_WORDS_IN_NAME: Final = 7
_AROUND: Final = " \t\r\n\xa0*_->|"
_RULE: Final = re.compile(r"\s{0,8}[-_=*~]{3,100}\s*$")

_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_SPLIT: Final = re.compile(r"\s[|·•–—/@(-]|[|,(]| at ")
_PHONE: Final = re.compile(
    r"(?<![\d.,€$£])(?:\+|\(?0)[\d ()/.\-–]{6,24}\d|\b\d{3}-\d{3,4}-?\d{0,4}\b"
)
_CONTACT: Final = re.compile(
    r"@[\w.-]{3,80}|\bwww\.|https?://|\b(?:tel|fon|phone|mob|mobile|cell|fax|ext|t[ée]l)\b\s?[.:]?\s?[+\d(]",
    re.IGNORECASE,
)
_FIRM: Final = re.compile(
    r"\b(?:GmbH|AG|KG|Ltd|LLC|LLP|Inc|Corp|plc|PLC|SAS|SARL|S\.A\.|S\.L\.|SA|SL|B\.V\.|AS|AB|Oy"
    r"|& Co)\b\.?"
)
_SENTENCE: Final = re.compile(r"[.?!…]['\"”’)]{0,2}\s*$")
_POSTSCRIPT: Final = re.compile(r"\W{0,5}(?:P\. ?P?\.? ?[SD]|PP?S|NB|N\. ?B)\b", re.IGNORECASE)
_HEADLESS: Final = " \t\r\n\xa0*_-–—~,.!:x"
_TITLES: Final = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "dipl.-ing", "ing", "i.a", "i.v", "ppa", "i", "a", "v", "ihr",
     "ihre", "dein", "deine", "your", "yours", "m", "mme", "sr", "sra", "d", "xx", "xoxo", "euer"}
)  # fmt: skip


def signature_of(lines: Sequence[str], sender: MailAddress) -> tuple[int, int]:
    """Return from which line up to before which the sender's signature goes.

    Nothing beyond the last line. Lines that aren't to be read are empty ones.
    """
    start, end = signature_range(lines)
    filled = [place for place, line in enumerate(lines) if line.strip()]
    names = _names(sender)
    by_name = _by_name(lines, filled, names)
    found = min(start, by_name, _by_card(lines, filled), _by_device(lines, filled))
    while 1 < found < len(lines) and _RULE.match(lines[found - 1]) and not lines[found - 2].strip():
        found -= 1  # the rule that is drawn above it
    if found < len(lines):
        end = _end(lines, found, end if found == start else len(lines))
    return (found, end) if found < len(lines) else (len(lines), len(lines))


def signs(line: str, sender: MailAddress) -> bool:
    """Return whether a line is the sender's name and nothing else."""
    return _is_name(line, _names(sender))


def is_initialled(line: str, sender: MailAddress) -> bool:
    """Return whether an answer within another's text is marked as the sender's: `[AB] Yes.`"""
    name, closed, _ = line[1:40].partition("]")
    words = [word.casefold() for word in _WORD.findall(name)]
    return bool(closed and words) and all(word in _names(sender) for word in words)


def _end(lines: Sequence[str], start: int, end: int) -> int:
    for place in range(start + 1, min(end, len(lines))):
        if _POSTSCRIPT.match(lines[place]):
            return place
    return end


def _names(sender: MailAddress) -> frozenset[str]:
    """Return the words of a sender's name and what stands for it, in lower case."""
    local = sender.email.partition("@")[0]
    words = [word.strip(".'").casefold() for word in _WORD.findall(sender.name)]
    words += [word for word in re.split(r"[._+-]", local) if len(word) > 1 and word.isalpha()]
    initials = "".join(word[0] for word in _WORD.findall(sender.name)).casefold()
    return frozenset(word for word in (*words, initials) if len(word) > 1)


def _by_name(lines: Sequence[str], filled: Sequence[int], names: frozenset[str]) -> int:
    """Return the line in which the sender's name signs."""
    last = filled[-MOST_LINES:]
    for number, place in enumerate(last):
        if place == filled[0] and len(filled) > 1:
            continue
        if len(filled) > 1 and _is_name(lines[place], names):
            below = [lines[each] for each in last[number + 1 :]]
            if sum(_is_sentence(line) for line in below) * 2 <= len(below):
                return place
    return len(lines)


def _is_name(line: str, names: frozenset[str]) -> bool:
    """Return whether a line is one of the sender's names, alone or before a title or firm."""
    bare = line.strip(_HEADLESS)
    if not bare or len(line) > LONGEST_LINE or line.rstrip().endswith(("?", ":")):
        return False
    head = _SPLIT.split(bare, maxsplit=1)[0]
    words = [word.strip(".'").casefold() for word in _WORD.findall(head)]
    if not 0 < len(words) <= MOST_WORDS_IN_NAME:
        return False
    has_rest = len(head) < len(bare)
    own = [word for word in words if word in names]
    others = [word for word in words if word not in names and word not in _TITLES and len(word) > 1]
    if has_rest and not _is_card_rest(bare[len(head) :]):
        return False
    return bool(own) and not others


def _is_card_rest(rest: str) -> bool:
    return not _is_sentence(rest) and len(rest.split()) < 10


def _by_card(lines: Sequence[str], filled: Sequence[int]) -> int:
    """Return the line in which a block of contact data at the end begins."""
    last = [place for place in filled[-MOST_LINES:] if place != filled[0]]
    start = len(lines)
    evidence: set[str] = set()
    for place in reversed(last):
        line = lines[place]
        if len(line) > LONGEST_LINE or _is_sentence(line) or line.lstrip().startswith(("- ", "* ")):
            break
        tells = _tells_of_card(line)
        if not tells and (place + 1 >= len(lines) or not _is_short_name(line)):
            break
        evidence |= tells
        start = place
        if place and not lines[place - 1].strip() and not _goes_on(lines, place, filled):
            break
    if len(evidence) < 2 or _announced(lines, start):
        return len(lines)
    return start


def _announced(lines: Sequence[str], start: int) -> bool:
    """Return whether a sentence says that a list follows."""
    above = next((line for line in reversed(lines[:start]) if line.strip()), "")
    return above.rstrip().endswith(":")


def _by_device(lines: Sequence[str], filled: Sequence[int]) -> int:
    """Return the line that a telephone or a program put below; the number of lines for none."""
    words = read_mail_words()
    start = len(lines)
    for place in reversed(filled[1:][-2:]):
        bare = lines[place].strip(_AROUND).casefold()
        if len(bare.split()) > LONGEST_DEVICE:
            break
        if bare.startswith(words.device_openings) or any(
            each in bare for each in words.device_words
        ):
            start = place
    return start


def _goes_on(lines: Sequence[str], place: int, filled: Sequence[int]) -> bool:
    """Return whether the block above an empty line is of the card as well."""
    above = [each for each in filled if each < place]
    if not above or above[-1] == filled[0]:
        return False
    line = lines[above[-1]]
    return bool(_tells_of_card(line)) or _is_short_name(line)


def _is_short_name(line: str) -> bool:
    """Return whether a line may be a name: two to four words with capitals, and no more."""
    words = line.strip().split()
    return 1 < len(words) <= 4 and all(
        word[:1].isupper() or word in {"de", "von", "van"} for word in words
    )


def _tells_of_card(line: str) -> set[str]:
    """Return what a line tells of a card: a telephone, an address, a firm, a job, a register."""
    bare = line.strip()
    words = {word.strip(".,").casefold() for word in bare.split()}
    has_job = (
        len(words) <= 8 and bare[:1].isupper() and not read_mail_words().job_words.isdisjoint(words)
    )
    told = {
        "telephone": bool(_PHONE.search(bare)),
        "address": bool(_CONTACT.search(bare)),
        "firm": bool(_FIRM.search(bare)),
        "job": has_job,
        "register": is_register_line(bare),
    }
    return {name for name, is_told in told.items() if is_told}


def _is_sentence(line: str) -> bool:
    bare = line.strip()
    words = bare.split()
    return len(words) > 3 and bool(_SENTENCE.search(bare)) and not _FIRM.search(words[-1])
