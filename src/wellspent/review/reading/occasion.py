"""The occasion of a draft, supposed from what is known when nobody has said its type or channel.

Our records tell it best; without them the words do: *just checking in* goes on from something, *my
name is* begins. Where nothing tells it, it stays unknown, and rules that need it are silent.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import DraftField, Review, Supposed
from wellspent.records.reader import Reader
from wellspent.review.phrase_groups import find_in
from wellspent.review.reading.text import Text

WORDS: Final = "occasion"

MANY: Final = 20
"""A message to so many people is bulk."""

RECENTLY: Final = timedelta(days=14)

LONGEST_READ: Final = 4_000
"""So many characters of a draft tell its occasion; what it is shows early."""

_AFTER: Final = {
    ActivityKind.DOWNLOAD: DraftType.AFTER_DOWNLOAD,
    ActivityKind.EVENT: DraftType.AFTER_EVENT,
    ActivityKind.MEETING: DraftType.AFTER_MEETING,
}

_BY_WORDS: Final = (
    ("bulk", DraftType.BULK),
    ("renewal", DraftType.RENEWAL),
    ("referral", DraftType.REFERRAL),
    ("after_download", DraftType.AFTER_DOWNLOAD),
    ("after_event", DraftType.AFTER_EVENT),
    ("after_meeting", DraftType.AFTER_MEETING),
    ("reply", DraftType.REPLY),
    ("follow_up", DraftType.FOLLOW_UP),
    ("first_touch", DraftType.FIRST_TOUCH),
)
"""What says most of the occasion first: who thanks for a talk may well follow up too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a team's drafts are where they don't say it themselves; None: nobody says."""

    channel: DraftChannel | None = None
    type: DraftType | None = None


NOTHING_USUAL: Final = Usual()


def taken_for(
    draft: Draft, reader: Reader | None, *, now: datetime, usual: Usual = NOTHING_USUAL
) -> Draft:
    """Return a draft with a channel and type, as it says, a team says, or it is supposed."""
    told = replace(draft, channel=draft.channel or usual.channel, type=draft.type or usual.type)
    return replace(told, channel=supposed_channel(told), type=supposed_type(told, reader, now=now))


def with_supposed(review: Review, given: Draft, taken: Draft) -> Review:
    """Return a review that says what its draft was taken for, where the draft didn't say it."""
    supposed = Supposed(
        channel=taken.channel if given.channel is None else None,
        type=taken.type if given.type is None else None,
    )
    return replace(review, supposed=supposed)


def supposed_channel(draft: Draft) -> DraftChannel | None:
    """Return the channel of a draft: as it says, else e-mail, where it is no text to be spoken."""
    if draft.channel is not None:
        return draft.channel
    return None if find_in("call_script", draft.body[:LONGEST_READ]).get("listens") else _EMAIL


_EMAIL: Final = DraftChannel.EMAIL


def supposed_type(draft: Draft, reader: Reader | None, *, now: datetime) -> DraftType | None:
    """Return the type of a draft: as it says, else as its head, our records or its words have it.

    None where nothing tells it: then rules that need the type stay silent.
    """
    if draft.type is not None:
        return draft.type
    if (draft.recipients or 0) >= MANY or "list-unsubscribe" in draft.headers:
        return DraftType.BULK
    if draft.in_reply_to:
        return DraftType.REPLY
    if reader is None or reader.contact is None:
        return _by_words(draft)
    return _by_records(reader, draft.send_at or now)


def _by_words(draft: Draft) -> DraftType | None:
    """Return what the words of subject and body say; quoted history isn't the writer's."""
    body = Text(draft.body[:LONGEST_READ], DraftField.BODY, is_html=draft.is_html).text
    said = find_in(WORDS, f"{draft.subject}\n\n{body}")
    return next((kind for group, kind in _BY_WORDS if said.get(group)), None)


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
