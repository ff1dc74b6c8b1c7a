"""Message: a draft made ready for the rules, with what is known of its reader and of ourselves.

What several rules need is reckoned once, when the first of them asks.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from wellspent.phrases.language_of import language_of_pieces
from wellspent.phrases.phrase_groups import GroupKey, PhraseBook, Spans
from wellspent.records.draft import Draft, DraftChannel
from wellspent.records.finding import DraftField
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.phrase_groups import find_in
from wellspent.review.reading.greeting import greeting_end, label_end, line_at, starts_of
from wellspent.review.reading.text import Sentence, Span, Text

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Result = TypeVar("Result")

_BODY = DraftField.BODY

OWN_WORDS = "message"
"""The file of words that a message itself is read with."""

SHARED_WORDS = (
    OWN_WORDS,
    "asks",
    "booked_unasked",
    "large_ask",
    "about_reader",
    "raised",
    "value_for_reader",
    "sentence_kinds",
    "generic_opener",
    "person_responsible",
    "empty_check_in",
    "guilt",
    "entitlement",
    "break_up",
    "flattery",
    "sarcasm",
    "false_urgency",
    "hype",
)
"""Files of words that belong to no single rule: several read them."""


class Message:
    """A draft as the rules see it.

    `subject` and `body` are its texts; a span is a place in `text` of one of them. `hangs_on_now`
    tells whether anything that was read of it so far did.
    """

    def __init__(
        self,
        draft: Draft,
        *,
        book: PhraseBook,
        now: datetime,
        reader: Reader | None = None,
        company: Company | None = None,
    ) -> None:
        """Take the draft, the phrases of all rules, and what is known around it."""
        self.draft = draft
        self.hangs_on_now = False
        self._now = now
        self.reader = reader
        self.company = company
        self.subject = Text(draft.subject, DraftField.SUBJECT)
        self.body = Text(draft.body, DraftField.BODY, is_html=draft.is_html)
        self._book = book
        self._keys = book.keys
        self._unread: list[str] = []
        self._known: dict[Callable[..., Any], object] = {}

    @property
    def now(self) -> datetime:
        """Return the present; what asks for it hangs on it."""
        self.hangs_on_now = True
        return self._now

    def part(self, start: int, end: int) -> "Message":
        """Return a message of a part of the body's text, which begins and ends at these places."""
        draft = replace(
            self.draft,
            subject=self.draft.subject if start == 0 else "",
            body=self.body.text[start:end],
            is_html=False,
        )
        return Message(
            draft, book=self._book, now=self.now, reader=self.reader, company=self.company
        )

    def once(self, read: Callable[["Message"], Result]) -> Result:
        """Return what a function makes of this message, reckoned the first time only."""
        known = self._known
        if read not in known:
            known[read] = read(self)
        return cast(Result, known[read])

    def leave_unread(self, why: str) -> None:
        """Note what the rule that runs could not look at; the review says so."""
        self._unread.append(why)

    def take_unread(self) -> Sequence[str]:
        """Return what was noted since the last rule, each once."""
        if not self._unread:
            return ()
        noted, self._unread = self._unread, []
        return list(dict.fromkeys(noted))

    def hits(self, words: str, group: str, field: DraftField = DraftField.BODY) -> list[Span]:
        """Return where phrases of a group of a rule's file of words stand in a field.

        The list belongs to the message; whoever wants to change it takes a copy.
        """
        key = (words, group)
        found = (self._body_hits if field is _BODY else self._subject_hits).get(key)
        if found is None:
            if key not in self._keys:
                raise KeyError(f"words/{words}.toml has no group [{group}]")
            return []
        return found

    def spoken(self, field: DraftField = DraftField.BODY) -> frozenset[str]:
        """Return the files of words of which any phrase stands in a field: mostly few do."""
        return self._body_spoken if field is _BODY else self._subject_spoken

    def says_anywhere(self, words: str, group: str) -> bool:
        """Return whether phrases of a group stand in body or signature, in any language."""
        return bool(self.hits(words, group)) or (words, group) in self._said_anywhere

    def quote(self, span: Span) -> str:
        """Return the words of a span."""
        return self.field(span.field).text[span.start : span.end]

    def field(self, field: DraftField) -> Text:
        """Return one of its texts."""
        return self.body if field is DraftField.BODY else self.subject

    @cached_property
    def language(self) -> str:
        """Return the language that it is in (`en`, `de`, `fr`, `es`, `other`), or nothing."""
        return language_of_pieces(self._split_body.pieces)

    @cached_property
    def greeting(self) -> Span | None:
        """Return where it greets: the first line's *Hi Anna,*; None when it doesn't."""
        text = self.body.text
        start = len(text) - len(text.lstrip())
        if self.draft.channel is DraftChannel.CALL_SCRIPT:
            start = label_end(text, start)
        line = line_at(text, start)
        found = find_in(OWN_WORDS, line)
        greets, addresses, speaks, no_names = (
            starts_of(found.get(group, []))
            for group in ("greeting", "addressee", "speaks", "not_a_name")
        )
        if greets(line, 0) is None and no_names(line, 0) is not None:
            return None
        end = greeting_end(line, greets, addresses, speaks, is_name=self._is_readers_name)
        return Span(start, start + end) if end else None

    def _is_readers_name(self, words: str) -> bool:
        """Return whether these are (part of) the name of the contact whom it is for."""
        contact = self.reader.contact if self.reader else None
        names = contact.name.casefold().split() if contact else []
        return bool(names) and set(words.casefold().split()) <= set(names)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the body's sentences after the greeting."""
        after = self.greeting.end if self.greeting else 0
        rests = [self._after(after, sentence) for sentence in self.body.sentences]
        return tuple(sentence for sentence in rests if sentence is not None)

    def _after(self, place: int, sentence: Sentence) -> Sentence | None:
        """Return what of a sentence stands after a place."""
        if sentence.start >= place:
            return sentence
        rest = self.body.text[place : sentence.end].lstrip(" \t\n,–-:")
        if not any(letter.isalnum() for letter in rest):
            return None
        return Sentence(rest, sentence.end - len(rest), sentence.end, sentence.field)

    @property
    def opening(self) -> Sentence | None:
        """Return the first sentence after the greeting."""
        return self.sentences[0] if self.sentences else None

    @cached_property
    def words(self) -> list[str]:
        """Return the words that the writer wrote in the body, in lower case."""
        text = self.body.text
        if text.isascii():
            return _WORD.findall(text.lower())
        return [word.lower() for word in _WORD.findall(text)]

    @cached_property
    def _split_body(self):
        return self._book.split(self.body.text)

    @cached_property
    def _read_body(self):
        return self._book.read(self._split_body)

    @cached_property
    def _body_hits(self) -> Mapping[GroupKey, list[Span]]:
        return _as_spans(self._book.grouped(self._read_body, self._told_language), _BODY)

    @cached_property
    def _subject_hits(self) -> Mapping[GroupKey, list[Span]]:
        found = self._book.find(self._book.split(self.subject.text), self._told_language)
        return _as_spans(found, DraftField.SUBJECT)

    @cached_property
    def _body_spoken(self) -> frozenset[str]:
        return frozenset([words for words, _ in self._body_hits])

    @cached_property
    def _subject_spoken(self) -> frozenset[str]:
        return frozenset([words for words, _ in self._subject_hits])

    @cached_property
    def _said_anywhere(self) -> frozenset[GroupKey]:
        """What is said in any language: in the body, and in the signature with all below it."""
        signature = self._book.read(self._book.split(self.body.signature))
        return self._book.groups_in([*self._read_body, *signature])

    @cached_property
    def _told_language(self) -> str:
        return "" if self.language == "other" else self.language


def _as_spans(found: Mapping[GroupKey, Spans], field: DraftField) -> dict[GroupKey, list[Span]]:
    return {key: [Span(start, end, field) for start, end in spans] for key, spans in found.items()}
