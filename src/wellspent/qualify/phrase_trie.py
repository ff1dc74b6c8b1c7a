"""Find many phrases in a text at once: the words of the text walk a tree of words.

The text is split once. Each distinct word is looked up once in its life (`Vocabulary`), also by
its beginning, its end, and one typing mistake away. From each word that begins a phrase, the tree
is walked as far as it goes: at most a phrase's length, with two gaps at most, so the time grows
with the length of the text and not with what is in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from rapidfuzz.distance import OSA

from wellspent.qualify.phrase_pattern import (
    GAP,
    LONGEST_GAP,
    NUMBER,
    Either,
    Parts,
    fold,
    split_words,
)

Symbols = tuple[str, ...]

SHORTEST_MISSPELT = 7
"""Words from this length on are also recognised with one typing mistake, after the first letter."""

KEPT_WORDS = 100_000
"""So many distinct words are remembered; then the memory starts afresh."""


class Hit(NamedTuple):
    """Phrase `phrase` (its number) stands in the words from `start` up to before `end`."""

    start: int
    end: int
    phrase: int


class Node:
    """A place within one phrase: which words lead on, and which phrases end here."""

    __slots__ = ("ends", "gaps", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[Node]] = {}
        self.gaps: list[Node] = []
        self.ends: list[int] = []


class State:
    """A place in all phrases at once: the nodes that the same words lead to, merged.

    Made when a text first leads there, so that loading stays fast and walking needs one look per
    word.
    """

    __slots__ = ("ends", "gap", "words")

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.ends = tuple(dict.fromkeys(end for node in nodes for end in node.ends))
        gaps = [gap for node in nodes for gap in node.gaps]
        self.gap = State(gaps) if gaps else None
        self.words: dict[str, State | list[Node]] = {}
        for node in nodes:
            for symbol, following in node.words.items():
                known = self.words.get(symbol)
                self.words[symbol] = following if known is None else [*_nodes(known), *following]

    def after(self, symbol: str) -> "State | None":
        """Return the place that this word leads to."""
        following = self.words.get(symbol)
        if type(following) is list:
            following = self.words[symbol] = State(following)
        return cast("State | None", following)


def _nodes(following: State | list[Node]) -> list[Node]:
    return cast(list[Node], following)


class Word(NamedTuple):
    """What is known of a word: the symbols that it is, and the places that it leads to first."""

    symbols: Symbols
    entries: tuple[State, ...]


UNKNOWN = Word((), ())


class Vocabulary(dict[str, Word]):
    """The words as they are written, each with what is known of it; filled as words come."""

    def __init__(self, root: State, symbols: Iterable[str]) -> None:
        super().__init__()
        self._root = root
        self._symbols = frozenset(symbols)
        self._beginnings = {one[:-1] for one in self._symbols if one.endswith(GAP)}
        self._endings = {one[1:] for one in self._symbols if one.startswith(GAP)}
        self._sizes = sorted({len(one) for one in self._beginnings | self._endings})
        self._near = _with_letters_left_out(self._symbols)

    def __missing__(self, written: str) -> Word:
        if len(self) >= KEPT_WORDS:
            self.clear()
        symbols = self._symbols_of(fold(written[:60]))
        states = [self._root.after(symbol) for symbol in symbols]
        entries = tuple(state for state in states if state is not None)
        word = Word(symbols, entries) if symbols else UNKNOWN
        self[written] = word
        return word

    def _symbols_of(self, word: str) -> Symbols:
        found = self._exact_symbols(word)
        if found or len(word) < SHORTEST_MISSPELT or word[0].isdigit():
            return found
        meant = self._meant_by(word)
        return self._exact_symbols(meant) if meant else ()

    def _exact_symbols(self, word: str) -> Symbols:
        found = [word] if word in self._symbols else []
        if word[0].isdigit() and NUMBER in self._symbols:
            found.append(NUMBER)
        for size in self._sizes:
            if size > len(word):
                break
            if word[:size] in self._beginnings:
                found.append(word[:size] + GAP)
            if word[-size:] in self._endings:
                found.append(GAP + word[-size:])
        return tuple(found)

    def _meant_by(self, word: str) -> str:
        """Return the known word that is one typing mistake away; nothing when there is none."""
        for shorter in _letter_left_out(word):
            for near in self._near.get(shorter, ()):
                if OSA.distance(word, near, score_cutoff=1) == 1:
                    return near
        return ""


def _letter_left_out(word: str) -> list[str]:
    """Return the word and all it becomes without one of its letters, the first one kept."""
    return [word] + [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _with_letters_left_out(symbols: Iterable[str]) -> dict[str, list[str]]:
    """Return the words by what they become without one letter (the SymSpell index)."""
    index: dict[str, list[str]] = {}
    for symbol in symbols:
        if len(symbol) >= SHORTEST_MISSPELT and symbol.isalpha():
            for shorter in _letter_left_out(symbol):
                index.setdefault(shorter, []).append(symbol)
    return index


_BREAK = re.compile(r"[!?;]|\.\s|\n\s*\n").search


@lru_cache(maxsize=4096)
def is_break(separator: str) -> bool:
    """Return whether what stands between two words ends a sentence."""
    return _BREAK(separator) is not None


@dataclass(frozen=True, slots=True)
class SplitText:
    """A text as `parts`: separators and words in turn, and what is known of the words."""

    parts: Sequence[str]
    words: Sequence[Word]

    def between(self, start: int, end: int) -> str:
        """Return the words from `start` up to before `end`, exactly as they are written."""
        return "".join(self.parts[2 * start + 1 : 2 * end])

    def breaks_before(self, place: int) -> bool:
        """Return whether a sentence ends before this word."""
        return is_break(self.parts[2 * place])


class PhraseTrie:
    """Phrases by number, to be found in texts."""

    def __init__(
        self, phrases: Iterable[tuple[int, Parts]], *, also_known: Iterable[str] = ()
    ) -> None:
        root, symbols = Node(), set(also_known)
        for number, parts in phrases:
            for last in _lay(parts, [root], symbols):
                last.ends.append(number)
        self._vocabulary = Vocabulary(State([root]), symbols)

    def split(self, text: str) -> SplitText:
        """Return the text split into words that this trie knows or not."""
        parts = split_words(text)
        return SplitText(parts, list(map(self._vocabulary.__getitem__, parts[1::2])))

    def find(self, text: SplitText) -> list[Hit]:
        """Return where phrases stand, from left to right."""
        hits: list[Hit] = []
        for place, word in enumerate(text.words):
            for state in word.entries:
                _follow(state, text, place, place + 1, hits)
        return hits


def _lay(parts: Parts, open_ends: list[Node], symbols: set[str]) -> list[Node]:
    """Lay a phrase's parts after these nodes; return the nodes where it ends."""
    for part in parts:
        following = Node()
        if isinstance(part, Either):
            ends = [end for way in part.ways for end in _lay(way, open_ends, symbols)]
            open_ends = [*open_ends, *ends] if part.may_miss else ends
            continue
        for node in open_ends:
            if part == GAP:
                node.gaps.append(following)
            else:
                node.words.setdefault(part, []).append(following)
                symbols.add(part)
        open_ends = [following]
    return open_ends


def _follow(state: State, text: SplitText, start: int, at: int, hits: list[Hit]) -> None:
    """Add the phrases that end in this place or beyond it, where word `at` comes next."""
    for phrase in state.ends:
        hits.append(Hit(start, at, phrase))
    words = text.words
    if at >= len(words) or text.breaks_before(at):
        return
    if state.words:
        for symbol in words[at].symbols:
            if symbol in state.words:
                _follow(cast(State, state.after(symbol)), text, start, at + 1, hits)
    if state.gap is not None:
        _follow_gap(state.gap, text, start, at, hits)


def _follow_gap(gap: State, text: SplitText, start: int, at: int, hits: list[Hit]) -> None:
    last = min(at + LONGEST_GAP, len(text.words) - 1)
    for place in range(at, last + 1):
        if text.breaks_before(place):
            return
        for symbol in text.words[place].symbols:
            if symbol in gap.words:
                _follow(cast(State, gap.after(symbol)), text, start, place + 1, hits)
