"""Claims of the reader's name: how a draft greets and addresses them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from wellspent.records.activity import Direction
from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.source import RecordKind
from wellspent.review.message import OWN_WORDS, Message
from wellspent.review.reading.person_names import can_be, is_nobody, names_of, ways_to_ask
from wellspent.review.reading.text import Span
from wellspent.review.truth.claim_parts import claim
from wellspent.review.truth.claim_reader import ClaimReader

MOST_NAMES: Final = 4
LAST_LINES: Final = 4
"""Their own mails end with the name that they go by, in one of the last lines."""

_NAME: Final = r"[^\W\d_a-zß-ÿ][^\W\d_]{0,30}(?:[.'’-][^\W\d_]{1,30}){0,3}\.?"
_RUN = re.compile(
    rf"{_NAME}(?:[ \t]+(?:(?:von|van|de|der|del|la|zu|and|und|et|y|&)[ \t]+){{0,2}}{_NAME}){{0,4}}"
)
_VOCATIVE = re.compile(rf"\s*({_NAME})\s*(?:,|[-–—:]\s)")
_TAIL_NAME = re.compile(rf",[ \t]+({_NAME})[ \t]*[.!?]")
_APPOSITION = re.compile(
    r"\s*(?:your|our|the|a|an|my|who|whose|head|director|ihr|euer|unser|der|die|votre|notre|le|la|su|el)"
    r"\b",
    re.IGNORECASE,
)
"""*Jonas, your CFO* is spoken of and not to."""

_FOLLOWS = re.compile(r"[ \t]+([^\W\d_]{2,20})")
_JOINED = re.compile(r"\s*(?:&|,|\b(?:and|und|et|y)\b)\s*")
KNOWN_AS: Final = (
    "nickname",
    "preferred_name",
    "preferred name",
    "known_as",
    "known as",
    "first_name",
)


def read(message: Message) -> Iterator[Claim]:
    """Yield the names by which a draft addresses its reader."""
    contact = message.reader.contact if message.reader else None
    if contact is None or not names_of(contact.name):
        return
    for span in _addressed(message, contact):
        yield _compare(message, contact, span)


def _addressed(message: Message, contact: Contact) -> Iterator[Span]:
    greeted = _greeted(message)
    if greeted is not None:
        yield greeted
    asked = _asked_for(message)
    if asked is not None and asked != greeted:
        yield asked
    yield from _mixed_up(message, contact)


def _greeted(message: Message) -> Span | None:
    """Return where the greeting names somebody."""
    greeting = message.greeting
    if greeting is None:
        return None
    text = message.body.text
    hits = message.hits(OWN_WORDS, "greeting")
    hit = next((hit for hit in hits if hit.start == greeting.start), None)
    start = hit.end if hit else greeting.start
    name = _RUN.search(text, start, greeting.end)
    if name is None or text[start : name.start()].strip(" ,\t"):
        name = _RUN.match(text, start) if name is None else _after_words(text, start, name)
    if name is None or _is_of_nobody(text, name.end()):
        return None
    return _span_of(name)


def _is_of_nobody(text: str, place: int) -> bool:
    """Return whether no person is greeted after all: *dear LinkedIn member*."""
    following = _FOLLOWS.match(text, place)
    return following is not None and is_nobody([following[1].lower()])


def _after_words(text: str, start: int, name: re.Match[str]) -> re.Match[str] | None:
    """Return a name behind a word or two that belong to the greeting: *dear customer Anna*."""
    between = text[start : name.start()].split()
    return name if len(between) <= 1 and not is_nobody([one.lower() for one in between]) else None


def _span_of(name: re.Match[str]) -> Span | None:
    words = names_of(name[0])
    if not words or len(words) > MOST_NAMES or is_nobody(words):
        return None
    return Span(name.start(), name.start() + len(name[0].rstrip(".")))


def _asked_for(message: Message) -> Span | None:
    """Return whom a call asks for: *am I speaking with Mr Weber?*"""
    match = _asking().search(message.body.text, 0, 400)
    if match is None:
        return None
    name = _RUN.match(message.body.text, match.end())
    return _span_of(name) if name else None


@cache
def _asking() -> re.Pattern[str]:
    ways = "|".join(re.escape(way) for way in ways_to_ask())
    return re.compile(rf"\b(?i:{ways})\s+(?=[^\W\d_a-zß-ÿ])")


def _mixed_up(message: Message, contact: Contact) -> Iterator[Span]:
    """Yield where a colleague's first name, or one that is nearly the reader's, addresses them."""
    colleagues = message.reader.colleagues if message.reader else ()
    firsts = {names_of(each.name)[0] for each in colleagues if names_of(each.name)}
    own = set(names_of(contact.name))
    for span in _vocatives(message):
        words = names_of(message.quote(span))
        is_sender = bool(set(words) & set(names_of(message.draft.sender)))
        if set(words) & (firsts - own) and not is_sender:
            yield span


def _vocatives(message: Message) -> Iterator[Span]:
    """Yield names that stand like an address: *Anna, a question*; *thanks again, Anna.*"""
    match = _VOCATIVE.match(message.subject.text)
    if match:
        yield Span(match.start(1), match.end(1), DraftField.SUBJECT)
    text = message.body.text
    opening = _VOCATIVE.match(text) if message.greeting is None else None
    if opening and not _APPOSITION.match(text, opening.end()):
        yield Span(opening.start(1), opening.end(1))
    for found in _TAIL_NAME.finditer(text, 0, len(text.rstrip()) - 1):
        yield Span(found.start(1), found.end(1))


def _compare(message: Message, contact: Contact, span: Span) -> Claim:
    said = message.quote(span)
    evidence = [Evidence(RecordKind.CONTACT, contact.id, "name", contact.name, contact.created_at)]
    others = _also_known_as(message, contact)
    if any(can_be(one, contact.name, others) for one in _JOINED.split(said) if names_of(one)):
        return _claim(
            message, span, ClaimVerdict.SUPPORTED, f"Our records say {contact.name}.", evidence
        )
    reason = f"Our records call this person {contact.name}."
    mixed = _colleague(message, said)
    if mixed is not None:
        reason = f"{reason[:-1]}; {mixed.name} is a colleague there."
        evidence.append(Evidence(RecordKind.CONTACT, mixed.id, "name", mixed.name))
    return _claim(message, span, ClaimVerdict.CONTRADICTED, reason, evidence)


def _also_known_as(message: Message, contact: Contact) -> list[str]:
    """Return names that they go by: those of the record, and those that their mails are signed."""
    own = [str(contact.attributes[key]) for key in KNOWN_AS if contact.attributes.get(key)]
    reader = message.reader
    for each in reader.activities if reader else ():
        if each.direction is Direction.INBOUND and each.body:
            lines = [line.strip(" ,.-–") for line in each.body.splitlines() if line.strip()]
            own += [line for line in lines[-LAST_LINES:] if 0 < len(line.split()) <= 2]
    local = contact.email.split("@")[0]
    # A letter of an address stands for the name that is known, not for others that begin so.
    parts = [part for part in re.split(r"[._]", local) if len(part) > 1]
    return [*own, " ".join(parts)] if "." in local and parts else own


def _colleague(message: Message, said: str) -> Contact | None:
    colleagues = message.reader.colleagues if message.reader else ()
    return next((each for each in colleagues if can_be(said, each.name)), None)


def _claim(
    message: Message,
    span: Span,
    verdict: ClaimVerdict,
    reason: str,
    evidence: list[Evidence],
) -> Claim:
    says = f"the reader is called {message.quote(span)}"
    return claim(message, ClaimKind.NAME, span, says, verdict, reason, evidence)


def right_name(said: str, full: str) -> str | None:
    """Return what to write in the place of a wrong name: the same part of the right one.

    None where it isn't plain which part is meant.
    """
    wrong, right = said.split(), full.split()
    titles = [word for word in wrong if not names_of(word)]
    if len(right) < 1 or len(right) > 2:
        return None
    if titles and len(wrong) == len(titles) + 1:
        return " ".join([*titles, right[-1]])
    if titles:
        return None
    if len(wrong) == 1:
        return right[0]
    return full if len(wrong) == len(right) else None


READER = ClaimReader(kind=ClaimKind.NAME, read=read)
