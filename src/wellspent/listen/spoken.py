"""Spoken: a conversation read once, sentence by sentence, with the phrases that stand in each."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wellspent.phrases.language_of import OTHER, OURS, language_of
from wellspent.phrases.phrase_groups import GroupKey, PhraseBook, Spans
from wellspent.phrases.quotations import quotations
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.conversation import Conversation, Side, Turn
from wellspent.records.heard import Quote

LONGEST_QUOTE = 300
"""Characters; of a longer sentence only the words around what was found are quoted."""

WORDS_TO_TELL = 12
"""Shorter turns are taken to be in the language of the whole conversation."""

LOOK_AHEAD = 100
"""So many later turns of a side are looked through for an answer or for what was promised."""

READ_TO_TELL = 4_000
"""So many characters of a conversation are read to tell its language."""

_CITED = re.compile(r"^[ \t]{0,4}>.{0,2000}", re.MULTILINE)

_NO_HITS: Mapping[GroupKey, Spans] = {}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a turn: where it stands, and where in the turn each group's phrases do."""

    turn: int
    place: int
    start: int
    end: int
    text: str
    side: Side
    language: str
    hits: Mapping[GroupKey, Spans]

    @property
    def asks(self) -> bool:
        """Return whether it ends with a question mark."""
        return self.text.rstrip("\"'”’»)! ").endswith("?")

    def has(self, file: str, *groups: str) -> bool:
        """Return whether phrases of one of these groups stand in it."""
        return any((file, group) in self.hits for group in groups)

    def spans(self, file: str, group: str) -> Spans:
        """Return where a group's phrases stand in the turn."""
        return self.hits.get((file, group), [])


@dataclass(frozen=True)
class Spoken:
    """A conversation and its sentences, in their order; those of programs are left out."""

    conversation: Conversation
    sentences: Sequence[Said]
    language: str
    unread: int = field(default=0)
    """How many turns are in a language that isn't read."""

    @cached_property
    def by_turn(self) -> Mapping[int, Sequence[Said]]:
        """Return the sentences of each turn."""
        turns: dict[int, list[Said]] = {}
        for said in self.sentences:
            turns.setdefault(said.turn, []).append(said)
        return turns

    def after(self, turn: int, side: Side) -> Iterator[tuple[int, Sequence[Said]]]:
        """Yield the next turns of a side and their sentences, at most `LOOK_AHEAD` of them."""
        turns = self._turns_of[side]
        first = bisect_right(turns, turn)
        for number in turns[first : first + LOOK_AHEAD]:
            yield number, self.by_turn[number]

    @cached_property
    def _turns_of(self) -> Mapping[Side, Sequence[int]]:
        turns: dict[Side, list[int]] = {side: [] for side in Side}
        for number, sentences in self.by_turn.items():
            turns[sentences[0].side].append(number)
        return turns

    def of(self, side: Side) -> Sequence[Said]:
        """Return the sentences of one side."""
        return [said for said in self.sentences if said.side is side]

    def quote(self, said: Said, spans: Sequence[tuple[int, int]] = ()) -> Quote:
        """Return a sentence as a quote; of a very long one the words around some spans."""
        start, end = said.start, said.end
        text = self.conversation.turns[said.turn].text
        if end - start > LONGEST_QUOTE and spans:
            start, end = _around(text, said, spans)
        speaker = self.conversation.speakers[self.conversation.turns[said.turn].speaker]
        return Quote(
            turn=said.turn, start=start, end=end, text=text[start:end], speaker=speaker.label
        )


def _around(text: str, said: Said, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    room = max(0, LONGEST_QUOTE - (last - first)) // 2
    start, end = max(said.start, first - room), min(said.end, last + room)
    while start > said.start and start < first and not text[start - 1].isspace():
        start += 1
    while end < said.end and end > last and not text[end].isspace():
        end -= 1
    return start, end


def read_conversation(conversation: Conversation, book: PhraseBook) -> Spoken:
    """Return the sentences of a conversation with the phrases that stand in them."""
    language = _language(conversation)
    sentences: list[Said] = []
    unread = 0
    for number, turn in enumerate(conversation.turns):
        if turn.automatic or not turn.text.strip():
            continue
        spoken = _language_of_turn(turn, language)
        if spoken == OTHER:
            unread += 1
            continue
        sentences += _sentences(number, turn, conversation.side_of(number), spoken, book)
    return Spoken(conversation, sentences, language, unread)


def _language(conversation: Conversation) -> str:
    given = conversation.language[:2].lower()
    if given:
        return given if given in OURS else OTHER
    texts, length = list[str](), 0
    for turn in conversation.turns:
        texts.append(turn.text[: READ_TO_TELL - length])
        length += len(turn.text)
        if length > READ_TO_TELL:
            break
    return language_of(" ".join(texts))


def _language_of_turn(turn: Turn, language: str) -> str:
    if len(turn.text) > 4 * WORDS_TO_TELL and len(turn.text[:600].split()) >= WORDS_TO_TELL:
        return language_of(turn.text) or language
    return language


def _sentences(
    number: int, turn: Turn, side: Side, language: str, book: PhraseBook
) -> Sequence[Said]:
    text = turn.text
    bounds = sentence_spans(text)
    found = book.find(book.split(text), language)
    quoted = sorted([*quotations(text), *cited(text)]) if found else []
    starts = [start for start, _ in bounds]
    hits: dict[int, dict[GroupKey, Spans]] = {}
    for key, spans in found.items():
        for span in spans:
            place = bisect_right(starts, span[0]) - 1
            if place >= 0 and not _lies_in(span, quoted):
                hits.setdefault(place, {}).setdefault(key, []).append(span)
    return [
        Said(number, place, start, end, text[start:end], side, language, hits.get(place, _NO_HITS))
        for place, (start, end) in enumerate(bounds)
    ]


def cited(text: str) -> list[tuple[int, int]]:
    """Return where lines begin with *>*: somebody else's words, cited in a chat."""
    return [match.span() for match in _CITED.finditer(text)] if ">" in text else []


def _lies_in(span: tuple[int, int], quoted: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(quoted, (span[0], span[0])) - 1
    return before >= 0 and span[1] <= quoted[before][1]
