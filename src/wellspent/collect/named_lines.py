"""Named lines: *Ada Lovelace: Good morning.* told from sentences that have a colon in them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from wellspent.collect.speaker_label import LONGEST
from wellspent.collect.transcript_words import transcript_words

NAMED: Final = re.compile(
    rf"\s{{0,20}}[\[(]?([^\s:\[(][^:\n]{{0,{LONGEST - 1}}}?)[\])]?\s?[:：](?:\s+|\Z)"
)
IN_BRACKETS: Final = re.compile(r"\s{0,20}\[([^\[\]:\n]{1,80})\]\s+(?=\S)")
MOST_WORDS: Final = 6
MOST_NAMES: Final = 0.6
"""Share of lines that must have a name before a colon, for a name to count that occurs once."""


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """Return what stands before a colon, where that is a name.

    It is one where it occurs again, where most lines have one, or where it is written as people
    are (*Ben Kunde*) and others are named so too.
    """
    counted: Counter[str] = Counter()
    total = 0
    for line in lines:
        if line.strip():
            total += 1
            if found := _candidate(line):
                counted[found[0]] += 1
    regular = sum(counted.values()) >= MOST_NAMES * total
    again = {name for name, times in counted.items() if times >= 2 or regular}
    return frozenset(again | {name for name in counted if again and _is_written_as_a_person(name)})


def _is_written_as_a_person(label: str) -> bool:
    words = label.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word.isalpha() for word in words)


def split_name(line: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Return a line's name and the words behind it, None where it has none of these names."""
    found = _candidate(line)
    return found if found and found[0] in names else None


def _candidate(line: str) -> tuple[str, str] | None:
    found = NAMED.match(line) or IN_BRACKETS.match(line)
    if found is None:
        return None
    label = " ".join(found[1].split()).rstrip("])")
    return (label, line[found.end() :].strip()) if looks_like_name(label) else None


def looks_like_name(label: str) -> bool:
    """Return whether a label can be a name: few words, a capital or a digit, no sentence."""
    if "(" in label and ")" not in label:
        label += ")"
    bare = re.sub(r"[(\[<].*", "", label).strip()
    words = bare.split()
    if not 1 <= len(words) <= MOST_WORDS or (
        words[0].casefold() in transcript_words("no_names") and len(words) == 1
    ):
        return False
    if any(mark in bare for mark in '?!;"') or "//" in bare:
        return False
    if bare[0].isdigit() and not bare.startswith("+"):
        return len(words) > 1 and not words[-1].isdigit()
    return bare[0] == "+" or "@" in bare or not any(letter.islower() for letter in bare[:1])
