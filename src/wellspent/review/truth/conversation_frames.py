"""Frames of conversations: who of us spoke, met or wrote with the reader, in whichever words.

A verb (*rang*, *came to see*) counts where one of ours and the reader stand on its two sides, a
noun (*chat*, *visit*) where it is ours and lies behind us: *Monday's chat*, *since Julia's visit*.
The words are groups of `words/conversation.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wellspent.phrases.dates import dates_in
from wellspent.records.finding import DraftField
from wellspent.review.message import Message
from wellspent.review.reading.statement import (
    clause_before,
    is_denied,
    is_stated,
    sentence_at,
    today,
)
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.truth.conversation_people import (
    NAME,
    Framed,
    had_by,
    is_of_ours,
    name_of_ours,
)

WORDS: Final = "conversation"
MOST_HITS: Final = 40
"""Of so many places in a draft such words are looked at; no letter to a person has more."""

NEAR: Final = 90
"""So many characters before and after a word are looked at."""

VERBS: Final = {
    "call_verb": ("call", "we_called"),
    "meet_verb": ("meeting", "meeting"),
    "talk_verb": ("talk", "talk"),
    "write_verb": ("wrote", "we_wrote"),
}
"""What a verb says where the reader does it (or all of us), and where one of ours does."""

NOUNS: Final = {
    "call_noun": "call",
    "meet_noun": "meeting",
    "talk_noun": "talk",
    "write_noun": "wrote",
}


_AIDE = (
    r"colleague|boss|manager|engineer|technician|director|rep|team|assistant|partner|predecessor"
    r"|Kolleg(?:e|in|en)|Chef(?:in)?|Techniker(?:in)?|collègue|technicien(?:ne)?|responsable"
    r"|compañer[oa]|colega|técnico|jefe|jefa"
)
_AUX = (
    r"have|had|has|'ve|’ve|'d|’d|just|also|both|all|kindly|briefly|last|first|already|even|then"
    r"|only|finally|recently|actually|personally|got|came|and|did|quickly|really|hat|habe|haben"
    r"|hatte|hatten|a|ai|avons|avait|ont|nous|se|me|ya|ha|he"
)
_SUBJECT = re.compile(
    rf"(?:(?P<both>\b(?:(?i:you and i|the two of us|we both|we two)))"
    rf"|(?P<pair>\b(?i:you and (?:he|she)|he and you|she and you|the two of you|you two|you both"
    rf"|both of you))"
    rf"|(?P<two>\b(?i:you and|Sie und|vous et|usted y) (?P<with>{NAME})"
    rf"|(?P<with2>{NAME}) (?i:and (?:you|yourself)|und Sie|et vous|y usted))"
    rf"|(?P<aide>\b(?i:my|our|mein\w*|unser\w*|mon|ma|notre|mi|nuestr[oa])(?: \w+)? (?:{_AIDE})"
    rf"(?:\s(?P<named>{NAME}))?)"
    rf"|\b(?P<ours>(?i:i|we|ich|wir|je|j['’]|nous|yo)\b)"
    rf"|\b(?P<you>(?i:you|Sie|du|vous|usted)\b)"
    rf"|(?P<name>\b{NAME}))"
    rf"(?:(?:\s*|\s+)(?:{_AUX})\b){{0,4}}\s*$"
)
_OBJECT = re.compile(
    rf"\W{{0,2}}(?:(?:in|by|over|up|out|back|around|round|down|off|again|briefly)\s+)?"
    rf"(?:(?:with|to|at|on|for|from|and)\s+)?"
    rf"(?:(?P<you>(?:both of\s+)?(?i:you|yourself)\b)|(?P<us>(?i:me|us)\b)"
    rf"|(?P<site>(?i:your)\s+(?:[\w'’-]+\s+){{0,2}}(?:{{place}})\b)"
    rf"|(?P<people>(?i:your)\s+(?:[\w'’-]+\s+){{0,1}}(?:{{people}})\b)"
    rf"|(?P<our_site>(?i:our)\s+(?:[\w'’-]+\s+){{0,2}}(?:{{place}})\b)"
    rf"|(?P<name>{NAME}))".replace(
        "{place}",
        "plant|factory|office|offices|site|works|hall|halls|house|workshop|lab|warehouse|depot|mill"
        "|brewery|dairy|bakery|line|lines|facility|premises|floor|shopfloor|headquarters|HQ|yard"
        "|showroom",
    ).replace(
        "{people}",
        "team|crew|people|staff|fitters|colleagues?|operators|engineers?|technicians|foremen|shift"
        "|lads|guys|boss|buyer|buyers|maintenance",
    )
)
_IN_VERB = re.compile(r"\b(?:(?P<you>you|your|Ihnen|Sie)|(?P<us>me|us|mich|uns))\b")
_READER_BEFORE = re.compile(
    r"\b(?:Sie|Ihnen|Ihr(?:em|en)? (?:Werk|Büro|Betrieb)|dich|dir|vous|usted|votre usine)\b"
    r"|\b(?:le|la|lo)\s+(?:he\s+|ha\s+|hemos\s+)?$"
)
_READER_AFTER = re.compile(
    r"\W{0,2}(?:[\wà-ÿ]+\s){0,2}(?:vous|votre (?:usine|site)|usted|su (?:planta|fábrica|oficina))\b"
)
_ING = re.compile(r"\w+ing\b")
_GLAD = re.compile(
    r"\b(?:pleasure|enjoyed|loved|appreciated|treat|great|good|nice|lovely|fun|glad|honou?r|thanks"
    r"|thank you|since|after|having|remember\w*|recall\w*|from|wonderful|brilliant|fantastic)"
    r"(?:\s+(?:for|in|to be|of|was|it|to))?(?:\s+(?P<name>" + NAME + r"))?\s*$",
    re.IGNORECASE,
)
_AIDES = re.compile(rf"\b(?:{_AIDE})\b", re.IGNORECASE)
_GLAD_TO = re.compile(
    r"\b(?:was|were|been|so|really|very)?\s*(?:pleasure|treat|great|good|nice|lovely|fun|glad|honou?r"
    r"|wonderful|brilliant)\s+to\s*$",
    re.IGNORECASE,
)
"""*It was good to sit down with you.*"""
_ASKED = re.compile(
    r"\W*(?:did|have|has|had|were|was|do|does|could|can|would|will|shall|should|may|hat|haben|ist"
    r"|war|können|est-ce|avez|pouvons|ha|puede|podemos)\b",
    re.IGNORECASE,
)


def framed_conversations(message: Message) -> Iterator[Framed]:
    """Yield the conversations that a draft speaks of, verbs first."""
    left = MOST_HITS
    for field in DraftField:
        for group in (*VERBS, *NOUNS):
            for span in message.hits(WORDS, group, field)[:left]:
                left -= 1
                sentence = sentence_at(message, span)
                if sentence is None or _is_asked(sentence) or not is_stated(message, span):
                    continue
                if is_denied(message, span):
                    continue
                said = (
                    _verb(message, group, span) if group in VERBS else _noun(message, group, span)
                )
                if said is not None:
                    yield said


def _is_asked(sentence: Sentence) -> bool:
    return sentence.asks and _ASKED.match(sentence.text) is not None


_OF_ONE = re.compile(r"(?:saw|seen|showed?n?|hosted|trained|demoed|gave|held|ran)\b", re.IGNORECASE)
"""What two people do with a third thing: *as we both saw*."""

_GIVES = re.compile(r"(?:gave|held|ran)\b", re.IGNORECASE)
_ANY_NOUN = re.compile(
    r"\b(?:training|demo|tour|workshop|session|demonstration|talk)\b", re.IGNORECASE
)


def _verb(message: Message, group: str, span: Span) -> Framed | None:
    before, after = clause_before(message, span)[-NEAR:], _after(message, span)
    words = message.quote(span)
    if message.language != "en":
        foreign = _foreign_verb(message, group, span, _before(message, span), after)
        if foreign is not None or message.language:
            return foreign
    if _GIVES.match(words) and not _ANY_NOUN.search(before):
        return None
    if _ING.match(words) or _GLAD_TO.search(before):
        return _gerund(message, group, span, before, after)
    subject = _SUBJECT.search(before)
    if subject is None:
        return None
    parties = _Parties(subject, _OBJECT.match(after), _IN_VERB.search(words))
    joint, ours = VERBS[group]
    if subject["both"]:
        return None if _OF_ONE.match(words) else Framed(joint, span, "")
    if subject["pair"]:
        who = name_of_ours(message, before[: subject.start()])
        is_told = who or "two of" not in subject["pair"] or _AIDES.search(before)
        return Framed(joint, span, who) if is_told else None
    if subject["two"]:
        return had_by(message, joint, span, subject["with"] or subject["with2"])
    if subject["you"]:
        return _theirs(message, joint, span, parties)
    return _ours(message, ours, span, parties)


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who does it, whom it is done to after the verb, and within it."""

    subject: re.Match[str]
    target: re.Match[str] | None
    inner: re.Match[str] | None

    def is_to(self, *names: str) -> bool:
        """Return whether it is done to one of these."""
        return any(_is_to(match, name) for name in names for match in (self.target, self.inner))


