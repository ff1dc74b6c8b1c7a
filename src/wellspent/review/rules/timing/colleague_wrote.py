"""Another of us contacted the same person within the last two days.

## Why it matters
Two of us in two days, each as if the other didn't exist, tells a customer that we don't talk to
each other, and that they will have to tell everything twice.

## Instead
Ask your colleague what was said. Wait, or let the one who began go on; if you must write, name the
colleague and what you add.

## Evidence
House style; two days is the team's limit.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.touches import TOUCHES, earlier, evidence_of, is_same_rep, sent_at
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

WITHIN: Final = timedelta(days=2)
_SHORTEST_NAME: Final = 3


def find(message: Message) -> Iterator[Found]:
    """Look for a colleague's message, call or meeting that the draft doesn't speak of."""
    if message.draft.type is DraftType.REPLY:
        return
    since = sent_at(message) - WITHIN
    for at, activity in message.once(earlier):
        if at < since or (activity.direction is Direction.INBOUND and activity.kind in TOUCHES):
            return  # What they wrote or said since is a reason to write.
        if _is_of_a_colleague(message, activity) and not _is_spoken_of(message, activity.rep):
            yield Found(
                span=missing_in(message),
                message=f"{activity.rep} contacted them on {at:%d %B} already "
                f"({activity.kind.value}).",
                evidence=evidence_of([activity]),
            )
            return


def _is_of_a_colleague(message: Message, activity: Activity) -> bool:
    if activity.kind not in TOUCHES and activity.kind is not ActivityKind.MEETING:
        return False
    if activity.direction is Direction.INBOUND or not activity.rep:
        return False
    if activity.kind is ActivityKind.MEETING and message.draft.type is DraftType.AFTER_MEETING:
        return False  # Several of us may have been there.
    return is_same_rep(message.draft.sender, activity.rep) is False


def _is_spoken_of(message: Message, rep: str) -> bool:
    """Return whether the draft names the colleague, or speaks of one."""
    names = rep.partition("@")[0].replace(".", " ").split()
    said = message.body.text.casefold()
    if any(len(name) >= _SHORTEST_NAME and name.casefold() in said for name in names):
        return True
    return bool(message.hits("colleague_wrote", "colleague"))


_NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def _contacted(
    hours: float, rep: str, direction: Direction = Direction.OUTBOUND, *, answered: bool = False
) -> Reader:
    theirs = Activity(
        kind=ActivityKind.EMAIL, direction=Direction.INBOUND, happened_at=_NOON - timedelta(hours=1)
    )
    ours = Activity(
        id="V1",
        kind=ActivityKind.EMAIL,
        direction=direction,
        happened_at=_NOON - timedelta(hours=hours),
        rep=rep,
    )
    activities = (theirs, ours) if answered else (ours,)
    return Reader(contact=Contact(name="Ada Example"), activities=activities)


_TOM = "tom.baker@aster.example"

RULE = Rule(
    code="TIM003",
    name="colleague-wrote",
    severity=Severity.WARNING,
    message="Another of us contacted them within the last two days.",
    advice="Ask your colleague what was said; wait, or say what you add to it.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT, Need.SENDER, Need.SEND_AT}),
    words=words_file("colleague_wrote"),
    examples=(
        bad(
            "Hi Ada, a thought on hoses.",
            reader=_contacted(20, "Kim Muster"),
            sender=_TOM,
            send_at=_NOON,
        ),
        bad(
            "Hi Ada, a thought on hoses.",
            reader=_contacted(40, "kim@aster.example"),
            sender=_TOM,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, a thought on hoses.",
            reader=_contacted(60, "Kim Muster"),
            sender=_TOM,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, a thought on hoses.",
            reader=_contacted(20, "Tom Baker"),
            sender=_TOM,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, as Kim told you on the phone.",
            reader=_contacted(20, "Kim Muster"),
            sender=_TOM,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, my colleague asked me to.",
            reader=_contacted(20, "Kim Muster"),
            sender=_TOM,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, yes.",
            reader=_contacted(20, "Kim Muster", answered=True),
            sender=_TOM,
            send_at=_NOON,
        ),
        good(
            "Hi Ada, a thought on hoses.",
            reader=_contacted(20, "Kim Muster", Direction.INBOUND),
            sender=_TOM,
            send_at=_NOON,
        ),
    ),
)
