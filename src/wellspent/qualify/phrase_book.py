"""Read a message by the phrases: which groups are found, where, and what takes them back.

A phrase doesn't count when a negation stands right before it (*we are not looking for SEO*), when a
shield covers it (*our students buy your machines*), or when a longer phrase says something else
with the same words.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count
from typing import NamedTuple

from wellspent.phrases.pattern import Parts, fold
from wellspent.phrases.trie import Hit, PhraseTrie, State
from wellspent.phrases.vocabulary import SplitText
from wellspent.qualify.phrase_files import (
    FIELDS,
    PhraseFile,
    PhraseGroup,
    Shield,
    parts_of,
    shipped_phrase_files,
)
from wellspent.records.authenticity import EnquiryKind

Text = SplitText[State]

WELCOME = frozenset({EnquiryKind.GENUINE, EnquiryKind.SUPPORT})
"""Kinds that are helped: their phrases, like shields, are found with typing mistakes too."""

NEGATION_REACH = 5
"""A negation speaks for so many words after it, within its sentence and up to a *but*."""

NEGATION_CHAIN = 4
"""In a list (*no SEO, web design or ads*), it reaches on to what follows so soon."""

MOST_HITS = 300
"""So many are weighed; an honest message has a dozen."""


class Found(NamedTuple):
    """A group whose phrase stands in the words from `start` up to before `end`."""

    start: int
    end: int
    group: PhraseGroup


class PhraseBook:
    """The phrases of all languages, ready to read messages with."""

    def __init__(self, phrase_files: Sequence[PhraseFile]) -> None:
        self._meanings: list[PhraseGroup | Shield] = []
        self._before = _folded(word for one in phrase_files for word in one.negations)
        self._after = _folded(word for one in phrase_files for word in one.negations_after)
        self._contrasts = _folded(word for one in phrase_files for word in one.contrasts)
        small = self._before | self._after | self._contrasts
        groups = [group for one in phrase_files for group in one.groups]
        shields = [shield for one in phrase_files for shield in one.shields]
        self._tries = {
            field: self._trie([g for g in groups if g.field == field], shields, small)
            for field in FIELDS
        }

    def _trie(
        self, groups: Iterable[PhraseGroup], shields: Iterable[Shield], small: Iterable[str]
    ) -> PhraseTrie:
        numbers = count(len(self._meanings))
        phrases: list[tuple[int, Parts]] = []
        misspelt: set[int] = set()
        for meaning in [*groups, *shields]:
            number = next(numbers)
            self._meanings.append(meaning)
            if isinstance(meaning, Shield) or meaning.kind in WELCOME:
                misspelt.add(number)
            phrases += [(number, parts_of(phrase, "")) for phrase in meaning.phrases]
        return PhraseTrie(phrases, misspelt=misspelt, also_known=small)

    def split(self, text: str, *, field: str = "message") -> Text:
        """Return a text split into words, as `find` needs it."""
        return self._tries[field].vocabulary.split(text)

    def quotes(self, text: Text, found: Sequence[Found]) -> list[str]:
        """Return the words of a message in which each was found, exactly as they stand."""
        spans = [(one.start, one.end) for one in found]
        return self._tries["message"].vocabulary.quotes(text, spans)

    def find(self, text: Text, *, field: str = "message") -> list[Found]:
        """Return what is found and not taken back, from left to right."""
        return self.weigh(text, field=field)[0]

    def weigh(
        self, text: Text, *, field: str = "message"
    ) -> tuple[list[Found], frozenset[EnquiryKind]]:
        """Return what is found, and the kinds whose phrases were all taken back.

        *We are not looking for SEO* holds the words of a pitch and is none.
        """
        hits = self._tries[field].find(text)[:MOST_HITS]
        if not hits:
            return [], frozenset()
        found: list[Found] = []
        shielded: list[tuple[Hit, Shield]] = []
        for hit in hits:
            meaning = self._meanings[hit.phrase]
            if isinstance(meaning, Shield):
                shielded.append((hit, meaning))
            else:
                found.append(Found(hit.start, hit.end, meaning))
        before = {one.group.kind for one in found}
        for hit, shield in shielded:
            found = [one for one in found if not _shields(hit, shield, one, text)]
        kept = self._not_negated(_not_covered(found), text)
        return kept, frozenset(before - {one.group.kind for one in kept})

    def _not_negated(self, found: list[Found], text: Text) -> list[Found]:
        kept: list[Found] = []
        negated_until, chain_kind = -1, ""
        for one in found:
            chained = one.start - negated_until <= NEGATION_CHAIN and one.group.kind == chain_kind
            if self._negated(one, text) or (chained and not self._breaks(negated_until, one, text)):
                negated_until, chain_kind = one.end, one.group.kind
            else:
                kept.append(one)
        return kept

    def _negated(self, one: Found, text: Text) -> bool:
        words = text.words
        for place in range(one.start - 1, max(-1, one.start - 1 - NEGATION_REACH), -1):
            if words[place].breaks:
                break
            symbols = words[place].symbols
            if symbols and symbols[0] in self._contrasts:
                break
            if symbols and symbols[0] in self._before:
                return True
        if one.end >= len(words) or words[one.end - 1].breaks:
            return False
        symbols = words[one.end].symbols
        return bool(symbols) and symbols[0] in self._after

    def _breaks(self, end: int, one: Found, text: Text) -> bool:
        """Return whether a sentence ends, or a *but* stands, between a place and this phrase."""
        return any(
            text.words[place - 1].breaks
            or not self._contrasts.isdisjoint(text.words[place - 1].symbols[:1])
            for place in range(max(end, 1), one.start + 1)
        )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _shields(hit: Hit, shield: Shield, one: Found, text: Text) -> bool:
    if one.group.kind not in shield.against:
        return False
    if shield.scope == "message":
        return True
    if shield.scope == "sentence":
        return _same_sentence(hit, one, text)
    return one.start < hit.end and hit.start < one.end


def _same_sentence(hit: Hit, one: Found, text: Text) -> bool:
    first, last = min(hit.end, one.end), max(hit.start, one.start)
    return not any(text.words[place - 1].breaks for place in range(max(first, 1), last + 1))


def _not_covered(found: list[Found]) -> list[Found]:
    """Return those that no longer phrase covers, unless that one says the same with less weight."""
    if len(found) < 2:
        return found
    ranked = sorted(found, key=lambda one: (one.start - one.end, -one.group.weight))
    kept: list[Found] = []
    for one in ranked:
        if not any(_covers(other, one) for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.start)
    return kept


def _covers(longer: Found, one: Found) -> bool:
    """Return whether the longer phrase holds these words, or shares some and says more."""
    if one.start >= longer.end or longer.start >= one.end:
        return False
    within = longer.start <= one.start and one.end <= longer.end
    heavier = longer.group.weight >= one.group.weight
    if longer.group.kind is one.group.kind:
        return within and heavier
    return within or heavier


@cache
def shipped_phrase_book() -> PhraseBook:
    """Return the phrases that come with Wellspent, read once."""
    return PhraseBook(shipped_phrase_files())