def _theirs(message: Message, group: str, span: Span, parties: _Parties) -> Framed | None:
    if parties.is_to("us", "our_site"):
        is_me = _is_me(parties.target, parties.inner)
        return Framed(group, span, message.draft.sender if is_me else "")
    target = parties.target
    named = name_of_ours(message, message.quote(span))
    if named:
        return had_by(message, group, span, named)
    if target is None or not target["name"]:
        return None
    return had_by(message, group, span, target["name"])


def _ours(message: Message, group: str, span: Span, parties: _Parties) -> Framed | None:
    words = message.quote(span)
    is_to_you = parties.is_to("you", "site")
    is_of_theirs = parties.is_to("people") or (_GIVES.match(words) and words.endswith("your"))
    if not is_to_you and not is_of_theirs:
        return _we_two(message, group, span, parties)
    subject = parties.subject
    if subject["ours"]:
        who = message.draft.sender if subject["ours"] in ("I", "i") else ""
    else:
        who = (subject["named"] or "") if subject["aide"] else subject["name"]
        if not subject["aide"] and not is_of_ours(message, who):
            return None
    return Framed(group, span, who, is_of_theirs=not is_to_you)


_TOGETHER = re.compile(
    r"(?:met|spoke|talked|chatted|caught up|sat (?:down|together))\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"\W{0,2}(?:over|on|in|at your|by|last|yesterday|briefly|again|for|this|back|earlier)\b"
)


