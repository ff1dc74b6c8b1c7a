"""Claims that we talked, met or wrote: *as we discussed on Tuesday*, *when Tom called you*."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wellspent.phrases.dates import SaidDate, dates_in
from wellspent.records.finding import Claim, ClaimKind, DraftField
from wellspent.review.dealings.conversations import is_of, way_of, written_way
from wellspent.review.dealings.events import is_named, participations
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.mentions import runs_in
from wellspent.review.reading.statement import (
    clause_before,
    is_denied,
    is_stated,
    own_date,
    sentence_text,
    today,
)
from wellspent.review.reading.text import Span
from wellspent.review.truth.claim_parts import known_of
from wellspent.review.truth.claim_reader import ClaimReader
from wellspent.review.truth.conversation_frames import Framed, framed_conversations
from wellspent.review.truth.conversation_records import SAYS, SaidConversation, compare_with_records

WORDS: Final = "conversation"

_ORAL = re.compile(
    r"spoke|talk|chat|call|phone|conversation|gesproch|telefon|gespräch|parlé|habl|charl",
    re.IGNORECASE,
)

_BY_ME = re.compile(
    r"\b(?:i (?:called|rang|phoned|visited|met|spoke|talked)|you and i|told me|said to me|my call"
    r"|my visit|met me|called me|rang me|showed me|i (?:wrote|emailed|left))\b",
    re.IGNORECASE,
)

_NAMED = re.compile(
    r"\b(?i:when|after|since|as|while|als|quand|lorsque|cuando)\s+"
    r"([^\W\d_a-zà-ÿ][\w'’-]{1,20}(?: [^\W\d_a-zà-ÿ][\w'’-]{1,20})?)"
    r"\s+(?:and I\s+|from our \w+ team\s+)?"
    r"(?:called|spoke|rang|phoned|met|talked|visited|came|wrote|emailed|anrief|sprach|vous|le)\b",
)
"""*When Tom (and I) called you*."""

_COLLEAGUE = re.compile(
    r"\b(?:colleague|kollege\w*|kollegin|collègue|compañer[oa]|our)\s+$", re.IGNORECASE
)


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of conversations, one a sentence."""
    if message.reader is None or message.reader.contact is None:
        return
    sentences: set[tuple[DraftField, int]] = set()
    for group in SAYS:
        for field in DraftField:
            for span in message.hits(WORDS, group, field):
                _, start = sentence_text(message, span)
                said = None if (field, start) in sentences else _said(message, group, span)
                if said is not None:
                    sentences.add((field, start))
                    yield compare_with_records(message, said)
    for framed in framed_conversations(message):
        _, start = sentence_text(message, framed.span)
        if (framed.span.field, start) not in sentences:
            said = _framed(message, framed)
            if said is not None:
                sentences.add((framed.span.field, start))
                yield compare_with_records(message, said)


def _said(message: Message, group: str, span: Span) -> SaidConversation | None:
    if not is_stated(message, span) or _is_of_an_event(message, span):
        return None
    if group != "never" and (is_denied(message, span) or _is_with_others(message, span)):
        return None
    if _is_of_their_talk(message, span) or _is_awaited(message, group, span):
        return None
    date = _own_date(message, span)
    if date is not None and date.is_ahead:
        return None
    if group == "talk_dated" and date is None:
        return None
    sentence, _ = sentence_text(message, span)
    oral = group in ("call", "meeting") or _ORAL.search(message.quote(span)) is not None
    who = _who(message, sentence)
    return _detailed(message, SaidConversation(group, span, date, who, oral))


_THEIR_TALK = re.compile(
    r"\b(?:your|ihr\w*|votre|su|tu)\s+(?:\w+\s+)?(?:talk|discussion|speech|session|workshop|vortrag"
    r"|conférence|intervention|charla|ponencia)\b",
    re.IGNORECASE,
)
_THE_TALK = re.compile(
    r"\bthe\s+(?:\w+\s+)?(?:talk|discussion)\b(?! (?:we|you and I) had)", re.IGNORECASE
)
_WITH_US = re.compile(
    r"\s*(?:with|to|mit|avec|con)\s+(?:me|us|mir|uns|moi|nous|nosotros|our\b)", re.IGNORECASE
)


def _is_of_their_talk(message: Message, span: Span) -> bool:
    """Return whether it is a lecture or a talk of theirs, which we had no part in."""
    words, text = message.quote(span), message.field(span.field).text
    if _THEIR_TALK.search(words) is None and _THE_TALK.search(words) is None:
        return False
    last = text.rfind(" ", span.start, span.end)
    rests = text[span.end : span.end + 30], text[last : last + 30]
    return not any(_WITH_US.match(rest) for rest in rests)


_AWAITED = re.compile(
    r"\b(?:need|await\w*|want|wait\w* for|hop\w+ for|expect\w*|look\w* forward to|necesit\w+"
    r"|esper\w+|quisiera|brauch\w+|erwart\w+|freue\w*|attend\w*|besoin|this is|dies ist|das ist"
    r"|ceci est|c['’]est|est[ea] es)\b[^.;:!?]{0,25}$",
    re.IGNORECASE,
)
_BY_THEN = re.compile(
    r"\s*(?:by|before|until|no later|bis|vor|antes|avant|d['’]ici)\b", re.IGNORECASE
)


def _is_awaited(message: Message, group: str, span: Span) -> bool:
    """Return whether it is an answer still to come, or this very message."""
    if group not in ("wrote", "we_wrote"):
        return False
    text = message.field(span.field).text
    if span.field is DraftField.SUBJECT and span.end - span.start >= len(text.strip()) - 1:
        return True
    is_to_come = _BY_THEN.match(text, span.end) is not None
    return is_to_come or _AWAITED.search(clause_before(message, span)) is not None


