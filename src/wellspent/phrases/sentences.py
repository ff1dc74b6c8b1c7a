"""Where the sentences of a text end: at a point, a question mark, or a line that isn't wrapped."""

import re

_ENDS = re.compile(r"[.!?…\n](?:(?<=\n)|(?<![.!?…][.!?…])[.!?…]*+[\"'”’)]{0,3}+(?=\s|$))")
_BEGINS_ENTRY = re.compile(r"[ \t]{0,40}(?:[-*•–]\s|\d{1,2}[.)]\s|[ \t]*$)", re.MULTILINE)
_WRAPPED_FROM = 55
"""A line of so many characters may have been broken by a program, in the midst of a sentence."""

_SHORT = re.compile(
    r"mr|mrs|ms|dr|prof|st|vs|etc|ca|approx|inc|ltd|corp|bzw|ggf|m|mme|sr|sra|dept|fig|tel|ext|str"
    r"|hr|evtl|inkl|zzgl|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z](?:\.[a-z])+"
).fullmatch
_BEFORE_NUMBER = frozenset({"no", "nr", "nos", "art", "abs", "p", "pp", "vol", "n", "núm"})
"""Short before a number; else the end of a sentence: *the answer is no.*"""

LONGEST_SENTENCE = 1_500
"""Text that goes on longer without an end is read in parts, so that no rule has to take in much."""

_LONGEST_ORDINAL = 2
"""The number of a list's entry or of a German date: *am 3. Mai*."""

_BEFORE_ORDINAL = re.compile(
    r"a[mbn]|auf|bis|das|de[mnrs]|die|für|i[mn]|ihre?[mn]?|jede[nrs]?|meine?|seit|unsere?[mn]?"
    r"|vo[mr]|zu[mr]|zwischen"
).fullmatch
_AFTER_ORDINAL = re.compile(
    r"\s+(?:[a-zà-ÿ]|(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]{0,6}\b"
    r"|\d{1,2}\.|Quartal|Halbjahr|Kalenderwoche|KW\b)"
)
"""What follows the number of a German date or turn; a lower letter goes on with its sentence."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text stands, white space around it left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*sentence_ends(text), len(text)]:
        while end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = start + LONGEST_SENTENCE if cut < 0 else cut
            _add_span(text, start, cut, found)
            start = cut
        _add_span(text, start, end, found)
        start = end
    return found


def _add_span(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare and (bare[0].isalnum() or any(map(str.isalnum, bare))):
        at = start + len(piece) - len(piece.lstrip())
        found.append((at, at + len(bare)))


def sentence_ends(text: str) -> list[int]:
    """Return the places after the ends of sentences, from left to right."""
    ends: list[int] = []
    line = 0
    for match in _ENDS.finditer(text):
        begins, end = match.span()
        is_break = text[begins] == "\n"
        if is_break:
            goes_on = _goes_on(text, line, end)
            line = end
        else:
            goes_on = text[begins] == "." and end == begins + 1 and _is_short(text, begins)
        if not goes_on:
            ends.append(end)
    return ends


def _is_short(text: str, at: int) -> bool:
    """Return whether the point after a word belongs to it: *Mr.*, *e.g.*, *J.*, *No. 5*, *3.*"""
    word = text[max(0, at - 12) : at].split()[-1:]
    if not word:
        return False
    bare = word[0].lstrip("(\"'")
    folded = bare.casefold()
    following = text[at + 1 : at + 4].lstrip()[:1]
    if folded in _BEFORE_NUMBER:
        return following.isdigit()
    if bare.isdigit() and len(bare) <= _LONGEST_ORDINAL:
        return bool(following) and _is_ordinal(text, at, len(bare))
    if _SHORT(folded) is not None:
        return bool(following)
    return len(bare) == 1 and bare.isupper() and bare != "I" and following.isupper()


def _is_ordinal(text: str, at: int, digits: int) -> bool:
    """Return whether a number and its point count: an entry of a list, a German *3. Mai*."""
    before = text[max(0, at - digits - 15) : at - digits]
    line = before.rpartition("\n")[2]
    if not line.strip(" \t-*•–(\"'"):
        return True
    last = line.split()[-1].casefold()
    return bool(_BEFORE_ORDINAL(last)) or bool(_AFTER_ORDINAL.match(text, at + 1))


def _goes_on(text: str, start: int, at: int) -> bool:
    """Return whether the line from `start` that ends before `at` goes on in the next one.

    It does where that begins in lower case, or where a program may have broken a long line.
    """
    if _BEGINS_ENTRY.match(text, at):
        return False
    following = text[at : at + 3].lstrip(" \t")
    if following[:1].islower():
        return True
    line = text[start : at - 1].rstrip()
    return len(line) >= _WRAPPED_FROM and line[-1] not in ".!?…:;"
