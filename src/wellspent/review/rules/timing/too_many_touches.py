"""It is one more after four or more of ours within a month that nobody answered.

## Why it matters
Silence is an answer too: not now, or not this. The fifth knock doesn't make it louder for us, it
makes it longer for them.

## Instead
Stop here. Come back when something has changed on their side, or when there is something new that
serves them, and say what it is in the first line.

## Evidence
House style: how many are too many is a matter of taste and trade; four within thirty days without
any sign of the reader's is the team's limit, whoever of ours wrote or called.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.touches import evidence_of, unanswered_touches
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

MOST: Final = 3
WITHIN: Final = timedelta(days=30)


def find(message: Message) -> Iterator[Found]:
    """Count our touches since the reader's last sign, within the month before this one."""
    if message.draft.type is DraftType.REPLY:
        return
    touches = unanswered_touches(message, within=WITHIN)
    if len(touches) > MOST:
        reps = {each.activity.rep for each in touches} - {""}
        by = f", by {len(reps)} of us" if len(reps) > 1 else ""
        yield Found(
            span=missing_in(message),
            message=f"{len(touches)} of our messages and calls within 30 days{by}, none answered; "
            "this would be one more.",
            evidence=evidence_of(each.activity for each in touches),
        )


_NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def _touched(*days: float, answered: float | None = None, kind: ActivityKind = ActivityKind.EMAIL):
    ours = [(day, kind, Direction.OUTBOUND) for day in days]
    theirs = [] if answered is None else [(answered, ActivityKind.EMAIL, Direction.INBOUND)]
    activities = [
        Activity(
            id=f"V{place}",
            kind=kind,
            direction=direction,
            happened_at=_NOON - timedelta(days=day),
            rep="Tom Baker",
        )
        for place, (day, kind, direction) in enumerate(sorted([*ours, *theirs]))
    ]
    return Reader(contact=Contact(name="Ada Example"), activities=tuple(activities))


RULE = Rule(
    code="TIM002",
    name="too-many-touches",
    severity=Severity.WARNING,
    message="Too many of our messages and calls stand unanswered.",
    advice="Stop, and come back when there is something new that serves them.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT, Need.SEND_AT}),
    examples=(
        bad("Hi Ada, one more idea for Leeds.", reader=_touched(3, 9, 16, 25), send_at=_NOON),
        bad(
            "Hi Ada, a figure from a bakery like yours.",
            reader=_touched(1, 2, 3, 4, 5, answered=20),
            send_at=_NOON,
        ),
        bad(
            "Hello, this is Tom from Aster.",
            reader=_touched(1, 2, 3, 4, kind=ActivityKind.CALL),
            send_at=_NOON,
        ),
        good("Hi Ada, one more idea.", reader=_touched(3, 9, 16), send_at=_NOON),
        good("Hi Ada, here it is.", reader=_touched(3, 9, 16, 25, answered=2), send_at=_NOON),
        good("Hi Ada, it is spring.", reader=_touched(3, 40, 50, 60, 70), send_at=_NOON),
        good(
            "Hi Ada, the answer to your question.",
            reader=_touched(3, 9, 16, 25),
            send_at=_NOON,
            type=DraftType.REPLY,
        ),
    ),
)
