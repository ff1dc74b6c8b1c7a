"""Touches made up for tests: activities of a small team and what came back."""

import random
from datetime import UTC, datetime, timedelta

from wellspent.reach.touches import CHANNELS
from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.reachability import Touch, TouchRow

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


def row(
    number: int,
    at: datetime,
    channel: ActivityKind = ActivityKind.SMS,
    *,
    theirs: bool = False,
    contact: str = "C1",
    account: str = "A1",
    was_talk: bool = False,
) -> TouchRow:
    """Return a row of an activity, ours unless it is theirs."""
    return TouchRow(
        id=f"V{number}",
        contact_id=contact,
        account_id=account,
        channel=channel,
        direction=Direction.INBOUND if theirs else Direction.OUTBOUND,
        at=at,
        was_talk=was_talk,
    )


def touch(
    number: int,
    at: datetime,
    channel: ActivityKind = ActivityKind.SMS,
    *,
    answered_after: float | None = None,
    contact: str = "C1",
    account: str = "A1",
    zone_known: bool = True,
    role: str = "",
) -> Touch:
    """Return a touch; `answered_after` is in minutes, None for silence."""
    answered_at = None if answered_after is None else at + timedelta(minutes=answered_after)
    return Touch(
        contact_id=contact,
        account_id=account,
        channel=channel,
        sent_at=at,
        activity_id=f"V{number}",
        zone_known=zone_known,
        role=role,
        answered_at=answered_at,
        answered_on=None if answered_at is None else channel,
        answer_id="" if answered_at is None else f"V{number}a",
    )


def made_touches(seed: int, people: int = 40, each: int = 12) -> list[Touch]:
    """Return touches of a team: texts go better than mails, early people answer early."""
    draw = random.Random(seed)
    made: list[Touch] = []
    for person in range(people):
        early = draw.random() < 0.5
        for _ in range(each):
            at = NOW - timedelta(days=draw.randint(2, 300))
            at = at.replace(hour=draw.randint(7, 18), minute=draw.randint(0, 59))
            channel = draw.choice(CHANNELS)
            chance = 0.15 + 0.3 * (channel is ActivityKind.SMS) + 0.3 * ((at.hour < 11) == early)
            answered = draw.randint(1, 600) if draw.random() < chance else None
            made.append(
                touch(
                    len(made),
                    at,
                    channel,
                    answered_after=answered,
                    contact=f"C{person}",
                    account=f"A{person // 3}",
                    zone_known=draw.random() < 0.9,
                    role=draw.choice(["", "decision maker", "end user"]),
                )
            )
    return made
