"""Text: a field of a draft as the rules read it, with the way back to the characters as given.

What was quoted from others and the signature are blanked out, so that nobody is told off for words
that they didn't write, and every place keeps its number.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from wellspent.collect.html_text import BREAKS, UNSEEN
from wellspent.collect.quoted_reply import own_lines
from wellspent.collect.signature import signature_range
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.finding import DraftField
from wellspent.review.suppressing.markers import cuts_of

_RETURNS = re.compile(r"\r+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class Span(NamedTuple):
    """Characters from `start` up to before `end` of a field's text."""

    start: int
    end: int
    field: DraftField = DraftField.BODY


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a line that ends without a point), and where it stands in the text."""

    text: str
    start: int
    end: int
    field: DraftField

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.start, self.end, self.field)

    @property
    def asks(self) -> bool:
        """Return whether it ends with a question mark."""
        return self.text.rstrip("\"'”’) ").endswith("?")


class Text:
    """A field of a draft.

    `given` is what was handed in; `plain` its text (without markup); `text` the same with all that
    isn't the writer's own now blanked out: same length, same places. `signature` is the signature,
    as it stands.
    """

    __slots__ = ("_at", "_sentences", "field", "given", "plain", "signature", "text")

    def __init__(self, given: str, field: DraftField, *, is_html: bool = False) -> None:
        self.field = field
        self.given = given
        self.plain, self._at = _plain_of_html(given) if is_html else _plain_of_text(given)
        self.text, self.signature = self.plain, ""
        if field is DraftField.BODY:
            self.text, self.signature = _own(self.plain)
        self._sentences: tuple[Sentence, ...] | None = None

    def given_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where these characters of `text` stand in the field as it was given."""
        if self._at is None:
            return start, end
        if start >= len(self._at):
            return len(self.given), len(self.given)
        first = self._at[start]
        if end <= start:
            return first, first
        last = self._at[end - 1]
        after = self._at[end] if end < len(self._at) else len(self.given)
        entity = _ENTITY.match(self.given, last, after)
        return first, entity.end() if entity else last + 1

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the writer's own sentences, in their order; a heading or list entry is one too."""
        if self._sentences is None:
            self._sentences = tuple(_sentences(self.text, self.field))
        return self._sentences

    def sentence_at(self, place: int) -> Sentence | None:
        """Return the sentence in which a character stands."""
        found = bisect_right(self.sentences, place, key=_start_of) - 1
        if found < 0 or place > self.sentences[found].end:
            return None
        return self.sentences[found]


def _start_of(sentence: Sentence) -> int:
    return sentence.start


def _own(plain: str) -> tuple[str, str]:
    """Return the text with quotes and signature blanked, and the signature."""
    lines = plain.splitlines(keepends=True)
    if len(lines) < 2:
        return plain, ""
    own = own_lines([line.rstrip("\r\n") for line in lines])
    written = [line if is_own else "\n" for line, is_own in zip(lines, own, strict=True)]
    start, end = signature_range(written)
    signature = "".join(written[start:end]).strip()
    kept = [line if is_own and not start <= place < end else _blank(line)
            for place, (line, is_own) in enumerate(zip(lines, own, strict=True))]  # fmt: skip
    return "".join(kept), signature


def _blank(line: str) -> str:
    bare = line.rstrip("\r\n")
    return " " * len(bare) + line[len(bare) :]


def _sentences(text: str, field: DraftField) -> Sequence[Sentence]:
    return [Sentence(text[start:end], start, end, field) for start, end in sentence_spans(text)]


def _plain_of_text(given: str) -> tuple[str, "_Shifted | None"]:
    """Return a plain text without comments and carriage returns, and where its letters stood."""
    cuts = [*cuts_of(given), *_comments(given)]
    if "\r" in given:
        cuts += [match.span() for match in _RETURNS.finditer(given)]
    if not cuts:
        return given, None
    pieces: list[str] = []
    kept = _Shifted()
    place = 0
    for start, end in sorted(cuts):
        if start > place:
            kept.add(place, start - place)
            pieces.append(given[place:start])
        place = max(place, end)
    kept.add(place, len(given) - place)
    return "".join([*pieces, given[place:]]), kept


class _Shifted:
    """Where the letters of a text stood in the one that it was cut out of."""

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._were: list[int] = []
        self._length = 0

    def add(self, was: int, length: int) -> None:
        """Let a piece that stood there come next."""
        self._begins.append(self._length)
        self._were.append(was)
        self._length += length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, place: int) -> int:
        piece = bisect_right(self._begins, place) - 1
        return self._were[piece] + place - self._begins[piece]


def _comments(given: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = given.find("<!--")
    while start >= 0 and (end := given.find("-->", start)) >= 0:
        found.append((start, end + 3))
        start = given.find("<!--", end)
    return found


def _without_comments(html: str) -> str:
    """Return HTML of the same length with an empty tag in place of each comment."""
    pieces: list[str] = []
    place = 0
    for start, end in _comments(html):
        pieces += [html[place:start], "<", "!" * (end - start - 2), ">"]
        place = end
    return "".join([*pieces, html[place:]])


def _plain_of_html(html: str) -> tuple[str, list[int]]:
    """Return what a person would read, and where each of its characters stands in the HTML."""
    letters: list[str] = []
    at: list[int] = []
    unseen, place = "", 0
    for number, piece in enumerate(_without_comments(html).split("<")):
        tag, closed, words = ("", ">", piece) if number == 0 else piece.partition(">")
        begin = place if number == 0 else place + len(tag) + 1
        name = tag.lstrip("/")[:20].partition(" ")[0].strip("/ \t\r\n").lower()
        if name in UNSEEN and not tag.startswith("/"):
            unseen = unseen or name
        elif tag.startswith("/") and name == unseen:
            unseen = ""
        if name in BREAKS and letters and letters[-1] != "\n":
            letters.append("\n")
            at.append(max(0, place - 1))
        if closed and not unseen:
            _say(words, begin, letters, at)
        place += len(piece) + 1
    return "".join(letters), at


def _say(words: str, begin: int, letters: list[str], at: list[int]) -> None:
    """Add seen words: entities as their letters, white space as a browser shows it."""
    place = 0
    for match in [*_ENTITY.finditer(words), None]:
        end = match.start() if match else len(words)
        for offset in range(place, end):
            letter = " " if words[offset].isspace() else words[offset]
            if letter != " " or (letters and letters[-1] not in " \n"):
                letters.append(letter)
                at.append(begin + offset)
        if match:
            for letter in unescape(match[0]):
                letters.append(" " if letter.isspace() else letter)
                at.append(begin + match.start())
            place = match.end()
