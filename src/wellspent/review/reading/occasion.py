"""The occasion of a draft, supposed from what is known when nobody has said its type."""

from datetime import datetime, timedelta

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.draft import Draft, DraftType
from wellspent.records.reader import Reader

MANY = 20
"""A message to so many people is bulk."""

RECENTLY = timedelta(days=14)

_AFTER = {
    ActivityKind.DOWNLOAD: DraftType.AFTER_DOWNLOAD,
    ActivityKind.EVENT: DraftType.AFTER_EVENT,
    ActivityKind.MEETING: DraftType.AFTER_MEETING,
}


def supposed_type(draft: Draft, reader: Reader | None, *, now: datetime) -> DraftType | None:
    """Return the type of a draft: as it says, else as its head and our records have it.

    None where nothing tells it: then rules that need the type stay silent.
    """
    if draft.type is not None:
        return draft.type
    if (draft.recipients or 0) >= MANY or "list-unsubscribe" in draft.headers:
        return DraftType.BULK
    if draft.in_reply_to:
        return DraftType.REPLY
    if reader is None or reader.contact is None:
        return None
    return _by_records(reader, draft.send_at or now)


def _by_records(reader: Reader, moment: datetime) -> DraftType:
    past = [each for each in reader.activities if each.happened_at and each.happened_at <= moment]
    if not past and not reader.leads:
        return DraftType.FIRST_TOUCH
    last = past[0] if past else None
    if last is None or _is_old(last, moment):
        return DraftType.FOLLOW_UP
    if last.direction is Direction.INBOUND and last.kind is ActivityKind.EMAIL:
        return DraftType.REPLY
    return _AFTER.get(last.kind, DraftType.FOLLOW_UP)


def _is_old(activity: Activity, moment: datetime) -> bool:
    return activity.happened_at is None or moment - activity.happened_at > RECENTLY
