"""What a draft says of an event: *your visit to our booth*, *when you spoke at Interpack*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wellspent.phrases.dates import SaidDate, dates_in
from wellspent.review.dealings.events import Role, is_named, participations, role_in
from wellspent.review.message import Message
from wellspent.review.reading.mentions import runs_in
from wellspent.review.reading.statement import (
    clause_before,
    fields,
    is_denied,
    is_stated,
    own_date,
    sentence_text,
    today,
)
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.truth.claim_parts import known_of

WORDS: Final = "event"

SAYS: Final = {
    "booth": "the reader visited our booth",
    "visitor": "the reader was there as a visitor",
    "met": "we met the reader there",
    "attended": "the reader was there",
    "spoke": "the reader spoke there",
    "exhibited": "the reader had a booth there",
    "registered": "the reader signed up for it",
    "missed": "the reader wasn't there",
}
"""What the phrases of each group state."""

NEEDS_A_NAME: Final = frozenset({"met", "attended", "registered", "missed"})
"""Groups whose words are about events only where an event is named."""

PRESUPPOSED: Final = frozenset({"missed"})
MAY_NAME_ANY: Final = frozenset({"met", "visitor", "booth"})
"""Groups after which *at Interpack* is an event, though the name doesn't look like one."""


@dataclass(frozen=True, slots=True)
class SaidOfEvent:
    """What a draft says of an event."""

    group: str
    span: Span
    sentence: str
    name: str
    date: SaidDate | None
    is_guess: bool = False


def event_statements(message: Message) -> Iterator[SaidOfEvent]:
    """Yield what a draft says of events the reader took part in, each place once."""
    taken: list[Span] = []
    for said in (*_statements(message), *_loosely_said(message)):
        if not any(_touch(said.span, span) for span in taken):
            taken.append(said.span)
            yield said


def _touch(one: Span, other: Span) -> bool:
    return one.field is other.field and one.start < other.end and other.start < one.end


def _statements(message: Message) -> Iterator[SaidOfEvent]:
    for group in SAYS:
        for field in fields():
            for span in message.hits(WORDS, group, field):
                said = _said(message, group, span)
                if said is not None:
                    yield said


def _said(message: Message, group: str, span: Span) -> SaidOfEvent | None:
    if not is_stated(message, span) or (group not in PRESUPPOSED and is_denied(message, span)):
        return None
    sentence, start = sentence_text(message, span)
    after = sentence[max(0, span.start - start) :]
    if _is_done_by_others(message, span):
        return None
    date = own_date(message, span)
    if date is not None and date.is_ahead:
        return None
    group = _as_what(group, after[len(message.quote(span)) :])
    name = _event_name(message, after)
    if not name and group in MAY_NAME_ANY:
        name, is_guess = _unknown_event(message, after), True
    else:
        is_guess = False
    is_about_event = bool(name) or _has_event_word(message, span)
    if group in NEEDS_A_NAME and (not is_about_event or (not name and _is_any(message, span))):
        return None
    if group in ("spoke", "exhibited") and not is_about_event and not _is_elsewhere_named(message):
        return None
    if group in ("spoke", "exhibited") and not name and date is None:
        return (
            None
            if _PLACE.match(after, len(message.quote(span)))
            else SaidOfEvent(group, span, sentence, name, date)
        )
    return SaidOfEvent(group, span, sentence, name, date, is_guess=is_guess and bool(name))


_PLACE: Final = re.compile(r"(?:\s+(?:in|at|on|for|to))?\s+[A-ZÀ-ÖØ-Þ]\w+")
_ROLE_AFTER: Final = re.compile(
    r"\s*(?:there\s+)?(?:as\s+)?(?:an?|one of the|als|un|une)\s+([\w-]{4,20})", re.IGNORECASE
)
_GROUPS: Final = {Role.SPEAKER: "spoke", Role.EXHIBITOR: "exhibited", Role.VISITOR: "visitor"}


