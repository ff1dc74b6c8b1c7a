"""Said: the customers' own sentences, latest first, each with where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from wellspent.brief.cite import cite, cite_turn, said_at
from wellspent.brief.dates_in_words import capital
from wellspent.brief.matter import BriefMatter
from wellspent.brief.once import once
from wellspent.brief.sentence import Words, short
from wellspent.brief.toml_file import toml_of
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.conversation import Side
from wellspent.records.evidence import Evidence
from wellspent.records.heard import Heard, Quote
from wellspent.records.lead import Lead

MOST_TURNS: Final = 400
LONGEST_ADDRESS: Final = 4
LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of a customer's: who said it (`contact_id`, `name`), when, and where it stands."""

    text: str
    evidence: Evidence
    contact_id: str
    name: str
    at: datetime
    kind: ActivityKind
    heard: Heard | None = None
    turn: int = 0

    @property
    def words(self) -> Words:
        """Return it for a place in a sentence, cut where it is long."""
        return short(capital(self.text), self.evidence)


@once
def all_said(matter: BriefMatter) -> list[Said]:
    """Return what the account's people said and wrote to us, latest first."""
    found = [*_in_talks(matter), *_in_mails(matter), *_in_enquiries(matter)]
    return dated(found)


def dated(found: Iterable[Said]) -> list[Said]:
    """Return what was said, latest first; what has no date isn't told at all."""
    known = [one for one in found if one.at > LONG_AGO]
    return sorted(known, key=lambda one: (one.at, one.turn), reverse=True)


def quoted(matter: BriefMatter, heard: Heard, quote: Quote, *, whole: bool = False) -> Said:
    """Return the words of something that was heard; with `whole` the sentences they stand in."""
    turn = heard.conversation.turns[quote.turn]
    text = _around(turn.text, quote.start, quote.end) if whole else quote.text
    speaker = heard.conversation.speakers[turn.speaker]
    return Said(
        text=text,
        evidence=cite_turn(heard, quote.turn, text),
        contact_id=speaker.contact_id,
        name=matter.name_of(speaker.contact_id) or speaker.label,
        at=said_at(heard, quote.turn) or LONG_AGO,
        kind=heard.conversation.kind,
        heard=heard,
        turn=quote.turn,
    )


def _around(text: str, start: int, end: int) -> str:
    """Return the sentences that a part of a text stands in."""
    spans = [span for span in sentence_spans(text) if span[0] < end and start < span[1]]
    return text[spans[0][0] : spans[-1][1]] if spans else text[start:end]


def _in_talks(matter: BriefMatter) -> Iterator[Said]:
    left = MOST_TURNS
    for heard in matter.history.conversations:
        talk = heard.conversation
        for place, turn in enumerate(talk.turns):
            if talk.side_of(place) is not Side.CUSTOMER or turn.automatic or left <= 0:
                continue
            left -= 1
            for start, end in sentence_spans(turn.text):
                quote = Quote(turn=place, start=start, end=end, text=turn.text[start:end])
                yield quoted(matter, heard, quote)


def _in_mails(matter: BriefMatter) -> Iterator[Said]:
    heard = {
        turn.activity_id for one in matter.history.conversations for turn in one.conversation.turns
    }
    for mail in matter.history.activities:
        is_theirs = mail.direction is Direction.INBOUND and mail.kind in WRITTEN
        if is_theirs and mail.body and mail.id not in heard:
            for text in own_sentences(mail.body):
                yield _written(matter, mail, "body", text, mail.contact_id, mail.kind)


WRITTEN: Final = frozenset({ActivityKind.EMAIL, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})


def _in_enquiries(matter: BriefMatter) -> Iterator[Said]:
    for lead in matter.history.leads:
        for text in own_sentences(lead.message):
            said_by = lead.contact_id or matter.contact_id
            yield _written(matter, lead, "message", text, said_by, ActivityKind.FORM)


def _written(
    matter: BriefMatter,
    record: Activity | Lead,
    field: str,
    text: str,
    contact_id: str,
    kind: ActivityKind,
) -> Said:
    evidence = cite(record, field, text)
    return Said(
        text=text,
        evidence=evidence,
        contact_id=contact_id,
        name=matter.name_of(contact_id) or (record.name if isinstance(record, Lead) else ""),
        at=evidence.date or LONG_AGO,
        kind=kind,
    )


def own_sentences(message: str) -> list[str]:
    """Return the sentences of a message that say something: no greeting, no name below."""
    words = toml_of("small_talk.toml")
    found: list[str] = []
    for start, end in sentence_spans(message):
        text = message[start:end]
        said = _WORD.findall(text.casefold())
        is_short = len(said) <= words["longest_greeting"]
        if not said or (is_short and _begins(said, words["greetings"])):
            continue
        if is_short and _begins(said, words["closings"]):
            break
        if len(said) >= words["shortest_sentence"] or "?" in text:
            found.append(_without_address(text, words["greetings"]))
    return found


def _without_address(text: str, greetings: list[str]) -> str:
    """Return a sentence without the greeting that it begins with: *Hello Ada, does it ...*."""
    address, comma, rest = text.partition(",")
    said = _WORD.findall(address.casefold())
    if comma and rest.strip() and len(said) <= LONGEST_ADDRESS and _begins(said, greetings):
        return rest.strip()
    return text


def _begins(said: list[str], beginnings: list[str]) -> bool:
    start = " ".join(said)
    return any(f"{start} ".startswith(f"{one} ") for one in beginnings)
