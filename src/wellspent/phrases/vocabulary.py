"""The words of a text, each looked up once in its life.

A text is cut at white space, and what is known of each piece (*quote,*) is remembered: the words in
it, which symbols of phrases they are, also by their beginning, their end and one typing mistake
away, and whether a sentence ends there. So reading a text is little more than one look-up per word.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import Generic, TypeVar

from wellspent.phrases.pattern import GAP, NUMBER, fold, split_words

SHORTEST_MISSPELT = 7
"""Words from this length on are also recognised with one typing mistake, after the first letter."""

KEPT_PIECES = 100_000
"""So many distinct pieces are remembered; then the memory starts afresh."""

LONGEST_KEPT = 80
"""Longer pieces are no words and aren't remembered."""

_SPACES = re.compile(r"(\s+)")
_BREAK = re.compile(r"[!?;]|\.(?!\w)|:$").search

Entry = TypeVar("Entry")


@dataclass(slots=True)
class Word(Generic[Entry]):
    """A word in a piece of text: its symbols, where phrases that begin with it go on from.

    `breaks` says that a sentence ends after it. It stands in its piece from `start` to `end`.
    """

    symbols: tuple[str, ...]
    entries: tuple[Entry, ...]
    breaks: bool
    start: int
    end: int


@dataclass(slots=True)
class SplitText(Generic[Entry]):
    """A text, its pieces between white space, and the words in them."""

    text: str
    pieces: Sequence[str]
    words: Sequence[Word[Entry]]


class Vocabulary(dict[str, tuple[Word[Entry], ...]]):
    """What is known of the pieces of texts; filled as they come."""

    def __init__(
        self,
        symbols: Iterable[str],
        entry_of: Callable[[str], Entry | None],
        misspelt: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._entry_of = entry_of
        self._symbols = frozenset(symbols)
        self._beginnings = {one[:-1] for one in self._symbols if one.endswith(GAP)}
        self._endings = {one[1:] for one in self._symbols if one.startswith(GAP)}
        self._sizes = sorted({len(one) for one in self._beginnings | self._endings})
        self._near = _with_letters_left_out(misspelt)

    def split(self, text: str) -> SplitText[Entry]:
        """Return the text split into words."""
        pieces = text.split()
        return SplitText(text, pieces, list(chain.from_iterable(map(self.__getitem__, pieces))))

    def quotes(self, text: SplitText[Entry], spans: Sequence[tuple[int, int]]) -> list[str]:
        """Return the words from `start` up to before `end` of each span, exactly as they stand."""
        return [text.text[start:end] for start, end in self.spans(text, spans)]

    def spans(
        self, text: SplitText[Entry], spans: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return the characters on which the words from `start` up to before `end` stand."""
        if not spans:
            return []
        starts = _starts(text.text, text.pieces)
        words_in = map(len, map(self.__getitem__, text.pieces))
        places = list(chain.from_iterable(map(repeat, starts, words_in)))
        words = text.words
        return [
            (places[start] + words[start].start, places[end - 1] + words[end - 1].end)
            for start, end in spans
        ]

    def __missing__(self, piece: str) -> tuple[Word[Entry], ...]:
        words = tuple(self._words_of(piece))
        if len(piece) <= LONGEST_KEPT:
            if len(self) >= KEPT_PIECES:
                self.clear()
            self[piece] = words
        return words

    def _words_of(self, piece: str) -> Iterable[Word[Entry]]:
        parts = split_words(piece)
        at = len(parts[0])
        if len(parts) == 1 and _BREAK(piece):
            yield Word((), (), True, 0, len(piece))
        for place in range(1, len(parts), 2):
            symbols = self._symbols_of(fold(parts[place][:LONGEST_KEPT]))
            found = [self._entry_of(symbol) for symbol in symbols]
            entries = tuple(entry for entry in found if entry is not None)
            end = at + len(parts[place])
            yield Word(symbols, entries, self._breaks(parts, place), at, end)
            at = end + len(parts[place + 1])

    def _breaks(self, parts: Sequence[str], place: int) -> bool:
        after = parts[place + 1]
        last = place + 2 == len(parts)
        return bool(after) and (last or len(after) > 1) and _BREAK(after) is not None

    def _symbols_of(self, word: str) -> tuple[str, ...]:
        found = self._exact_symbols(word)
        if found or len(word) < SHORTEST_MISSPELT or word[0].isdigit():
            return found
        meant = self._meant_by(word)
        return self._exact_symbols(meant) if meant else ()

    def _exact_symbols(self, word: str) -> tuple[str, ...]:
        found = [word] if word in self._symbols else []
        if word[:1].isdigit() and NUMBER in self._symbols:
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
        if not self._near:
            return ""
        from rapidfuzz.distance import OSA  # not for those who look for no misspelt words: 20 ms

        for shorter in _letter_left_out(word):
            for near in self._near.get(shorter, ()):
                if OSA.distance(word, near, score_cutoff=1) == 1:
                    return near
        return ""


def _starts(text: str, pieces: Sequence[str]) -> list[int]:
    """Return where each piece of a text stands that was cut at white space."""
    parts = _SPACES.split(text)
    ends = [0, *accumulate(map(len, parts))]
    return ends[0 if parts[0] else 2 : 2 * len(pieces) + 2 : 2][: len(pieces)]


def _letter_left_out(word: str) -> list[str]:
    """Return the word and all it becomes without one of its letters, the first one kept."""
    return [word] + [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _with_letters_left_out(symbols: Iterable[str]) -> dict[str, list[str]]:
    """Return the words by what they become without one letter (the SymSpell index)."""
    index: dict[str, list[str]] = {}
    for symbol in sorted(symbols):
        if len(symbol) >= SHORTEST_MISSPELT and symbol.isalpha():
            for shorter in _letter_left_out(symbol):
                index.setdefault(shorter, []).append(symbol)
    return index
