"""Power holder: whom a statement of power is about, by where its words stand.

The holder is the subject of what is said: the last name, role or *I* before the words of power in
their clause (*our board decides*, *mein Vater unterschreibt*), within them (*my call*), or, in a
cleft or after a preposition, the first one behind them (*a signature from the dean*, *el que manda
es mi suegro*). It is told in the sentence's own words; the speaker is `me`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wellspent.listen.spoken import Said
from wellspent.records.heard import PowerKind

WORDS: Final = "power"
SPEAKER: Final = "me"

FURTHEST: Final = 60
"""Characters between the subject and what is said of it."""

NEAR: Final = 20
"""Characters behind the words of power within which *him* speaks of the one named before."""

OWN: Final = frozenset({PowerKind.NEEDS_APPROVAL, PowerKind.NO_POWER})
"""What is mostly said of oneself: whom one must ask stands behind."""

OF_THINGS: Final = frozenset({*OWN, PowerKind.PURCHASING})
"""What is said of things, too: *anything over two thousand goes through procurement*."""

_TITLED: Final = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Father|Sister|Herrn?|Frau|Mme|Monsieur|Madame|Sra?|Señora?|Don|Doña)"
    r"\.?\s+[A-ZÀ-Ý][\w-]+"
)
_NOUN: Final = r"[^\W\d_][\w-]*(?:['’](?!s\b)\w+)?"
_ARTICLE: Final = {
    "en": r"the|my|our|his|her|their|old|two|any|all|each|both",
    "de": r"der|die|das|den|dem|mein\w{0,2}|unser\w{0,2}|sein\w{0,2}|ihr\w{0,2}",
    "fr": r"le|la|les|mon|ma|mes|notre|nos|son|sa|ses|leurs?|l['’]",
    "es": r"el|la|los|las|mi|mis|nuestr[oa]s?|su|sus",
}
_REST: Final = re.compile(
    r"\s+(?:of|de|du|des|der|del|für)\s+[\w-]+"
    r"|\s+(?:technique|financière|générale?|general|industrielle)\b"
)
_OPENS: Final = re.compile(
    r"[;:!?]\s|,\s(?!der\b|die\b|das\b|who\b|qui\b|que\b|quien\b)|"
    r"\b(?:but|because|whether|unless|aber|weil|ob|denn|mais|parce que|pero|porque)\b"
)
_BEFORE: Final = re.compile(
    r"(?:\b(?:by|from|with|through|past|via|to|over|without|von|vom|bei|beim|über|durch|ohne|zum|zur"
    r"|par|de|du|des|chez|sans|por|con|del|al|sin)\s+(?:the|my|our|der|die|das|den|dem|la|le|el|los)?"
    r"\s*)$",
    re.IGNORECASE,
)
_MERGED: Final = re.compile(r"^(?:vom|beim|zum|zur|im|du|des|au|aux|del|al)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    who: str
    is_told: bool = True
    """It stands free, not behind a preposition."""
    is_known: bool = True
    """It is a name or a role, not just any noun, which within words of power is a part of them."""


def holder(said: Said, kind: PowerKind, hit: tuple[int, int]) -> str:
    """Return whom the words at `hit` (characters of the turn) give power to, or deny it."""
    start, end = hit[0] - said.start, hit[1] - said.start
    clause = _clause_begins(said.text, start)
    mentioned = sorted(_mentions(said), key=lambda one: (one.start, -one.end))
    found = [one for one in mentioned if one.is_known or one.end <= start or end <= one.start]
    within = [one for one in found if start <= one.start < end]
    if any(one.who == SPEAKER for one in within):
        return SPEAKER
    before = [one for one in found if clause <= one.start < start]
    if subject := _subject(before, start, kind):
        return subject.who
    if kind in OF_THINGS and (thing := _thing(said.text[clause:end])):
        return thing
    earlier = [one for one in found if one.start < start and one.who != SPEAKER]
    if earlier and _OTHER.search(said.text[clause : end + NEAR]):
        return earlier[-1].who
    return SPEAKER if kind in OWN else _behind(said, found, within, end)


def _behind(said: Said, found: Sequence[_Named], within: Sequence[_Named], end: int) -> str:
    """Return the first who stands in the words of power or behind them, else the speaker."""
    if within:
        return within[0].who
    tail = _TAIL.get(said.language, _TAIL["en"]).match(said.text, end)
    behind = [one for one in found if end <= one.start <= end + FURTHEST]
    if tail and (not behind or tail.start(1) <= behind[0].start):
        return tail[1]
    return behind[0].who if behind else SPEAKER


def _subject(before: Sequence[_Named], start: int, kind: PowerKind) -> _Named | None:
    """Return the subject: the last one that stands free, else for a holder the last of all."""
    near = [one for one in before if start - one.end <= FURTHEST]
    free = [one for one in near if one.is_told]
    if free:
        mine = [one for one in free if one.who == SPEAKER]
        return mine[-1] if kind in OWN and mine else free[-1]
    return near[-1] if near and kind not in OF_THINGS else None


def _thing(clause: str) -> str:
    """Return what a clause is about: its words up to the verb, empty for *it* and *we*."""
    found = _THING.match(clause)
    return found[1] if found else ""


def _clause_begins(text: str, at: int) -> int:
    return max((opens.end() for opens in _OPENS.finditer(text, 0, at)), default=0)


def _mentions(said: Said) -> Iterator[_Named]:
    """Yield the names, roles and words for the speaker in a sentence."""
    taken: list[tuple[int, int]] = []
    spans = [(span, True) for span in _known_spans(said)]
    phrases = _PHRASE.get(said.language, _PHRASE["en"]).finditer(said.text)
    spans += [(match.span(), False) for match in phrases]
    for (start, end), is_known in sorted(spans, key=lambda one: one[0][0] - one[0][1]):
        if not any(start < other[1] and other[0] < end for other in taken):
            taken.append((start, end))
            yield replace(_named(said.text, start, end), is_known=is_known)
    for first, last in said.spans(WORDS, "me"):
        start, end = first - said.start, last - said.start
        if not any(start < other[1] and other[0] < end for other in taken):
            yield _Named(start, end, SPEAKER)


def _named(text: str, start: int, end: int) -> _Named:
    rest = _REST.match(text, end)
    end = rest.end() if rest else end
    merged = _MERGED.match(text[start:end])
    first = start + merged.end() if merged else start
    is_told = merged is None and not _BEFORE.search(text[max(0, start - 40) : start])
    return _Named(start, end, text[first:end], is_told)


def _known_spans(said: Said) -> list[tuple[int, int]]:
    """Return where names and roles stand."""
    article = _ARTICLE.get(said.language, _ARTICLE["en"])
    spans = [match.span() for match in re.finditer(rf"\b{_TITLED}", said.text)]
    for start, end in said.spans(WORDS, "role"):
        spans.append(_with_article(said.text, start - said.start, end - said.start, article))
    name = _GERMAN_NAME if said.language == "de" else _NAME
    spans += [match.span() for match in name.finditer(said.text)]
    spans += [
        match.span() for match in _PHRASE.get(said.language, _PHRASE["en"]).finditer(said.text)
    ]
    return sorted(spans, key=lambda span: span[0] - span[1])


def _with_article(text: str, start: int, end: int, article: str) -> tuple[int, int]:
    """Return a role with the article or possessive and one word that stand before it."""
    before = re.search(
        rf"\b(?:{article})\s*(?:{_NOUN}\s+)?$", text[max(0, start - 40) : start], re.IGNORECASE
    )
    return (max(0, start - 40) + before.start() if before else start), end


_VERBS: Final = (
    r"(?:['’]s\b|will\b|has\b|have\b|had\b|holds?\b|hold\b|decides?\b|signs?\b|minds?\b|runs\b|picks\b"
    r"|owns\b|says?\b|must\b|can\b|gotta\b|writes\b|makes\b|who\b|entscheidet\b|unterschreibt\b|hat\b"
    r"|muss\b|décide\b|signe\b|tranche\b|valide\b|gère\b|qui\b|decide\b|firma\b|manda\b|lleva\b|tiene\b)"
)
_NAME: Final = re.compile(
    rf"(?<![.!?]\s)(?<!^)(?<!\w)[A-ZÀ-Ý][a-zà-ÿ]+(?:\s+[A-ZÀ-Ý][a-zà-ÿ]+)?(?=['’]s\b|[\s,.!?]|$)"
    rf"|\b(?!I\b|The\b|It\b|That\b|This\b|He\b|She\b|We\b|You\b|They\b|There\b|Il\b|Elle\b|Lo\b|On\b)"
    rf"[A-ZÀ-Ý][a-zà-ÿ]+(?=\s*{_VERBS})"
)
_GERMAN_NAME: Final = re.compile(
    rf"\b(?!Ich\b|Das\b|Die\b|Der\b|Er\b|Es\b|Wir\b|Sie\b|Wer\b|Da\b|Hier\b|Man\b)"
    rf"([A-ZÄÖÜ][a-zäöüß]+)(?=\s*{_VERBS})"
)

_LINKS: Final = (
    r"(?:['’]s\b|is\b|are\b|was\b|will\b|has\b|have\b|holds?\b|decides?\b|signs?\b|who\b|that\b|must\b"
    r"|can\b|to\b|in\b|for\b|on\b|at\b"
    r"|i\b|it['’]?s?\b|you\b|we\b|he\b|she\b|they\b|ain['’]t\b|gets?\b|get\b|takes?\b|picks?\b|choose\b|don['’]t\b|needs?\b|ist\b|sind\b|hat\b|haben\b"
    r"|muss\b|müssen\b|entscheidet\b|unterschreibt\b|läuft\b|geht\b|a\b|ont\b|est\b|qui\b|décide\b|signe\b"
    r"|doit\b|passe\b|es\b|tiene\b|tienen\b|decide\b|firma\b|lleva\b|manda\b|se\b|quien\b|que\b)"
)
_PHRASE: Final = {
    language: re.compile(
        rf"\b(?:{article})\s*{_NOUN}(?:\s+(?!{_LINKS}){_NOUN}){{0,2}}\b(?=['’]s\b|,?\s+{_LINKS})",
        re.IGNORECASE,
    )
    for language, article in _ARTICLE.items()
}
"""An article and what follows it up to a verb: *the shop steward has*, *les achats passent*."""

_TAIL: Final = {
    language: re.compile(
        r"\s*(?:is|are|of|from|by|ist|hat|haben|von|vom|est|c['’]est|de|es|son)?\s*"
        rf"((?:{article})\s*{_NOUN}(?:\s+{_NOUN})?)(?=\s*[.,;!?]|\s*$)",
        re.IGNORECASE,
    )
    for language, article in _ARTICLE.items()
}
"""A noun phrase that ends a clause: *a signature from the dean*, *el que manda es mi suegro*."""

_OTHER: Final = re.compile(
    r"\b(?:he|she|they|him|her|them|er|ihn|ihm|il|elle|ils|lui|él|ella|ellos|le)\b", re.IGNORECASE
)
_THING: Final = re.compile(
    r"\s*((?!(?:it|that|this|there|we|you|i|what|es|das|wir|man|ce|ça|cela|on|il|nous|eso|esto|hay|lo)\b)"
    r"[\w.-]+(?:\s+[\w.,-]+){0,5}?)\s+"
    r"(?:goes|go|has to|have to|must|needs?|runs?|is|are|can['’]t|has no|have no"
    r"|don['’]t|doesn['’]t"
    r"|läuft|laufen|geht|gehen|muss|müssen|braucht|wird|werden|haben|hat"
    r"|passe|passent|doit|doivent|est|sont|n['’]a|tiene|tienen|pasa|pasan|va|van|se)\b",
    re.IGNORECASE,
)