def _we_two(message: Message, group: str, span: Span, parties: _Parties) -> Framed | None:
    """Read *we met over coffee in January*, where nobody else is named."""
    if (parties.subject["ours"] or "").lower() != "we" or not _TOGETHER.match(message.quote(span)):
        return None
    after = _after(message, span)
    if not _WHEN.match(after) or not _is_dated(message, after):
        return None
    return Framed("talk" if group == "we_called" else group, span, "")


def _is_me(target: re.Match[str] | None, inner: re.Match[str] | None) -> bool:
    found = (target["us"] if target else "") or (inner["us"] if inner else "")
    return bool(found) and found.lower() == "me"


def _is_to(match: re.Match[str] | None, who: str) -> bool:
    return match is not None and bool(match.groupdict().get(who))


def _gerund(message: Message, group: str, span: Span, before: str, after: str) -> Framed | None:
    """Read *a pleasure speaking to you*, *you'll remember Julia ringing you*."""
    glad = _GLAD.search(before)
    begins = not before.strip()
    if glad is None and not begins:
        return None
    target = _OBJECT.match(after)
    to_reader = _is_to(target, "you") or _is_to(target, "site")
    to_reader = to_reader or "you" in message.quote(span).split()
    is_dated = any(not one.is_ahead and one.start < 12 for one in _dates(message, after))
    if not (to_reader or (glad is not None and is_dated and target is None)):
        return None
    if begins and not is_dated and not any(True for _ in _dates(message, after)):
        return None
    name = glad["name"] if glad is not None else ""
    if name:
        return had_by(message, VERBS[group][1], span, name)
    return Framed(VERBS[group][0], span, "")


