"""Find many phrases in a text at once: the words of the text walk through all phrases together.

From each word that begins a phrase, the walk goes as far as any phrase does: at most a phrase's
length, with few gaps, so the time grows with the length of the text and not with what is in it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from wellspent.qualify.phrase_pattern import GAP, LONGEST_GAP, Either, Parts
from wellspent.qualify.phrase_vocabulary import SplitText, Vocabulary, Word


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


Words = Sequence[Word[State]]


class PhraseTrie:
    """Phrases by number, to be found in texts."""

    def __init__(
        self, phrases: Iterable[tuple[int, Parts]], *, also_known: Iterable[str] = ()
    ) -> None:
        root, symbols = Node(), set(also_known)
        for number, parts in phrases:
            for last in _lay(parts, [root], symbols):
                last.ends.append(number)
        self.vocabulary = Vocabulary(symbols, State([root]).after)

    def find(self, text: SplitText[State]) -> list[Hit]:
        """Return where phrases stand, from left to right."""
        hits: list[Hit] = []
        words = text.words
        for place, word in enumerate(words):
            for state in word.entries:
                _follow(state, words, place, place + 1, hits)
        return hits


def _lay(parts: Parts, open_ends: list[Node], symbols: set[str]) -> list[Node]:
    """Lay a phrase's parts after these nodes; return the nodes where it ends."""
    for part in parts:
        if isinstance(part, Either):
            ends = [end for way in part.ways for end in _lay(way, open_ends, symbols)]
            open_ends = [*open_ends, *ends] if part.may_miss else ends
            continue
        following = Node()
        for node in open_ends:
            if part == GAP:
                node.gaps.append(following)
            else:
                node.words.setdefault(part, []).append(following)
                symbols.add(part)
        open_ends = [following]
    return open_ends


def _follow(state: State, words: Words, start: int, at: int, hits: list[Hit]) -> None:
    """Add the phrases that end in this place or beyond it, where word `at` comes next."""
    for phrase in state.ends:
        hits.append(Hit(start, at, phrase))
    if at == len(words) or words[at - 1].breaks:
        return
    known = state.words
    for symbol in words[at].symbols:
        if symbol in known:
            _follow(cast(State, state.after(symbol)), words, start, at + 1, hits)
    if state.gap is not None:
        _follow_gap(state.gap, words, start, at, hits)


def _follow_gap(gap: State, words: Words, start: int, at: int, hits: list[Hit]) -> None:
    known = gap.words
    for place in range(at, min(at + LONGEST_GAP + 1, len(words))):
        symbols, _, breaks, _, _ = words[place]
        for symbol in symbols:
            if symbol in known:
                _follow(cast(State, gap.after(symbol)), words, start, place + 1, hits)
        if breaks:
            return
