"""Claims that the reader took something of ours to read: *since you downloaded our guide*."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.phrases.dates import SaidDate
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.statement import (
    clause_before,
    date_near,
    day_in,
    denies,
    is_past,
    is_stated,
    own_date,
    sentence_text,
)
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_likeness import share_of, telling_words, words_of
from wellspent.review.truth.claim_parts import (
    claim,
    completeness,
    evidence_of,
    holds_all,
    known_of,
    person_of,
    said_day,
)
from wellspent.review.truth.claim_reader import ClaimReader

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
        for span in message.hits(WORDS, "take_verb", field):
            said = _framed(message, span)
            _, start = sentence_text(message, span)
            if said is not None and (field, start) not in sentences:
                sentences.add((field, start))
                yield _compare(message, said)


_TAKER: Final = re.compile(
    r"\b(?:you(?:['’](?:ve|d))?|Sie|du|vous|tu|usted)"
    r"(?:\s+(?!(?:to|will|can|could|would|should|may|might|must|want)\b)[\w'’-]+){0,9}\s*$"
)
_TAKERS_SELF: Final = re.compile(
    r"\b(?:ha(?:s|béis)?|que|usted|se|vi que|saw|noticed|thanks? for|thank you for)\s*$",
    re.IGNORECASE,
)
_OUR_THING: Final = re.compile(
    r"\b(?:our|ours|from us|from our|unser\w*|notre|nos|nuestr\w+|de nous|site|website|page"
    r"|webseite)\b"
    r"|[\"“„«]",
    re.IGNORECASE,
)


def _framed(message: Message, span: Span) -> _Said | None:
    """Read a verb of taking that the reader does, where a thing of ours stands near.

    *The paper on pumps that you picked up from our site*, *Sie haben unseren Leitfaden geladen*.
    """
    sentence, start = sentence_text(message, span)
    things = _things(message, span, start, start + len(sentence))
    if not things or _YOUR_THING.search(sentence):
        return None
    if not _OUR_THING.search(sentence) and not _is_title_in(message, sentence):
        return None
    before = clause_before(message, span)
    if not is_stated(message, span) and not _RELATIVE.search(before):
        return None
    is_others = message.language != "de" and _is_done_by_others(message, span, before)
    if is_others or denies(before, message.language):
        return None
    if not _TAKER.search(before) and not (
        _TAKERS_SELF.search(before) and message.language in ("es", "")
    ):
        return None
    date = _date_of(message, span)
    return _Said(span, sentence, _topic(message, sentence, span, start, things), date)


def _is_title_in(message: Message, sentence: str) -> bool:
    """Return whether a sentence holds most of the title of something that they took."""
    words = words_of(sentence)
    known = (each for each in known_of(message) if each.kind is ActivityKind.DOWNLOAD)
    return any(share_of(telling_words(title_of(each), "works"), words) > SAME for each in known)


LONGEST_TITLE: Final = 14
"""So many words of a title may stand between the verb and its day."""

_BREAKS: Final = re.compile(
    r"[,;:–—]|\b(?:that|which|who|because|so|but|and|then|before|after)\b", re.IGNORECASE
)


def _date_of(message: Message, span: Span) -> SaidDate | None:
    """Return the day on which something is said to have been taken, also behind a long title."""
    if _READS.search(message.quote(span)):
        return None
    date = own_date(message, span)
    if date is None:
        sentence, start = sentence_text(message, span)
        near = date_near(message, span)
        between = sentence[span.end - start : near.start] if near else ""
        is_own = 0 < len(between.split()) <= LONGEST_TITLE and not _BREAKS.search(between)
        date = near if is_own else None
    return None if date is None or date.is_ahead else date


_RELATIVE: Final = re.compile(
    r"\b(?:that|which|die|den|das|que)\s+(?:you|Sie|vous|usted)\b", re.IGNORECASE
)
_YOUR_THING: Final = re.compile(
    r"\byour (?:own )?(?:\w+ )?(?:report|guide|study|paper|brochure|catalogue|handbook|manual)\b",
    re.IGNORECASE,
)


def _said(message: Message, span: Span) -> _Said | None:
    before = clause_before(message, span)
    if _is_done_by_others(message, span, before):
        return None
    if denies(before, message.language) or _QUESTION.search(before):
        return None
    asserts = message.quote(span).lower().startswith(("you", "sie", "vous", "du "))
    if asserts and not is_stated(message, span):
        return None
    sentence, start = sentence_text(message, span)
    if _ANY_THING.search(message.quote(span)) and not _OF_OURS.search(sentence):
        return None
    things = _things(message, span, start, start + len(sentence))
    is_download = "download" in message.quote(span).lower() or "lade" in message.quote(span).lower()
    if not things and not is_download and not _QUOTED.search(sentence):
        return None
    date = _date_of(message, span)
    return _Said(span, sentence, _topic(message, sentence, span, start, things), date)


_ANY_THING: Final = re.compile(r"\b(?:got|took|pulled|saved|picked up) an?$", re.IGNORECASE)
_OF_OURS: Final = re.compile(
    r"\b(?:our|ours|from us|website|site|download\w*)\b|[\"“„«]", re.IGNORECASE
)
"""*You got a guide* may be anybody's; *a guide of ours* is one of these."""

