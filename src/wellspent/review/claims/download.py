"""Claims that the reader took something of ours to read: *since you downloaded our guide*."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.review.claim_parts import (
    claim,
    completeness,
    evidence_of,
    holds_all,
    known_of,
    person_of,
    said_day,
)
from wellspent.review.claim_reader import ClaimReader
from wellspent.review.dates import SaidDate
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.statement import (
    clause_before,
    date_near,
    day_in,
    denies,
    is_past,
    is_stated,
    sentence_text,
)
from wellspent.review.text import Span
from wellspent.review.word_likeness import share_of, telling_words, words_of

WORDS: Final = "download"
SAME: Final = 0.5
"""A title is meant when this share of its telling words is said, or the other way round."""

_QUOTED = re.compile(r"[\"“„«‘]\s?([^\"”“»’\n]{3,120})\s?[\"”“»’]|(?<!\w)'([^'\n]{4,120})'(?!\w)")
_ABOUT = re.compile(
    r"\b(?:on|about|to|for|of|into|called|titled|über|zu|zum|zur|für|sur|pour|sobre|para|de)\s+"
    r"(?!our\b|the\b\s*$)([^,.;:!?()–—\n]{3,80})",
    re.IGNORECASE,
)
_DETERMINERS = re.compile(
    r"\b(?:our|the|a|an|your|unser\w*|den|die|das|notre|le|la|nuestr\w|el)\b", re.IGNORECASE
)
_QUESTION = re.compile(r"\b(?:if|whether|wenn|falls|ob|si)\b[^,.;]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a draft says of a download; `topic` are the telling words of its title."""

    span: Span
    sentence: str
    topic: tuple[str, ...]
    date: SaidDate | None


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of downloads."""
    if message.reader is None or message.reader.contact is None:
        return
    sentences: set[tuple[DraftField, int]] = set()
    for field in DraftField:
        for span in message.hits(WORDS, "taken", field):
            said = _said(message, span)
            _, start = sentence_text(message, span)
            if said is not None and (field, start) not in sentences:
                sentences.add((field, start))
                yield _compare(message, said)


def _said(message: Message, span: Span) -> _Said | None:
    before = clause_before(message, span)
    if denies(before, message.language) or _QUESTION.search(before):
        return None
    asserts = message.quote(span).lower().startswith(("you", "sie", "vous", "du "))
    if asserts and not is_stated(message, span):
        return None
    sentence, start = sentence_text(message, span)
    things = _things(message, span, start, start + len(sentence))
    is_download = "download" in message.quote(span).lower() or "lade" in message.quote(span).lower()
    if not things and not is_download and not _QUOTED.search(sentence):
        return None
    date = date_near(message, span)
    if date is not None and date.is_ahead:
        date = None
    return _Said(span, sentence, _topic(message, sentence, span, start, things), date)


def _things(message: Message, span: Span, start: int, end: int) -> list[Span]:
    return [hit for hit in message.hits(WORDS, "thing", span.field) if start <= hit.start < end]


def _topic(
    message: Message, sentence: str, span: Span, start: int, things: Sequence[Span]
) -> tuple[str, ...]:
    """Return the telling words of the title: what is quoted, else what stands around *guide*."""
    quoted = _QUOTED.search(sentence)
    if quoted:
        return tuple(telling_words(quoted[1] or quoted[2], "works"))
    near = min(things, key=lambda thing: abs(thing.start - span.start), default=None)
    if near is None:
        return tuple(_names(message, sentence[span.end - start :]))
    before = sentence[: near.start - start]
    lead = _DETERMINERS.split(before)
    lead_words = telling_words(lead[-1][-60:], "works") if len(lead) > 1 else []
    after = _ABOUT.match(sentence[near.end - start :].lstrip(' )"”'))
    tail = _without_relative(after[1]) if after else ""
    names = [] if lead_words or tail else _names(message, sentence[span.end - start :])
    return (*lead_words, *telling_words(tail, "works"), *names)


def _without_relative(words: str) -> str:
    """Return words up to where the sentence goes on: *… that you downloaded*."""
    return re.split(
        r"\b(?:that|which|you|and i|i|we|last|yesterday|today|this|from|on \w+day|die|das"
        r"|den|que)\b",
        words,
        maxsplit=1,
    )[0]


def _names(message: Message, words: str) -> list[str]:
    capital = re.findall(r"\b[A-ZÄÖÜ][\w-]{2,30}", words)
    return telling_words(" ".join(capital), "works") if message.language != "de" else []


def _compare(message: Message, said: _Said) -> Claim:
    known = [each for each in known_of(message) if each.kind is ActivityKind.DOWNLOAD]
    titled = [each for each in known if _is_meant(said, each)] if said.topic else known
    past = [each for each in titled if is_past(message, each.happened_at)]
    if past:
        return _timely(message, said, past)
    asked = _asked_for(message, said)
    if asked is not None:
        reason = (
            f"Our records have what {person_of(message)} wrote ({said_day(asked.happened_at)})."
        )
        return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [evidence_of(asked)])
    if said.topic and known:
        return _other_title(message, said, known)
    return _nothing(message, said)


def title_of(activity: Activity) -> str:
    """Return the title of what was downloaded."""
    for key in ("title", "document", "content", "name", "asset"):
        if activity.attributes.get(key):
            return str(activity.attributes[key])
    return activity.subject


def _is_meant(said: _Said, activity: Activity) -> bool:
    title = telling_words(f"{title_of(activity)} {activity.subject}", "works")
    if _QUOTED.search(said.sentence):
        return share_of(said.topic, title) >= SAME
    return share_of(title, words_of(said.sentence)) >= SAME or share_of(said.topic, title) >= SAME


def _timely(message: Message, said: _Said, past: Sequence[Activity]) -> Claim:
    one, date = past[0], said.date
    if date is not None:
        dated = [each for each in past if _on(message, each, date)]
        if not dated and one.happened_at is not None:
            reason = f"Our records have “{title_of(one)}” taken on {said_day(one.happened_at)}."
            return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [_evidence(one)])
        one = (dated or [one])[0]
    reason = f"Our records have “{title_of(one)}” taken on {said_day(one.happened_at)}."
    return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [_evidence(one)])


def _on(message: Message, activity: Activity, date: SaidDate) -> bool:
    moment = activity.happened_at
    if moment is None:
        return True
    return date.holds(day_in(message, moment)) or date.holds(moment.date())


def _asked_for(message: Message, said: _Said) -> Activity | None:
    """Return a form or mail of theirs that speaks of it."""
    for each in known_of(message):
        if each.kind in (ActivityKind.FORM, ActivityKind.EMAIL, ActivityKind.CALL):
            words = words_of(f"{each.subject} {each.body}")
            if said.topic and share_of(said.topic, words) >= 0.75:
                return each
    return None


def _other_title(message: Message, said: _Said, known: Sequence[Activity]) -> Claim:
    one = known[0]
    reason = (
        f"Our records have {person_of(message)} taking “{title_of(one)}”"
        f" ({said_day(one.happened_at)}), not this."
    )
    return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, [_evidence(one)])


def _nothing(message: Message, said: _Said) -> Claim:
    person = person_of(message)
    if holds_all(message.company, [ActivityKind.DOWNLOAD]) and not _was_sent(message):
        reason = f"Our records of downloads are complete and have none of {person}."
        evidence = [completeness([ActivityKind.DOWNLOAD])]
        return _claim(message, said, ClaimVerdict.CONTRADICTED, reason, evidence)
    reason = f"Our records hold nothing of such a download by {person}."
    return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason)


def _was_sent(message: Message) -> bool:
    """Return whether they asked for something on a form, which may be the same."""
    return any(each.kind is ActivityKind.FORM for each in known_of(message))


def _evidence(activity: Activity) -> Evidence:
    return evidence_of(activity, field="title", quote=title_of(activity))


def _claim(
    message: Message,
    said: _Said,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
) -> Claim:
    what = f" ({' '.join(said.topic)})" if said.topic else ""
    says = f"the reader downloaded something of ours{what}"
    return claim(message, ClaimKind.DOWNLOAD, said.span, says, verdict, reason, evidence)


READER = ClaimReader(kind=ClaimKind.DOWNLOAD, read=read, words=words_file(WORDS))
