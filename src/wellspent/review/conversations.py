"""Conversations: which of the recorded activities were talks, and with whom of ours."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from wellspent.phrases.pattern import fold, split_words
from wellspent.records.activity import Activity, ActivityKind, Direction

SHORT: Final = 4.0
"""A call of under so many minutes with words of a failed attempt was none."""

WRITTEN: Final = frozenset(
    {ActivityKind.EMAIL, ActivityKind.FORM, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE}
)
SPOKEN: Final = frozenset({ActivityKind.CALL, ActivityKind.MEETING})

_REMOTE = re.compile(
    r"\b(?:video|teams|zoom|online|remote|virtual|webex|google meet)\b", re.IGNORECASE
)
_ON_SITE = re.compile(
    r"\b(?:on.?site|in person|visit\w*|their (?:office|plant|site)|vor ort|face to face|lunch"
    r"|coffee|sur place|presencial)\b",
    re.IGNORECASE,
)


def is_attempt(activity: Activity) -> bool:
    """Return whether a call or meeting didn't come about: *left voicemail*, *cancelled*."""
    if activity.kind not in SPOKEN:
        return False
    if activity.minutes == 0:
        return True
    outcome = " ".join(str(value) for value in activity.attributes.values())
    words = f"{activity.subject}. {activity.body}. {outcome}"
    if not _pattern("words").search(words):
        return False
    is_short = activity.minutes is None or activity.minutes < SHORT
    return is_short and not _pattern("spoke").search(activity.body)


def is_remote(activity: Activity) -> bool:
    """Return whether a meeting was held by telephone or video, as far as its record says."""
    return _REMOTE.search(f"{activity.subject} {activity.body}") is not None


def is_on_site(activity: Activity) -> bool:
    """Return whether a record says that people met in person."""
    return _ON_SITE.search(f"{activity.subject} {activity.body}") is not None


def is_theirs(activity: Activity) -> bool:
    """Return whether they wrote, and not we."""
    return activity.kind in WRITTEN and activity.direction is Direction.INBOUND


def is_of(rep: str, who: str) -> bool:
    """Return whether a rep as recorded and as named are one: by a name that both have."""
    return bool(_names(rep) & _names(who))


def _names(text: str) -> set[str]:
    words = split_words(text.split("@")[0])[1::2]
    return {fold(word) for word in words if len(word) > 1}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    text = files("wellspent.review").joinpath("unreached.toml").read_text("utf-8")
    words: list[str] = tomllib.loads(text)[name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