def _foreign_verb(
    message: Message, group: str, span: Span, before: str, after: str
) -> Framed | None:
    """Read German, French and Spanish verbs, which have the reader before or after them."""
    joint, ours = VERBS[group]
    words = message.quote(span)
    reader = _READER_BEFORE.search(before) or _READER_AFTER.match(after)
    reader = reader or _READER_BEFORE.search(words)
    name = name_of_ours(message, before)
    if name and reader:
        return Framed(ours, span, name)
    if reader and (_I.search(before) or _I_DID.match(words)):
        is_mutual = group not in ("write_verb", "call_verb") or _MUTUAL.match(words)
        return Framed(joint if is_mutual else ours, span, message.draft.sender)
    if group != "write_verb" and _WE_TWO.search(before) and _is_dated_before(message, before):
        return Framed(joint, span, "")
    if reader and re.search(
        r"\b(?:ich|wir|je|j['’]ai|nous|mich|uns|me|nos)\b", before, re.IGNORECASE
    ):
        return Framed(joint, span, "")
    return None


_I = re.compile(r"\b(?:ich|je|j['’]ai)\b", re.IGNORECASE)
_WE_TWO = re.compile(r"\bwir(?: uns| beide)?\b(?!.*\bmit (?!Ihnen|dir|einander))", re.DOTALL)


def _is_dated_before(message: Message, before: str) -> bool:
    """Return whether a day behind us stands before a verb: *am Dienstag haben wir telefoniert*."""
    return any(not one.is_ahead for one in _dates(message, before))


_MUTUAL = re.compile(r"telefoniert|am telefon|au téléphone|por teléfono", re.IGNORECASE)
_I_DID = re.compile(r"(?:dije|prometí|llamé|visité|escribí|hablé|conocí)\b", re.IGNORECASE)


def _before(message: Message, span: Span) -> str:
    sentence = sentence_at(message, span)
    start = sentence.start if sentence is not None else 0
    return message.field(span.field).text[max(start, span.start - NEAR) : span.start]


