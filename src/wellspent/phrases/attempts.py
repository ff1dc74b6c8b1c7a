"""Attempts: whether a call or meeting came about, by its minutes and by what was noted of it.

The words are in `unreached.toml`. Shared by `review` (did we talk?) and `reach` (did they answer?).
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from wellspent.records.activity import Activity, ActivityKind

SPOKEN: Final = frozenset({ActivityKind.CALL, ActivityKind.MEETING})

SHORT: Final = 4.0
"""A call of under so many minutes with words of a failed attempt was none."""

CONVERSATION_MINUTES: Final = 2.0
"""A call that took as long was a conversation; a shorter one got nobody, or their machine."""


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


def is_conversation(activity: Activity) -> bool:
    """Return whether a call was a talk: it took its minutes, and no note says *voicemail*.

    Where the minutes aren't known, a note of what was said is as good.
    """
    if activity.kind is not ActivityKind.CALL or is_attempt(activity):
        return False
    if activity.minutes is None:
        return bool(activity.body)
    return activity.minutes >= CONVERSATION_MINUTES


@cache
def _pattern(name: str) -> re.Pattern[str]:
    text = files("wellspent.phrases").joinpath("unreached.toml").read_text("utf-8")
    words: list[str] = tomllib.loads(text)[name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
