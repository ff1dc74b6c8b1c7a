"""Find many phrases in a text at once: the words of the text walk through all phrases together.

From each word that begins a phrase, the walk goes as far as any phrase does: at most a phrase's
length, with few gaps, so the time grows with the length of the text and not with what is in it.
"""

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple, cast

from wellspent.phrases.pattern import GAP, LONGEST_GAP, Either, Parts
from wellspent.phrases.vocabulary import SplitText, Vocabulary, Word


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

    def after(self, symbol: str) -> "State":
        """Return the place that this word leads to; it must be one of `words`."""
        following = self.words[symbol]
        if isinstance(following, State):
            return following
        state = self.words[symbol] = State(following)
        return state


def _nodes(following: State | list[Node]) -> list[Node]:
    return cast(list[Node], following)


Words = Sequence[Word[State]]


class PhraseTrie:
    """Phrases by number, to be found in texts."""

    def __init__(
        self,
        phrases: Iterable[tuple[int, Parts]],
        *,
        misspelt: Container[int] = (),
        also_known: Iterable[str] = (),
    ) -> None:
        """Take the phrases; words of those numbered in `misspelt` are found with a mistake too."""
        symbols, often_misspelt = set(also_known), set[str]()
        self._beginning_with: dict[str, list[tuple[int, Parts]]] = {}
        for number, parts in phrases:
            own = set[str]()
            _gather(parts, own)
            for symbol in _firsts(parts):
                self._beginning_with.setdefault(symbol, []).append((number, parts))
            symbols |= own
            if number in misspelt:
                often_misspelt |= own
        self.vocabulary = Vocabulary(symbols, self._beginning, often_misspelt)
        self._beginnings: dict[str, State] = {}

    def _beginning(self, symbol: str) -> State | None:
        """Return the place that this word leads to, or None; laid when a text first has the word.

        Most texts hold few of the words that phrases begin with, and laying all takes a while.
        """
        if symbol not in self._beginning_with:
            return None
        if symbol not in self._beginnings:
            root = Node()
            for number, parts in self._beginning_with[symbol]:
                for last in _lay(parts, [root]):
                    last.ends.append(number)
            self._beginnings[symbol] = State([root]).after(symbol)
        return self._beginnings[symbol]

    def find(self, text: SplitText[State]) -> list[Hit]:
        """Return where phrases stand, from left to right."""
        hits: list[Hit] = []
        words = text.words
        beginnings = [place for place, word in enumerate(words) if word.entries]
        for place in beginnings:
            for state in words[place].entries:
                if state.gap is not None or state.ends or _goes_on(state, words, place + 1):
                    _follow(state, words, place, place + 1, hits)
        return hits


def _goes_on(state: State, words: Words, at: int) -> bool:
    """Return whether the next word leads on: most beginnings end here."""
    if at < len(words):
        for symbol in words[at].symbols:
            if symbol in state.words:
                return True
    return False


def _gather(parts: Parts, symbols: set[str]) -> None:
    """Add the words of a phrase."""
    for part in parts:
        if isinstance(part, Either):
            for way in part.ways:
                _gather(way, symbols)
        elif part != GAP:
            symbols.add(part)


def _firsts(parts: Parts) -> set[str]:
    """Return the words that a phrase may begin with."""
    firsts = set[str]()
    for part in parts:
        if not isinstance(part, Either):
            return firsts | {part}
        firsts.update(*map(_firsts, part.ways))
        if not _may_miss(part):
            break
    return firsts


def _may_miss(part: str | Either) -> bool:
    """Return whether nothing at all is enough for this part."""
    if not isinstance(part, Either):
        return False
    return part.may_miss or any(all(map(_may_miss, way)) for way in part.ways)


def _lay(parts: Parts, open_ends: list[Node], last: Node | None = None) -> list[Node]:
    """Lay a phrase's parts after these nodes; return the nodes where it ends.

    With `last`, it ends there: so the ways of a choice lead to one place, and what follows is laid
    once.
    """
    for number, part in enumerate(parts, start=1):
        following = last if last is not None and number == len(parts) else Node()
        if isinstance(part, Either):
            ways = [_lay(way, open_ends, following) for way in part.ways]
            ends = [end for way in ways for end in way]
            open_ends = list(dict.fromkeys([*open_ends, *ends] if part.may_miss else ends))
            continue
        for node in open_ends:
            if part == GAP:
                node.gaps.append(following)
            else:
                node.words.setdefault(part, []).append(following)
        open_ends = [following]
    return open_ends


def _follow(state: State, words: Words, start: int, at: int, hits: list[Hit]) -> None:
    """Add the phrases that end in this place or beyond it, where word `at` comes next."""
    if state.ends:
        hits.extend(Hit(start, at, phrase) for phrase in state.ends)
    if at == len(words) or words[at - 1].breaks:
        return
    known = state.words
    for symbol in words[at].symbols:
        if symbol in known:
            _follow(state.after(symbol), words, start, at + 1, hits)
    if state.gap is not None:
        _follow_gap(state.gap, words, start, at, hits)


def _follow_gap(gap: State, words: Words, start: int, at: int, hits: list[Hit]) -> None:
    known = gap.words
    for place in range(at, min(at + LONGEST_GAP + 1, len(words))):
        word = words[place]
        for symbol in word.symbols:
            if symbol in known:
                _follow(gap.after(symbol), words, start, place + 1, hits)
        if word.breaks:
            return