_ADJECTIVES = (
    r"(?:(?:very|really|recent|last|previous|earlier|brief|quick|short|first|good|great|nice|long"
    r"|lovely|little|initial|latest|second|two|late|early|phone|telephone|video|zoom|teams|skype"
    r"|webex|online|intro|introductory|discovery|friendly|productive|pleasant|helpful|useful"
    r"|interesting|excellent|on-site|site|joint|informal|working|business|half-hour|hour-long|kind"
    r"|linkedin|whatsapp|text|letzt\w+|gestrig\w+|kurz\w+|nett\w+|gut\w+|erst\w+|dernier|dernière"
    r"|récent\w*|bref|brève|premier|première|bon|bonne|últim[oa]|breve|primera?|agradable"
    r"|morning|afternoon|evening)\s+){0,3}"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY_BEFORE = re.compile(
    rf"\b(?:(?:last\s+|this\s+)?(?:{_WEEKDAY}|week|month|autumn|summer|spring|winter)['’]s"
    rf"|yesterday(?:['’]s)?|today['’]s|this (?:morning|afternoon)['’]s"
    rf"|(?:our|the|that|your|my)\s+(?:last\s+)?{_WEEKDAY})\s+{_ADJECTIVES}$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"(?:\b(?P<our>(?i:our|unser\w*|notre|nos|nuestr\w+))|\b(?P<my>(?i:my|mein\w*|mon|ma|mi))"
    rf"|\b(?P<your>(?i:your|ihr\w*|dein\w*|votre|vos|su|tu))"
    rf"|\b(?P<the>(?i:the|that|das|dem|dieses|la|le|cette|cet|el|esa))"
    rf"|(?P<name>{NAME})['’]s|\b(?P<theirs>(?i:his|her)))"
    rf"\s+(?i:{_ADJECTIVES})$"
)
_ANCHOR = re.compile(
    r"\b(?:reference to|since|after|following|further to|on from|up from|thanks for|thank you for"
    r"|enjoyed|during|recap of|notes (?:of|from|on)|minutes of|as per|on the back of|per|nach|seit"
    r"|suite à"
    r"|depuis|après|lors de|tras|desde|durante|en)\s+$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[ -](?:rooms?|slots?|cent(?:re|er)|scripts?|for papers|lists?|times?|pumps?|card|log|logs"
    r"|app|tool|agenda|software|back|to action"
    r"|(?:today |yesterday )?with\s+(?!you\b|me\b|us\b|yourself\b|Ihnen\b"
    r"|(?:my|our) \w+ [A-Z])(?!"
    + NAME
    + r"\b)|between|of (?:the|our|your) (?:board|team|directors)|by an?\b|from (?:a|our|the|one of)"
    r"\b|about to\b)"
)
_WITH = re.compile(
    rf"\s+(?:of yours\s+)?(?:with|between|by|from|mit|avec|de|con)\s+"
    rf"(?:(?:you|me|my colleague|our colleague|us)\s+and\s+)?(?:my colleague\s+)?(?P<name>{NAME})"
)


def _noun(message: Message, group: str, span: Span) -> Framed | None:
    before, after = clause_before(message, span)[-NEAR:], _after(message, span)
    if _GOES_ON.match(after):
        return None
    by_day = _DAY_BEFORE.search(before)
    owned = _OWNED.search(before)
    if by_day is None and owned is None:
        return None
    is_anchored = owned is not None and _ANCHOR.search(before[: owned.start()]) is not None
    if by_day is None and not is_anchored and not _is_dated(message, after):
        return None
    if owned is None or by_day is not None:
        return Framed(_joint(group, owned), span, _with_name(message, after))
    return _owned_noun(message, group, span, owned, after, is_anchored=is_anchored)


def _joint(group: str, owned: re.Match[str] | None) -> str:
    if group == "write_noun" and owned is not None and owned["my"]:
        return "we_wrote"
    return NOUNS[group]


def _owned_noun(
    message: Message, group: str, span: Span, owned: re.Match[str], after: str, *, is_anchored: bool
) -> Framed | None:
    name = owned["name"]
    if name:
        name = name.split("'")[0].split("’")[0]
        if group == "write_noun" or not is_of_ours(message, name):
            return None
        to_reader = re.match(r"[^.,;]{0,30}?\b(?:you|your)\b", after)
        return had_by(message, NOUNS[group], span, name) if to_reader else None
    if owned["theirs"]:
        who = name_of_ours(message, clause_before(message, span))
        to_reader = re.match(r"[^.,;]{0,30}?\b(?:you|your)\b", after)
        return Framed(NOUNS[group], span, who) if who and to_reader else None
    if owned["your"] and group in ("meet_noun", "talk_noun") and not _with_name(message, after):
        is_ours = re.match(r"\s+(?:to|with|at|here)\s+(?:me|us|our)\b", after)
        who = (
            name_of_ours(message, clause_before(message, span)) if _is_dated(message, after) else ""
        )
        if who:
            return Framed(NOUNS[group], span, who)
        if not is_ours and not (is_anchored and _is_dated(message, after)):
            return None
    if owned["the"] and not _is_the_one(message, group, span, after):
        return None
    who = _with_name(message, after)
    if not who and owned["my"]:
        who = message.draft.sender
    return Framed(_joint(group, owned), span, who)


_WEAK = re.compile(r"(?:lunch|coffee|dinner|breakfast|tour|walk|review|session)\b", re.IGNORECASE)


def _is_the_one(message: Message, group: str, span: Span, after: str) -> bool:
    """Return whether *the call* is one between us: its day is said at once."""
    if group == "write_noun" or _WEAK.match(message.quote(span)):
        return False
    return (
        any(
            not one.is_ahead and not after[: one.start].strip(" ,")
            for one in _dates(message, after)
        )
        or re.match(r"\s+(?:that )?(?:I gave you|we had|you and I had)\b", after) is not None
    )


def _with_name(message: Message, after: str) -> str:
    match = _WITH.match(after)
    return match["name"] if match and is_of_ours(message, match["name"]) else ""


def _is_dated(message: Message, after: str) -> bool:
    """Return whether a day behind us stands close after a noun."""
    return any(
        not one.is_ahead and len(after[: one.start].split()) <= 5 for one in _dates(message, after)
    )


def _dates(message: Message, text: str):
    return dates_in(text, today(message), language=message.language)


def _after(message: Message, span: Span) -> str:
    sentence = sentence_at(message, span)
    end = sentence.end if sentence is not None else span.end + NEAR
    return message.field(span.field).text[span.end : min(end, span.end + NEAR)]
