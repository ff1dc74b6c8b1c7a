"""Note words: what our records of mails and talks with a reader say in passing."""

from datetime import timedelta
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.review.dealings.touch_words import pattern_of
from wellspent.review.dealings.touches import TOUCHES, earlier, is_answer, sent_at
from wellspent.review.message import Message

LONGEST_READ: Final = 4000
WISH_LASTS: Final = timedelta(days=90)
_TALKS: Final = TOUCHES | {ActivityKind.MEETING, ActivityKind.FORM}


def is_said_in(activity: Activity, group: str) -> bool:
    """Return whether a record holds words of a group of `touch_words.toml`."""
    return (
        pattern_of(group).search(f"{activity.subject}\n{activity.body[:LONGEST_READ]}") is not None
    )


def was_wished(message: Message, group: str) -> bool:
    """Return whether the reader said so lately: in what they wrote, or in a note of a talk."""
    since = sent_at(message) - WISH_LASTS
    return any(
        at >= since and is_said_by_them(activity) and is_said_in(activity, group)
        for at, activity in message.once(earlier)
    )


def is_said_by_them(activity: Activity) -> bool:
    """Return whether a record holds the reader's words: their own mail, or a talk with them."""
    if activity.kind not in _TALKS:
        return False
    return activity.direction is Direction.INBOUND or is_answer(activity)
