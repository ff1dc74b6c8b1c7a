"""Acquaintance: whether the reader is a stranger to us, as far as records and occasion tell."""

from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.draft import DraftType
from wellspent.review.message import Message

COLD = frozenset(
    {
        DraftType.FIRST_TOUCH,
        DraftType.FOLLOW_UP,
        DraftType.AFTER_EVENT,
        DraftType.AFTER_DOWNLOAD,
        DraftType.REFERRAL,
        DraftType.BULK,
    }
)
"""Occasions on which we write unasked."""

_FIRST = frozenset({DraftType.FIRST_TOUCH, DraftType.REFERRAL, DraftType.BULK})
_WARM = frozenset({DraftType.REPLY, DraftType.AFTER_MEETING, DraftType.RENEWAL})
_TALKS = frozenset({ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.SOCIAL_MESSAGE})


def is_stranger(message: Message) -> bool | None:
    """Return whether the reader never talked with us; None where nothing tells."""
    reader = message.reader
    if reader is not None and reader.contact is not None:
        return not any(
            each.kind is ActivityKind.MEETING
            or (each.kind in _TALKS and each.direction is Direction.INBOUND)
            for each in reader.activities
        )
    if message.draft.type in _FIRST:
        return True
    return False if message.draft.type in _WARM else None
