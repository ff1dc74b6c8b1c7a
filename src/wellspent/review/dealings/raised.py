"""Raised: what the reader last asked or spoke of, and whether a draft takes it up.

Two texts speak of the same thing when they share the stem of a word that isn't general. That is
crude, and errs to the side of silence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wellspent.phrases.language_of import language_of
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.evidence import Evidence
from wellspent.records.finding import DraftField
from wellspent.records.lead import Lead
from wellspent.records.reader import Reader
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.reading.about_reader import texts_of
from wellspent.review.reading.text import Text
from wellspent.review.reading.word_stems import general_stems, stems_of

WORDS: Final = "raised"
LONGEST_READ: Final = 4_000

WRITTEN: Final = frozenset(
    {ActivityKind.EMAIL, ActivityKind.FORM, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE}
)
_TALKS: Final = WRITTEN | {ActivityKind.CALL, ActivityKind.MEETING}
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Raised:
    """What the reader wrote or said: its text, when, and the record that holds it."""

    text: str
    at: datetime
    evidence: Evidence


def last_raised(message: Message) -> Raised | None:
    """Return the reader's latest own words before now; None when the records hold none."""
    reader = message.reader
    if reader is None:
        return None
    found = [*_of_activities(reader.activities), *_of_leads(reader.leads)]
    past = [each for each in found if each.at <= message.now]
    return max(past, key=lambda each: each.at, default=None)


def _of_activities(activities: Iterable[Activity]) -> Iterator[Raised]:
    for each in activities:
        if each.direction is Direction.INBOUND and each.kind in _TALKS and each.happened_at:
            text = f"{each.subject}\n\n{each.body[:LONGEST_READ]}"
            field = "body" if each.body else "subject"
            quote = (each.body or each.subject)[:200]
            evidence = Evidence(RecordKind.ACTIVITY, each.id, field, quote, each.happened_at)
            yield Raised(text, each.happened_at, evidence)


def _of_leads(leads: Iterable[Lead]) -> Iterator[Raised]:
    for each in leads:
        if each.message and each.arrived_at:
            evidence = Evidence(
                RecordKind.LEAD, each.id, "message", each.message[:200], each.arrived_at
            )
            yield Raised(each.message[:LONGEST_READ], each.arrived_at, evidence)


def questions_in(text: str) -> Sequence[str]:
    """Return the questions that somebody newly wrote in a message, without quotes of others."""
    sentences = Text(text, DraftField.BODY).sentences
    return [sentence.text for sentence in sentences if sentence.asks]


def answered_since(reader: Reader, at: datetime, until: datetime) -> bool:
    """Return whether we wrote to the reader or talked with them after a time."""
    return any(
        (each.direction is Direction.OUTBOUND or each.kind is ActivityKind.MEETING)
        and each.kind in _TALKS
        and each.happened_at is not None
        and at < each.happened_at <= until
        for each in reader.activities
    )


def spoken_of(message: Message, since: datetime) -> frozenset[str]:
    """Return the stems of all that they and we wrote, said, came to or took after a time."""
    reader = message.reader
    texts = [
        text
        for each in (reader.activities if reader else ())
        if each.happened_at and since <= each.happened_at <= message.now
        for _, text in texts_of(each)
    ]
    return stems_of(texts) - general_stems("message") - message.once(_people_stems)


def topic_stems(texts: Iterable[str], message: Message) -> frozenset[str]:
    """Return the stems of what texts speak of.

    General words are left out, so are our and their names and what all our products are about.
    """
    return stems_of(texts) - general_stems("message") - message.once(_known_stems)


def _people_stems(message: Message) -> frozenset[str]:
    """Return the stems of the names of those who write to each other, and of the company."""
    reader = message.reader
    reps = [each.rep for each in reader.activities] if reader else []
    theirs = [each.name for each in (reader.contact, reader.account) if each] if reader else []
    return stems_of([message.draft.sender, *theirs, *reps])


def _known_stems(message: Message) -> frozenset[str]:
    company = message.company
    named = [company.name, *company.names] if company else []
    for product in company.products if company else ():
        named += [product.name, *product.names, *(fact.unit for fact in product.facts)]
    return stems_of(named) | message.once(_people_stems)


def same_language(message: Message, text: str) -> bool:
    """Return whether a text of the records is in the draft's language, so far as that shows."""
    return (language_of(text) or "en") == (message.language or "en")


def draft_stems(message: Message) -> frozenset[str]:
    """Return the stems of a draft's subject and body."""
    return stems_of([message.subject.text, message.body.text])


def answers(message: Message) -> bool:
    """Return whether a draft says that it answers, or when it will."""
    if message.hits(WORDS, "answers"):
        return True
    starts = {sentence.start for sentence in message.sentences}
    return any(span.start in starts for span in message.hits(WORDS, "yes_or_no"))


def takes_up(message: Message) -> bool:
    """Return whether a draft says that it answers, or speaks of what they said."""
    return answers(message) or bool(message.hits(WORDS, "takes_up"))


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text, as they are written."""
    return frozenset(_NUMBER.findall(text))


SHORTEST_ALIKE: Final = 4
"""Words that begin with the same letters may speak of one thing: *compressor*, *compressed*."""


def may_speak_of(message: Message, texts: Iterable[str]) -> bool:
    """Return whether a word of the draft begins like one of these texts'; weaker than a stem."""
    begins = {stem[:SHORTEST_ALIKE] for stem in topic_stems(texts, message)}
    said = draft_stems(message) - general_stems("message")
    return any(stem[:SHORTEST_ALIKE] in begins for stem in said)