_READS: Final = re.compile(
    r"\b(?:read|reading|look\w*|opened|studied|leafed|gelesen|consulté|leyó)\b", re.IGNORECASE
)
"""What is done with a guide may be done long after it was taken."""

_DOER: Final = re.compile(
    r"(?:\b(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ-]{2,20})|\b(?:colleagues?|team|people|he|she|they|customers"
    r"|visitors|who|buyers|many|others|readers|was|were|been))"
    r"(?:\s+(?:have|had|has|also|all|even|both|been)){0,2}\s*$"
)


def _is_done_by_others(message: Message, span: Span, before: str) -> bool:
    """Return whether somebody else took it: *Peter downloaded our guide*."""
    words = message.quote(span).lower()
    if words.startswith(("you", "ihr", "sie", "votre", "vous", "su ", "thank")) or " you" in words:
        return False
    doer = _DOER.search(before[-60:])
    contact = message.reader.contact if message.reader else None
    if doer is None or (doer["name"] and contact and doer["name"] in contact.name.split()):
        return False
    return doer["name"] not in ("Thanks", "Thank", "Since", "After", "When", "You", "Saw", "Sie")


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
    translated = [each for each in known if _is_in_another_language(message, each)]
    if said.topic and translated:
        return _of_a_translation(message, said, translated)
    if said.topic and known:
        return _other_title(message, said, known)
    return _nothing(message, said)


LONGEST_LOOK: Final = 600
_LANGUAGE_MARKS: Final = {
    "en": re.compile(r"\b(?:the|and|of|for|that|to|with|how|your|ways|on)\b", re.IGNORECASE),
    "de": re.compile(
        r"\b(?:der|die|das|und|für|ohne|mit|von|zu|zur|zum|im)\b|[äöüß]", re.IGNORECASE
    ),
    "fr": re.compile(r"\b(?:le|les|des|du|et|pour|sans|une|dans)\b|[èêç]", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|los|las|para|sin|guía|y|en|del)\b|ñ", re.IGNORECASE),
}


def _is_in_another_language(message: Message, activity: Activity) -> bool:
    """Return whether a title shows that it isn't in the draft's language: names may be translated.

    A title without any mark of a language tells nothing.
    """
    marked = {name for name, marks in _LANGUAGE_MARKS.items() if marks.search(title_of(activity))}
    if not message.language:
        text = message.body.text[:LONGEST_LOOK]
        return marked.isdisjoint(
            name for name, marks in _LANGUAGE_MARKS.items() if marks.search(text)
        ) and bool(marked)
    return bool(marked) and message.language not in marked


def _of_a_translation(message: Message, said: _Said, known: Sequence[Activity]) -> Claim:
    """Compare the day alone, where the title may be a translation."""
    date = said.date
    dated = [each for each in known if date is None or _on(message, each, date)]
    if dated and date is not None and not _QUOTED.search(said.sentence):
        reason = f"Our records have “{title_of(dated[0])}” taken then."
        return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [_evidence(dated[0])])
    reason = f"Our records have “{title_of(known[0])}”, which may or may not be this."
    return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason, [_evidence(known[0])])


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
            text = f"{each.subject} {each.body}"
            is_of_reading = each.kind is ActivityKind.FORM or _ASKS_TO_READ.search(text)
            if said.topic and is_of_reading and share_of(said.topic, words_of(text)) >= 0.75:
                return each
    return None


_ASKS_TO_READ: Final = re.compile(
    r"\b(?:send|sent|copy|pdf|guide|paper|whitepaper|report|brochure|study|checklist|handbook|book"
    r"|document\w*|read|sheet|catalogue|recording|slides|download\w*|schick\w*|leitfaden|unterlagen"
    r"|prospekt|envoy\w+|brochure|envi\w+|folleto|guía)\b",
    re.IGNORECASE,
)


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