def _as_what(group: str, after: str) -> str:
    """Return the group that *you were an exhibitor* belongs to, by the noun behind it."""
    noun = _ROLE_AFTER.match(after) if group == "attended" else None
    return _GROUPS.get(role_in(noun[1]), group) if noun else group


_ANY: Final = re.compile(r"\W{0,2}(?:an?|another|some|eine[rm]?|une?|una)\b", re.IGNORECASE)


def _is_any(message: Message, span: Span) -> bool:
    """Return whether it goes on *at a conference*: whose, nobody says."""
    return _ANY.match(message.field(span.field).text[span.end : span.end + 12]) is not None


def _is_elsewhere_named(message: Message) -> bool:
    """Return whether the draft names an event of theirs, or has one in any sentence."""
    known = participations(known_of(message))
    if any(one.name and is_named(one.name, whole_draft(message)) for one in known):
        return True
    return any(message.hits(WORDS, "event_word", field) for field in fields())


_DOER: Final = re.compile(
    r"(?:\b(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ-]{2,20})|\b(?:colleagues?|team|people|he|she|they|customers"
    r"|visitors|who|buyers|many|others|guests|readers|one|most|all))"
    r"(?:\s+(?:have|had|has|also|all|even|both)){0,2}\s*$"
)


def _is_done_by_others(message: Message, span: Span) -> bool:
    """Return whether somebody else than the reader visited, spoke or came: *Peter visited us*."""
    if message.quote(span).lower().startswith(("you", "ihr", "sie", "votre", "vous", "su ")):
        return False
    doer = _DOER.search(clause_before(message, span)[-60:])
    contact = message.reader.contact if message.reader else None
    if doer is None or (doer["name"] and contact and doer["name"] in contact.name.split()):
        return False
    return doer["name"] not in _NOT_NAMES


_NOT_NAMES: Final = frozenset({"Thanks", "Thank", "Since", "After", "When", "You", "Great", "Good"})

_YOU: Final = re.compile(
    r"\b(?:thanks?|danke?|merci|gracias|you|your|you're|you've|sie|ihr\w*|vous|votre|usted|su)\b",
    re.IGNORECASE,
)
_NEAR_YOU: Final = re.compile(
    r"\b(?:you|your|ihr\w*|votre|su)(?:\s+(?!(?:my|our|to|the|with)\b)[\w'’-]+){0,3}\s*$",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:colleagues?|crew|team|boss|staff|people|they|he|she|others|kolleg\w+|collègues?)\b",
    re.IGNORECASE,
)


def _loosely_said(message: Message) -> Iterator[SaidOfEvent]:
    """Yield what a sentence that names an event of theirs says in other words of their part."""
    known = [one for one in participations(known_of(message)) if one.name]
    for sentence in (*message.subject.sentences, *message.body.sentences) if known else ():
        named = next((one.name for one in known if is_named(one.name, sentence.text)), "")
        if not named or not _YOU.search(sentence.text) or _is_of_others(message, sentence):
            continue
        found = _loose_group(message, sentence)
        if found is not None and is_stated(message, found[1]):
            date = own_date(message, found[1])
            if date is None or not date.is_ahead:
                yield SaidOfEvent(found[0], found[1], sentence.text, named, date)


def _is_of_others(message: Message, sentence: Sentence) -> bool:
    if _OTHERS.search(sentence.text):
        return True
    colleagues = message.reader.colleagues if message.reader else ()
    firsts = {each.name.split()[0] for each in colleagues if each.name}
    return any(re.search(rf"\b{re.escape(name)}\b", sentence.text) for name in firsts)


