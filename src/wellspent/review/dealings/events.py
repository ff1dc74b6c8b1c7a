"""Events: in which the reader took part, and as what, by our records."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz

from wellspent.clean.company_name import fold_words
from wellspent.records.activity import Activity, ActivityKind
from wellspent.review.reading.statement import denies
from wellspent.review.reading.word_likeness import plain_words
from wellspent.review.word_lists import word_lists

ALIKE: Final = 86.0
"""Names as similar as this (rapidfuzz ratio, 0 to 100) are taken for one."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[^.!?;\n]{1,400}")


class Role(StrEnum):
    """As what somebody was at an event."""

    SPEAKER = "speaker"
    EXHIBITOR = "exhibitor"
    VISITOR = "visitor"
    REGISTERED = "registered"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Participation:
    """That somebody took part in an event, as our records have it."""

    activity: Activity
    name: str
    role: Role
    role_words: str
    at_our_booth: bool | None
    """Whether the record says that they were at our booth; None when it says nothing of it."""


def participations(activities: Sequence[Activity]) -> list[Participation]:
    """Return the events among activities, in their order."""
    return [_read(each) for each in activities if each.kind is ActivityKind.EVENT]


def _read(activity: Activity) -> Participation:
    name = _attribute(activity, "event", "event_name", "name", "title") or activity.subject
    role = _attribute(activity, "role", "participation", "status", "attendance")
    text = f"{activity.subject}. {activity.body}"
    return Participation(
        activity, name, role_in(role) if role else role_in(text), role, _booth(text)
    )


def _attribute(activity: Activity, *keys: str) -> str:
    folded = {key.lower().replace(" ", "_"): value for key, value in activity.attributes.items()}
    return next((str(folded[key]) for key in keys if folded.get(key)), "")


def role_in(words: str) -> Role:
    """Return the role that words of a record name."""
    return next((role for role, pattern in _roles().items() if pattern.search(words)), Role.UNKNOWN)


_BOOTH = re.compile(
    r"\b(?:our|unser\w*|notre|nuestro) (?:booth|stand|messestand|stall|table|puesto)\b"
    r"|\bat the (?:booth|stand)\b|\bbadge scan|\bscanned\b",
    re.IGNORECASE,
)


def _booth(text: str) -> bool | None:
    for sentence in _SENTENCE.findall(text):
        if _BOOTH.search(sentence):
            return not denies(sentence)
    return None


@cache
def _roles() -> Mapping[Role, re.Pattern[str]]:
    known = [role.value for role in Role if role is not Role.UNKNOWN]
    table: Mapping[str, list[str]] = word_lists("event_roles.toml", known)
    return {
        Role(role): re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE
        )
        for role, words in table.items()
    }


def is_named(event: str, words: str) -> bool:
    """Return whether words (a name in a draft, or a sentence of it) name an event of our records.

    A year in both must be the same.
    """
    years, said = set(_YEAR.findall(event)), set(_YEAR.findall(words))
    if years and said and not years & said:
        return False
    return _name_in(event, words)


def _name_in(event: str, words: str) -> bool:
    own = [word for word in _key(event) if word not in plain_words("events")]
    there = _key(words)
    if not own or not there:
        return bool(_key(event)) and " ".join(_key(event)) in " ".join(there)
    found = [word for word in own if any(_alike(word, other) for other in there)]
    if len(own) == 1:
        return bool(found)
    if len(found) >= max(2, (len(own) + 1) // 2) or _first_two(own, found):
        return True
    short = _SHORT_NAME.match(event)
    return short is not None and re.search(rf"\b{short[0]}\b", words) is not None


_SHORT_NAME = re.compile(r"[A-Z]{3,8}\b")
"""*CFIA* is enough of *CFIA Rennes 2026*."""


def _first_two(own: Sequence[str], found: Sequence[str]) -> bool:
    """Return whether a name is known by its first word, where that is no everyday one."""
    return bool(found) and found[0] == own[0] and len(own[0]) >= 6


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) < 5 or len(other) < 5:
        return False
    return fuzz.ratio(word, other) >= ALIKE


@lru_cache(maxsize=4096)
def _key(name: str) -> tuple[str, ...]:
    """Return the words of a name without years."""
    return tuple(word for word in fold_words(name) if not _YEAR.fullmatch(word))