_TELLS = re.compile(
    r"\b(?:told|said|mentioned|explained|asked|confirmed|agreed|wrote)\W*$", re.IGNORECASE
)
_WANTS = re.compile(
    r"\b(?:\w{3,}ing|you\w*|you['’]\w+|we|he|she|they|it|the|a|an|your|our|for"
    r"|to (?!me\b|us\b|my\b))\b",
    re.IGNORECASE,
)
_OF_CONTENT = re.compile(r"\b(?:that|about|dass|über|que|asking)\W*$", re.IGNORECASE)


def _own_date(message: Message, span: Span) -> SaidDate | None:
    """Return the date of a conversation, not that of its topic: *you wrote that in May …*."""
    date = own_date(message, span)
    if date is None or date.is_ahead:
        return date
    sentence, start = sentence_text(message, span)
    begin, end = span.start - start, span.end - start
    if date.start >= end:
        is_of_topic = _OF_CONTENT.search(message.quote(span)) or (
            _TELLS.search(message.quote(span)) and _WANTS.search(sentence[end : date.start])
        )
        return None if is_of_topic else date
    between = sentence[date.end : begin].strip(" ,")
    is_english = message.language in ("en", "")
    if is_english and date.end <= begin and not between.startswith(("'s", "’s")):
        first = re.split(r"[,;:]", sentence[: date.start])[-1]
        return date if len(first.split()) <= MOST_BEFORE else None
    return date


MOST_BEFORE: Final = 2
"""A day that stands before words of a talk, and not at once, begins its part of the sentence."""

_WITH_OTHERS = re.compile(
    r"\s*(?:with|to)\s+(?:(?:a|an|another|other|some|several|many|three|two|four|five|six|their|our"
    r"|my|his|her)\b|\d)|\s*(?:in\s+)?\w+['’]s\s+[A-ZÀ-ÖØ-Þ]"
    r"|[^.;!?\n]{0,20}\bwas (?:cancel|postpon)"
)


def _is_with_others(message: Message, span: Span) -> bool:
    """Return whether the talk goes on *with three dairies*, or is in a newspaper."""
    text = message.field(span.field).text
    last = text.rfind(" ", span.start, span.end) + 1
    begin = last if text[last : span.end].lower() in ("with", "to", "in") else span.end
    return _WITH_OTHERS.match(text[begin : span.end + 60]) is not None


def _framed(message: Message, framed: Framed) -> SaidConversation | None:
    if _is_of_an_event(message, framed.span) or _is_of_their_talk(message, framed.span):
        return None
    if _is_awaited(message, framed.group, framed.span):
        return None
    date = _own_date(message, framed.span)
    if date is not None and date.is_ahead:
        return None
    said = SaidConversation(
        framed.group, framed.span, date, framed.who, is_oral=True, is_of_theirs=framed.is_of_theirs
    )
    return _detailed(message, said)


LONGEST_WAY: Final = 70
"""So far from a verb or noun, words of a channel belong to it."""

_PLACE = re.compile(
    r"\b(?:in|at|à|en)\s+(?!Ihr|Dein|Eure|Your|Our|Unser)([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ-]{2,20})\b"
)


def _detailed(message: Message, said: SaidConversation) -> SaidConversation:
    """Add the channel and the place that stand near."""
    sentence, start = sentence_text(message, said.span)
    begin, end = said.span.start - start, said.span.end - start
    near = sentence[max(0, begin - LONGEST_WAY) : end + LONGEST_WAY]
    if said.group in ("wrote", "we_wrote"):
        return replace(said, written=written_way(near))
    way = way_of(near) if said.group not in ("we_called", "never") else ""
    place = _PLACE.search(sentence[end : end + LONGEST_WAY])
    named = place[1] if place and said.group == "meeting" else ""
    if named and any(True for _ in dates_in(f"in {named}", today(message))):
        named = ""
    is_told = re.search(r"mention|promis|said|sagt|dit\b", message.quote(said.span)) is not None
    return replace(said, way=way, place=named, is_told=is_told)


_PRIVATE = re.compile(
    r"\b(?:wedding|party|funeral|christening|birthday|match|game|church|school|hochzeit|feier|mariage"
    r"|boda|fiesta)\b",
    re.IGNORECASE,
)


def _is_of_an_event(message: Message, span: Span) -> bool:
    """Return whether the sentence is about an event: then that is what is checked."""
    sentence, start = sentence_text(message, span)
    end = start + len(sentence)
    if _PRIVATE.search(sentence):
        return True
    for group in ("booth", "event_word"):
        if any(start <= hit.start < end for hit in message.hits("event", group, span.field)):
            return True
    return any(one.name and is_named(one.name, sentence) for one in _events(message))


def _events(message: Message):
    return participations(known_of(message))


def _who(message: Message, sentence: str) -> str:
    """Return who of ours had the conversation, by the draft; nothing where it says *we*."""
    named = _NAMED.search(sentence)
    if named and named[1] not in ("I", "We", "You"):
        return named[1]
    for run in runs_in(sentence):
        if any(is_of(rep, run) for rep in _reps(message)):
            return run
        if _COLLEAGUE.search(sentence[: sentence.find(run)][-40:]):
            return run
    return message.draft.sender if _BY_ME.search(sentence) else ""


def _reps(message: Message) -> set[str]:
    reader = message.reader
    if reader is None:
        return set()
    own = {each.rep for each in (*reader.activities, *reader.account_activities) if each.rep}
    contact = reader.contact
    return {rep for rep in own if contact is None or not is_of(contact.name, rep)}


READER = ClaimReader(kind=ClaimKind.CONVERSATION, read=read, words=words_file(WORDS))