def _loose_group(message: Message, sentence: Sentence) -> tuple[str, Span] | None:
    """Return as what a sentence has the reader at an event: *visitor*, *spoke*, *met*, or not."""
    if _hits_in(message, sentence, "not_there") or (
        sentence.asks and not _THANKS.match(sentence.text)
    ):
        return None
    said = _WERE.search(sentence.text)
    role = _GROUPS.get(role_in(said[1])) if said else None
    if said and role:
        return role, Span(
            sentence.start + said.start(), sentence.start + said.end(), sentence.field
        )
    speaking = [
        hit
        for hit in _hits_in(message, sentence, "among_speakers")
        if not _OURS_BEFORE.search(sentence.text[: hit.start - sentence.start])
    ]
    start = sentence.start
    own = [hit for hit in speaking if _NEAR_YOU.search(sentence.text[: hit.start - start])]
    if own:
        return "spoke", own[0]
    visiting = _hits_in(message, sentence, "among_visitors")
    if visiting and not speaking:
        return "visitor", visiting[0]
    meeting = _hits_in(message, sentence, "there")
    return ("met", meeting[0]) if meeting else None


_THANKS: Final = re.compile(r"\W*(?:thanks|thank you|danke?|merci|gracias)\b", re.IGNORECASE)
_WERE: Final = re.compile(
    r"\b(?:[Yy]ou|Sie|[Vv]ous) (?:were|waren|étiez)\s+(?:there\s+)?(?:(?:as|als)\s+)?"
    r"(?:(?:an?|one of the|the|eine?|une?)\s+)?([\w-]{5,20})\b"
)
_OURS_BEFORE: Final = re.compile(
    r"(?:\b(?:my|our|mein\w*|unser\w*|mon|notre|mi|nuestr[oa])|['’]s)(?:\s+[\w-]+)?\s*$",
    re.IGNORECASE,
)


def _hits_in(message: Message, sentence: Sentence, group: str) -> list[Span]:
    hits = message.hits(WORDS, group, sentence.field)
    return [hit for hit in hits if sentence.start <= hit.start < sentence.end]


_AFTER_WORD = re.compile(
    r"\b(?:at|to|in|on|during|from|of|for|auf|bei|beim|an|am|zur|zum|der|à|au|aux|lors|sur|du|en|a"
    r"|al|de|del|la|attended|attending|joined|joining|visited)\s+"
    r"(?:(?:the|our|your|last|this|year['’]s|week['’]s|der|die|das|dem|unserem|unserer|la|le|el"
    r"|les|los)\s+){0,3}$",
    re.IGNORECASE,
)
_LOOKS_LIKE_EVENT = re.compile(
    r"(?:19|20)\d\d|expo|messe|fair|show|conf|summit|congress|kongress|forum|days?\b|week\b|con\b"
    r"|tech|salon|feria|webinar|symposium|convention|tage\b|world|live\b|fest|connect\b|meet",
    re.IGNORECASE,
)


def _event_name(message: Message, after: str) -> str:
    """Return the name of the event that a statement is about; nothing when it names none."""
    for one in participations(known_of(message)):
        if one.name and is_named(one.name, after):
            return one.name
    found = ""
    for run in runs_in(after):
        place = after.find(run)
        if found or not _AFTER_WORD.search(after[:place][-60:]):
            continue
        if _LOOKS_LIKE_EVENT.search(run) and not dates_in(f"in {run}", today(message)):
            found = run
    return found


_AT: Final = re.compile(r"\b(?:at|auf der|auf dem|zur|à l['’]|en la|en)\s+([A-ZÀ-ÖØ-Þ][\w-]{3,20})")


def _unknown_event(message: Message, after: str) -> str:
    """Return the name of an event that our records don't have; only its place in words tells."""
    named = _AT.search(after[:120])
    account = message.reader.account if message.reader else None
    own = f"{account.name} {account.city}" if account else ""
    if named is None or named[1].lower() in own.lower():
        return ""
    return "" if dates_in(f"in {named[1]}", today(message)) else named[1]


def _has_event_word(message: Message, span: Span) -> bool:
    sentence, start = sentence_text(message, span)
    end = start + len(sentence)
    return any(
        span.start <= hit.start < end for hit in message.hits(WORDS, "event_word", span.field)
    )


def whole_draft(message: Message) -> str:
    """Return subject and body of a draft."""
    return f"{message.subject.text}\n{message.body.text}"
