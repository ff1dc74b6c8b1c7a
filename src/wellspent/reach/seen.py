"""Seen: an account's history read once for signs of roles: who spoke, and which phrases stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from wellspent.phrases.language_of import OURS, language_of
from wellspent.phrases.phrase_groups import GroupKey, Spans
from wellspent.phrases.quotations import quotations
from wellspent.phrases.sentences import sentence_spans
from wellspent.reach.role_phrases import role_phrases
from wellspent.reach.whom import People
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.heard import Heard, Quote

LONGEST_QUOTE: Final = 300
READ_TO_TELL: Final = 4_000
_LAST_SPACE: Final = re.compile(r"(?s)(.{1,300}(?<!\s))\s")
_CLAUSE_END: Final = re.compile(r"[,;:.!?()\n]| (?:and|but|und|aber|et|mais|y|pero) ")
SURE: Final = 0.8
"""How sure a phrase alone is: the share of quotes that were right when it was measured."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a turn in which a phrase of ours stands, with where in the turn it does."""

    talk: Conversation
    turn: int
    start: int
    text: str
    hits: Mapping[GroupKey, Spans]

    def after(self, file: str, group: str) -> str:
        """Return what comes after the first phrase of a group, up to the end of its clause."""
        spans = self.hits.get((file, group), [])
        rest = self.text[spans[0][1] - self.start :] if spans else ""
        return _CLAUSE_END.split(rest, maxsplit=1)[0]

    def has(self, file: str, *groups: str) -> bool:
        """Return whether phrases of one of these groups stand in it."""
        return any((file, group) in self.hits for group in groups)

    @property
    def asks(self) -> bool:
        """Return whether it ends with a question mark."""
        return self.text.rstrip("\"'”’»)! ").endswith("?")

    @property
    def side(self) -> Side:
        """Return whose side its speaker is on."""
        return self.talk.side_of(self.turn)

    @property
    def contact_id(self) -> str:
        """Return the contact who said it, empty if they aren't known."""
        return speaker_of(self.talk, self.turn)


class Seen:
    """An account's history, and what is found in it for signs of roles."""

    def __init__(self, history: AccountHistory) -> None:
        """Take a history; its conversations are read when they are first asked for."""
        self.history = history
        self.people = People(history.contacts)
        self.contacts: Mapping[str, Contact] = {one.id: one for one in history.contacts}

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Return the sentences in which phrases of ours stand, conversation by conversation."""
        return [each for heard in self.history.conversations for each in _read(heard.conversation)]

    def said(self, file: str, group: str, *, questions: bool = False) -> Iterator[Sentence]:
        """Yield sentences of known contacts with a phrase; of questions only when asked for."""
        for each in self.sentences:
            theirs = each.side is Side.CUSTOMER and each.contact_id
            if theirs and each.has(file, group) and (questions or not each.asks):
                yield each

    def sign(self, kind: SignOfRole, sentence: Sentence, *, certainty: float = SURE) -> RoleSign:
        """Return a sentence as a sign of its speaker's role."""
        return RoleSign(
            kind=kind,
            contact_id=sentence.contact_id,
            account_id=sentence.talk.account_id,
            certainty=certainty,
            evidence=turn_evidence(sentence.talk, sentence.turn, sentence.text),
            conversation_id=sentence.talk.id,
            turn=sentence.turn,
        )

    def named_sign(self, kind: SignOfRole, sentence: Sentence, *, about: str) -> RoleSign:
        """Return a sentence as a sign of somebody whom it names and we don't know."""
        own = self.sign(kind, sentence)
        return replace(own, contact_id="", about=about, by=sentence.contact_id)

    @cached_property
    def talks(self) -> Sequence[Heard]:
        """Return the conversations, the earliest first."""
        return sorted(self.history.conversations, key=lambda one: _moment(one.conversation))


def speaker_of(talk: Conversation, turn: int) -> str:
    """Return the contact who spoke in a turn, empty if they aren't known."""
    return talk.speakers[talk.turns[turn].speaker].contact_id


def turn_evidence(talk: Conversation, turn: int, text: str) -> Evidence:
    """Return words of a turn as evidence; of very long ones the beginning, up to a word's end."""
    said = talk.turns[turn].at or talk.started_at
    return Evidence(OwnRecord.CONVERSATION, talk.id, f"turn {turn}", _beginning(text), said)


def _beginning(text: str) -> str:
    bare = text.strip()
    if len(bare) <= LONGEST_QUOTE:
        return bare
    words = _LAST_SPACE.match(bare)
    return words.group(1) if words else bare.split(maxsplit=1)[0]


def quoted(talk: Conversation, quote: Quote) -> Evidence:
    """Return a quote that was heard as evidence."""
    return turn_evidence(talk, quote.turn, quote.text)


def _read(talk: Conversation) -> Iterator[Sentence]:
    language = _language(talk)
    if not language:
        return
    for number, turn in enumerate(talk.turns):
        if not turn.automatic and turn.text.strip():
            yield from _sentences(talk, number, language)


def _language(talk: Conversation) -> str:
    """Return the language that a conversation is read in, empty if it isn't one of ours."""
    told = talk.language[:2].lower()
    if not told:
        told = language_of(" ".join(turn.text for turn in talk.turns)[:READ_TO_TELL])
    return told if told in OURS else ""


def _sentences(talk: Conversation, number: int, language: str) -> Iterator[Sentence]:
    book, text = role_phrases(), talk.turns[number].text
    found = book.find(book.split(text), language)
    if not found:
        return
    bounds = sentence_spans(text)
    starts = [start for start, _ in bounds]
    barred = quotations(text)
    hits: dict[int, dict[GroupKey, Spans]] = {}
    for key, spans in found.items():
        for span in spans:
            place = bisect_right(starts, span[0]) - 1
            if place >= 0 and not _within(span, barred):
                hits.setdefault(place, {}).setdefault(key, []).append(span)
    for place, of_sentence in sorted(hits.items()):
        start, end = bounds[place]
        yield Sentence(talk, number, start, text[start:end], of_sentence)


def _within(span: tuple[int, int], barred: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(barred, (span[0], span[0])) - 1
    return before >= 0 and span[1] <= barred[before][1]


def _moment(talk: Conversation) -> tuple[bool, float]:
    return (talk.started_at is not None, talk.started_at.timestamp() if talk.started_at else 0.0)
