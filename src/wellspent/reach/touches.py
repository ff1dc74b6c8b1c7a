"""Touches: whom we reached out to, when by their clock, and whether they answered in 24 hours.

What a *touch* is:

- a call of ours; a mail, text or social message of ours that isn't our reply (they wrote on that
  channel in the 24 hours before) and no second one within the hour. Programs' mail is no activity.

What an *answer* is:

- of a call: that somebody was spoken to. It is answered at once.
- otherwise a mail, text, social message, call or form of theirs within 24 hours. It answers the
  touches on its own channel; where there was none, only the latest touch on another.

A touch that is younger than 24 hours and unanswered is left out: its silence means nothing yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

from wellspent.phrases.attempts import is_conversation
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.reachability import Touch, TouchRow

ANSWER_WITHIN: Final = timedelta(hours=24)
ONE_ATTEMPT: Final = timedelta(hours=1)
CHANNELS: Final = (
    ActivityKind.EMAIL,
    ActivityKind.CALL,
    ActivityKind.SMS,
    ActivityKind.SOCIAL_MESSAGE,
)
"""The channels on which we reach out."""

SIGNS: Final = frozenset({*CHANNELS, ActivityKind.FORM})
"""What is a sign of theirs, when it comes from them."""


@dataclass(slots=True)
class _Sent:
    """A touch while it waits for an answer."""

    row: TouchRow
    answer: TouchRow | None = None


def touches(
    rows: Iterable[TouchRow],
    *,
    zones: Mapping[str, str],
    now: datetime,
    roles: Mapping[str, str] | None = None,
) -> tuple[Touch, ...]:
    """Return the touches that activities make up, the earliest of each contact first.

    `rows` may come in any order. `zones` has the IANA time zones of contacts by id where they are
    known, `roles` what each is in a purchase. What happened after `now` isn't looked at.
    """
    ordered = sorted(rows, key=attrgetter("contact_id", "at"))
    return tuple(touches_in_order(ordered, zones=zones, now=now, roles=roles))


def touches_in_order(
    rows: Iterable[TouchRow],
    *,
    zones: Mapping[str, str],
    now: datetime,
    roles: Mapping[str, str] | None = None,
) -> Iterator[Touch]:
    """Give the touches of rows that come by contact and then by time, one contact in memory."""
    of_contacts = {} if roles is None else roles
    for contact, own in groupby(rows, key=attrgetter("contact_id")):
        if contact:
            zone = _zone(zones.get(contact, ""))
            role = of_contacts.get(contact, "")
            for sent in _sent([row for row in own if row.at <= now]):
                if sent.answer is not None or now - sent.row.at >= ANSWER_WITHIN:
                    yield _touch(sent, zone, role)


def rows_of(activities: Iterable[Activity]) -> Iterator[TouchRow]:
    """Give what touches are made of, of activities with a time."""
    for each in activities:
        if each.happened_at is not None:
            yield TouchRow(
                id=each.id,
                contact_id=each.contact_id,
                account_id=each.account_id,
                channel=each.kind,
                direction=each.direction,
                at=each.happened_at,
                minutes=each.minutes,
                rep=each.rep,
                was_talk=is_conversation(each),
            )


def _sent(rows: Sequence[TouchRow]) -> list[_Sent]:
    """Return the touches among one contact's rows, in the order of time."""
    found: list[_Sent] = []
    last_sign: dict[ActivityKind, datetime] = {}
    last_touch: dict[ActivityKind, datetime] = {}
    for row in rows:
        if row.channel not in SIGNS:
            continue
        if row.direction is Direction.INBOUND:
            _answer(found, row)
            last_sign[row.channel] = row.at
        elif row.direction is Direction.OUTBOUND and row.channel is not ActivityKind.FORM:
            if row.channel is ActivityKind.CALL:
                found.append(_Sent(row, row if row.was_talk else None))
            elif not _goes_on(row, last_sign, last_touch):
                found.append(_Sent(row))
                last_touch[row.channel] = row.at
    return found


def _goes_on(
    row: TouchRow,
    last_sign: Mapping[ActivityKind, datetime],
    last_touch: Mapping[ActivityKind, datetime],
) -> bool:
    """Return whether a message of ours is our reply, or belongs to the one just before."""
    signed, sent = last_sign.get(row.channel), last_touch.get(row.channel)
    if signed is not None and row.at - signed < ANSWER_WITHIN:
        return True
    return sent is not None and row.at - sent < ONE_ATTEMPT


def _answer(found: Sequence[_Sent], sign: TouchRow) -> None:
    """Note a sign of theirs at the touches that it answers."""
    waiting: list[_Sent] = []
    for sent in reversed(found):
        if sign.at - sent.row.at >= ANSWER_WITHIN:
            break
        if sent.answer is None:
            waiting.append(sent)
    same = [sent for sent in waiting if sent.row.channel is sign.channel]
    for sent in same or waiting[:1]:
        sent.answer = sign


def _touch(sent: _Sent, zone: ZoneInfo | None, role: str) -> Touch:
    row, answer = sent.row, sent.answer
    return Touch(
        contact_id=row.contact_id,
        account_id=row.account_id,
        channel=row.channel,
        sent_at=_local(row.at, zone),
        activity_id=row.id,
        zone_known=zone is not None,
        rep=row.rep,
        role=role,
        answered_at=None if answer is None else _local(answer.at, zone),
        answered_on=None if answer is None else answer.channel,
        answer_id="" if answer is None else answer.id,
    )


def _local(moment: datetime, zone: ZoneInfo | None) -> datetime:
    return moment if zone is None else moment.astimezone(zone)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    """Return a time zone; None where it isn't known or there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
