"""Activity minutes: what an activity took of a customer's time, where only the activity is known.

A call, a meeting or an event that a CRM exports with its minutes, a message that they wrote. Of
what we sent nobody knows whether it was read, of a download neither: those give no line. Nor does
a short call of ours, which may be a message left behind.
"""

from datetime import datetime
from typing import Final

from wellspent.listen.minutes import minutes_given
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.conversation import Conversation, Presence, Side, Speaker, Turn
from wellspent.records.ledger import EntryKind, LedgerEntry, LedgerLine

TALKS: Final = frozenset({ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EVENT})
WRITTEN: Final = frozenset({ActivityKind.EMAIL, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})
SHORTEST_CALL_OF_OURS: Final = 2.0
"""Minutes; a shorter call of ours may have reached nobody."""

LONGEST_BODY: Final = 20_000
KEY: Final = "activity"


def activity_line(activity: Activity, *, now: datetime) -> LedgerLine | None:
    """Return the debit of an activity; None where nobody can tell that it took time of theirs."""
    talk = _as_conversation(activity, now)
    given = minutes_given(talk, now=now) if talk is not None else ()
    if not given or activity.happened_at is None or given[0].minutes <= 0:
        return None
    first = given[0]
    entry = LedgerEntry(
        kind=EntryKind.DEBIT,
        activity_id=activity.id,
        happened_at=activity.happened_at,
        channel=activity.kind,
        contact_id=activity.contact_id,
        account_id=activity.account_id,
        rep=activity.rep,
        minutes=first.minutes,
        least=min(first.least, first.minutes),
        most=max(first.most, first.minutes),
        how=first.how,
        method=first.method,
        detail=activity.subject,
    )
    return LedgerLine(key=f"{KEY}|{activity.id}", entry=entry)


def _as_conversation(activity: Activity, now: datetime) -> Conversation | None:
    """Return the activity as a talk with one person, or as a message of theirs."""
    whose = activity.contact_id or activity.contact_key or activity.account_id
    if not whose or activity.happened_at is None or activity.happened_at > now:
        return None
    theirs = Speaker(name=whose, side=Side.CUSTOMER, presence=Presence.CAME)
    talk = Conversation(
        kind=activity.kind,
        speakers=(theirs, Speaker(name=activity.rep or "us", side=Side.OURS)),
        started_at=activity.happened_at,
        minutes=activity.minutes,
    )
    if activity.kind in TALKS and activity.minutes and not _may_have_reached_nobody(activity):
        return talk
    if activity.kind in WRITTEN and activity.direction is Direction.INBOUND and activity.body:
        turn = Turn(speaker=0, text=activity.body[:LONGEST_BODY], at=activity.happened_at, to=(1,))
        return Conversation(kind=activity.kind, speakers=talk.speakers, turns=(turn,))
    return None


def _may_have_reached_nobody(activity: Activity) -> bool:
    ours = activity.direction is not Direction.INBOUND
    short = (activity.minutes or 0) < SHORTEST_CALL_OF_OURS
    return activity.kind is ActivityKind.CALL and ours and short
