"""Phrase groups: the phrases of many files, found in one walk through a text.

A file of words has a table for each group of phrases, with a list for
each language, and a table `<group>.except` with what looks alike and isn't:

    [opener]
    en = ["(i)? hope (this|the) (email|mail|note) finds you *"]
    de = ["ich hoffe, es geht ihnen gut"]
    [opener.except]
    en = ["hope this finds you before"]

How a phrase is written: `phrases/pattern.py`.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import cast

from wellspent.errors import SettingsError
from wellspent.phrases.language_of import OURS
from wellspent.phrases.pattern import Parts, parse
from wellspent.phrases.trie import PhraseTrie, State
from wellspent.phrases.vocabulary import SplitText

EXCEPT = "except"

GroupKey = tuple[str, str]
"""A file of words (its stem) and the group in it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one language in one group; `is_exception` when they take others back."""

    key: GroupKey
    language: str
    is_exception: bool
    parts: tuple[Parts, ...]


def read_phrases(file: Traversable) -> list[Phrases]:
    """Read a file of words; SettingsError for an unknown key or a wrong phrase."""
    stem = file.name.removesuffix(".toml")
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _mistake(file, f"it can't be read: {error}") from error
    found: list[Phrases] = []
    for group, lists in table.items():
        found += _group(file, (stem, group), lists, is_exception=False)
    return found


def _group(file: Traversable, key: GroupKey, lists: object, *, is_exception: bool) -> list[Phrases]:
    if not isinstance(lists, dict):
        raise _mistake(file, f"`{key[1]}` must be a table, written as [{key[1]}]")
    found: list[Phrases] = []
    for language, phrases in cast(Mapping[str, object], lists).items():
        if language == EXCEPT and not is_exception:
            found += _group(file, key, phrases, is_exception=True)
        elif language not in OURS:
            raise _mistake(file, f"[{key[1]}]: {language} is not one of {', '.join(OURS)}")
        else:
            parts = tuple(_parts(file, key, phrase) for phrase in _texts(file, key, phrases))
            found.append(Phrases(key, language, is_exception, parts))
    return found


def _texts(file: Traversable, key: GroupKey, phrases: object) -> Sequence[str]:
    if not isinstance(phrases, list) or not all(isinstance(one, str) for one in phrases):
        raise _mistake(file, f"[{key[1]}]: phrases are a list of texts in quotes")
    return cast(list[str], phrases)


def _parts(file: Traversable, key: GroupKey, phrase: str) -> Parts:
    try:
        return parse(phrase)
    except ValueError as error:
        raise _mistake(file, f"[{key[1]}]: “{phrase}” can't be used: {error}") from error


def _mistake(file: Traversable, what: str) -> SettingsError:
    return SettingsError(
        f"A file of words has a mistake: {what}.", where=file.name, next_step="Mend that place."
    )


Spans = list[tuple[int, int]]

Placed = tuple[int, tuple[int, int]]
"""A phrase's number, and the characters on which it stands."""


class PhraseBook:
    """The phrases of many files, ready to read texts with."""

    def __init__(self, word_files: Iterable[Traversable]) -> None:
        """Read the files; SettingsError when one has a mistake."""
        self._phrases = [each for file in word_files for each in read_phrases(file)]
        self.keys = frozenset(each.key for each in self._phrases)
        numbered = [
            (number, parts) for number, each in enumerate(self._phrases) for parts in each.parts
        ]
        self._trie = PhraseTrie(numbered)
        self._of_language = {
            language: {n for n, each in enumerate(self._phrases) if each.language == language}
            for language in OURS
        }

    def split(self, text: str) -> SplitText[State]:
        """Return a text split into words, as `find` needs it."""
        return self._trie.vocabulary.split(text)

    def find(self, text: SplitText[State], language: str) -> dict[GroupKey, Spans]:
        """Return where the phrases of each group stand, from left to right.

        Phrases of another language than the text's (where that is known) don't count, nor those
        that an exception of their group overlaps. Of overlapping ones the longest is kept.
        """
        return self.grouped(self.read(text), language)

    def read(self, text: SplitText[State]) -> list[Placed]:
        """Return where phrases of any group and language stand, exceptions too."""
        hits = self._trie.find(text)
        places = self._trie.vocabulary.spans(text, [hit[:2] for hit in hits])
        return [(hit[2], place) for hit, place in zip(hits, places, strict=True)]

    def grouped(self, read: Iterable[Placed], language: str) -> dict[GroupKey, Spans]:
        """Return by group what of a text that was read counts in a language (empty: in any)."""
        if language:
            ours = self._of_language[language]
            read = [each for each in read if each[0] in ours]
        found: dict[GroupKey, Spans] = {}
        excepted: dict[GroupKey, Spans] = {}
        for number, place in read:
            phrases = self._phrases[number]
            into = excepted if phrases.is_exception else found
            known = into.get(phrases.key)
            if known is None:
                into[phrases.key] = [place]
            else:
                known.append(place)
        return {key: _kept(spans, excepted.get(key, ())) for key, spans in found.items()}

    def groups_in(self, read: Iterable[Placed]) -> frozenset[GroupKey]:
        """Return the groups of which a text that was read holds phrases, in any language."""
        phrases = (self._phrases[number] for number, _ in read)
        return frozenset(each.key for each in phrases if not each.is_exception)


def _kept(spans: Spans, excepted: Sequence[tuple[int, int]]) -> Spans:
    if len(spans) == 1 and not excepted:
        return spans
    kept: Spans = []
    barred = _apart(excepted)
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        before = bisect_left(barred, (end,)) - 1
        if before >= 0 and barred[before][1] > start:
            continue
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _apart(spans: Sequence[tuple[int, int]]) -> Spans:
    """Return the same characters as spans that don't overlap, from left to right."""
    apart: Spans = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
