"""Heads of quotes: the lines by which mail programs introduce the message that is answered.

*On Monday Ada wrote:* over one line or several, a mark such as *-----Original Message-----*, or a
block of lines such as *From:*, *Sent:*, *To:*. Every pattern takes one pass over a line.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from wellspent.collect.mail_words import read_mail_words

LEAST_HEAD_LINES: Final = 3
MOST_HEAD_LINES: Final = 6
MOST_INTRODUCING_LINES: Final = 4
LONGEST_INTRODUCTION: Final = 300
LONGEST_MARK: Final = 80
AROUND: Final = " \t-_*=>"
_STARS: Final = " \t*\xa0"

_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d\d\b")
_ADDRESS: Final = re.compile(r"[^\s<>()@]{1,64}@[^\s<>()@]{1,250}")
_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_NOTES: Final = re.compile(
    r"\S.{0,80}? ?-{3} ?\d{1,4}[./-]\d{1,2}[./-]\d{1,4} [\d:. APM]{4,12}-{3}"
)
_ARROWS: Final = re.compile(r">>> .{3,250} >>>\s*$")


def begins_message(line: str) -> bool:
    """Return whether a line says by itself that another message follows."""
    if len(line) > LONGEST_INTRODUCTION:
        return False
    if line.startswith(">>>"):
        return _ARROWS.match(line) is not None and _is_dated(line)
    bare = line.strip()
    words = read_mail_words()
    inner = bare.strip(AROUND).rstrip(": ").casefold()
    if bare[:2] in _DASHES and inner.startswith(words.forwarded_by):
        return True
    if len(bare) <= LONGEST_MARK:
        if bare.endswith(":") and inner in words.forward_begins:
            return True
        # without dashes around it, it is an ordinary sentence
        if bare[:2] in _DASHES and bare[-2:] in _DASHES:
            return inner in words.message_begins or _names_message(inner) or _says_wrote(inner)
    return "---" in line and _NOTES.match(bare) is not None


_DASHES: Final = frozenset({"--", "__", "**", "==", "- ", " -"})


def _names_message(words: str) -> bool:
    parts = words.replace("-", " ").split()
    return 1 < len(parts) < 6 and not read_mail_words().message_nouns.isdisjoint(parts)


def _says_wrote(words: str) -> bool:
    return words.rpartition(" ")[2] in read_mail_words().quote_verbs


def is_head(lines: Sequence[str], place: int) -> bool:
    """Return whether a block of lines such as `From:`, `Sent:`, `To:` begins here."""
    words = read_mail_words()
    found: set[str] = set()
    has_address, has_date, goes_on = False, False, False
    for line in lines[place : place + MOST_HEAD_LINES]:
        bare = line.strip(_STARS)
        word, colon, rest = bare[:LONGEST_MARK].partition(":")
        word = word.strip(_STARS).casefold()
        if colon and word in words.head_lines:
            found.add(word)
            has_date = has_date or bool(_DATE.search(rest))
        elif not found or not (goes_on or line.startswith((" ", "\t"))):
            break
        has_address = has_address or "@" in bare
        goes_on = bare.endswith((";", ",", "[mailto:", "<"))
    if len(found) >= LEAST_HEAD_LINES:
        return has_address or not found.isdisjoint(words.head_proofs)
    if len(found) == LEAST_HEAD_LINES - 1 and has_address and has_date:
        return True
    return bool(found) and _is_flat_head(lines[place])


def _is_flat_head(line: str) -> bool:
    """Return whether a line is such a block that lost its breaks: *From: Ada Sent: Monday To:*."""
    start = line[:LONGEST_INTRODUCTION].strip(_STARS)
    first = start.partition(":")[0].strip(_STARS).casefold()
    if first not in read_mail_words().head_lines or start.count(":") < LEAST_HEAD_LINES:
        return False
    names = {word.casefold() for word in re.findall(r"(\w{1,20})\*{0,2} ?:", start)}
    return len(names & read_mail_words().head_lines) >= LEAST_HEAD_LINES


def introduces(line: str) -> bool:
    """Return whether a line says whose words follow: `On Monday Ada wrote:`."""
    bare = line.strip()
    if not bare.endswith(":") or len(bare) > LONGEST_INTRODUCTION:
        return False
    words = bare[:-1].rstrip().casefold()
    if words.endswith(read_mail_words().quote_begins):
        return True
    # German puts the verb before the name: `Am Montag schrieb Ada:`
    return words.startswith("am ") and " schrieb " in words


def introducing_lines(lines: Sequence[str], place: int) -> int:
    """Return how many lines from here introduce a quote beyond doubt, with its date or address.

    0 for none. Mail programs break a long introduction over several lines.
    """
    first = lines[place].strip()
    if not first or len(first) > LONGEST_INTRODUCTION or not _may_open(first):
        return 0
    whole = ""
    for number, line in enumerate(lines[place : place + MOST_INTRODUCING_LINES], start=1):
        part = line.strip()
        if not part or len(whole) + len(part) > LONGEST_INTRODUCTION or part.startswith(">"):
            return 0
        whole = f"{whole} {part}" if whole else part
        if part.endswith(":"):
            return number if _is_introduction(whole) else 0
        if number == 1 and _runs_on(part):
            return 1
    return 0


def _may_open(line: str) -> bool:
    """Return whether an introduction may begin so; spares most lines a closer look."""
    if line.endswith(":"):
        return True
    start = line.casefold()
    return (start[0].isdigit() or start.startswith(_openings())) and (
        _is_dated(line) or any(word in start for word in read_mail_words().quote_verbs)
    )


def _is_introduction(line: str) -> bool:
    folded = line.casefold()
    if folded.startswith(read_mail_words().quote_opens) and len(folded.split()) < 8:
        return True
    if not _is_dated(line):
        return False
    words = set(folded.replace(",", " ").replace(":", " ").split())
    if not read_mail_words().quote_verbs.isdisjoint(words):
        return True
    return folded.endswith((">:", ">):", ")>:")) and bool(_DATED.search(line))


def _runs_on(line: str) -> bool:
    """Return whether the quoted words begin in the very line of the introduction."""
    start, colon, rest = line[:LONGEST_INTRODUCTION].rpartition(": ")
    return bool(colon and rest) and "@" in start and _is_introduction(f"{start.rstrip()}:")


def _is_dated(line: str) -> bool:
    return bool(_DATE.search(line) or ("@" in line and _ADDRESS.search(line)))


@cache
def _openings() -> tuple[str, ...]:
    return tuple(f"{word} " for word in read_mail_words().quote_first_words)
