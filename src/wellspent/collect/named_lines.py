"""Named lines: *Ada Lovelace: Good morning.* told from sentences that have a colon in them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from wellspent.collect.speaker_label import LONGEST
from wellspent.collect.transcript_words import transcript_words

NAMED: Final = re.compile(
    rf"\s{{0,20}}([^\s:][^:\n\t]{{0,{LONGEST - 1}}}?)(?:\s?[:：](?:\s+|\Z)|\t+|\s[—–]\s)"
)
IN_BRACKETS: Final = re.compile(r"\s{0,20}\[([^\[\]:\n]{1,80})\]\s+(?=\S)")
MOST_WORDS: Final = 6
MOST_NAMES: Final = 0.6
"""Share of lines that must have a name before a colon, for a name to count that occurs once."""

MOST_SMALL: Final = 0.8
"""The same for names in small letters."""


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """Return what stands before a colon, where that is a name.

    It is one where it occurs again, where most lines have one, or where it is written as people
    are (*Ben Kunde*) and others are named so too. Names in small letters (*ben: ok*) must take
    turns in most lines.
    """
    counted: Counter[str] = Counter()
    total, first = 0, ""
    for line in lines:
        if line.strip():
            total += 1
            label = _label(line)
            first = first or label or "-"
            counted[label] += 1
    del counted[""]
    named = Counter({label: times for label, times in counted.items() if looks_like_name(label)})
    found = _among(named, total, begins=first in named)
    if found or sum(counted.values()) < MOST_SMALL * total:
        return found
    return frozenset(label for label, times in counted.items() if times >= 2 and _is_short(label))


def _among(counted: Mapping[str, int], total: int, *, begins: bool) -> frozenset[str]:
    regular = sum(counted.values()) >= MOST_NAMES * total
    again = {name for name, times in counted.items() if times >= 2 or regular}
    people = {name for name in counted if _is_written_as_a_person(name)}
    if again or (begins and len(people) >= 2):
        return frozenset(again | people)
    return frozenset(counted) if begins and len(counted) == 2 else frozenset()


def _is_short(label: str) -> bool:
    return len(label.split()) <= 2 and label.replace(" ", "").replace(".", "").isalnum()


def _is_written_as_a_person(label: str) -> bool:
    words = label.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word.isalpha() for word in words)


def split_name(line: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Return a line's name and the words behind it, None where it has none of these names."""
    found = _candidate(line)
    return found if found and found[0] in names else None


def _candidate(line: str) -> tuple[str, str] | None:
    found = NAMED.match(line)
    if found is None or found[1].startswith("["):
        found = IN_BRACKETS.match(line) or found
    if found is None:
        return None
    label = " ".join(found[1].split())
    if label.startswith(("[", "(")) or label.count(")") > label.count("("):
        label = label.strip("[]()")
    return (label, line[found.end() :].strip()) if label else None


def _label(line: str) -> str:
    found = _candidate(line)
    return found[0] if found else ""


def looks_like_name(label: str) -> bool:
    """Return whether a label can be a name: few words, a capital or a digit, no sentence."""
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
