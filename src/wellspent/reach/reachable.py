"""Reachable: when and on which channel a contact can be reached, from this team's history only.

What they asked for comes first: no best time on a channel that they don't want, in their quiet
hours or on their days off. Nothing is tracked; it rests on what was sent and what came back.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from wellspent.clean.consents_in_force import consents_in_force, latest_first, objection_in_force
from wellspent.clean.quiet_hours import HOUSE, QuietHours
from wellspent.reach.best_times import DAYS_AHEAD, MANY, DayOff, best_times
from wellspent.reach.chances import Chances
from wellspent.reach.habits import ReachHabits
from wellspent.reach.reach_card import card_of, last_answer, median_minutes
from wellspent.reach.team_effects import DAYS, HOURS
from wellspent.reach.touches import CHANNELS
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry
from wellspent.records.reachability import (
    ChanceOfAnswer,
    ChannelReach,
    KnownFrom,
    Reachability,
    Slot,
    Touch,
)
from wellspent.records.reader import Consent

NO_EVIDENCE: Final = "no evidence yet"
_WEEKEND: Final = {5: "Saturday", 6: "Sunday"}


def weekend(day: date) -> str:
    """Return why people don't work on a day, where nothing is known of their country."""
    return _WEEKEND.get(day.weekday(), "")


def reachability(
    contact_id: str,
    touches: Sequence[Touch],
    habits: ReachHabits,
    *,
    zone: str,
    consents: Sequence[ConsentEntry],
    now: datetime,
    quiet_hours: QuietHours = HOUSE,
    holidays: DayOff = weekend,
    as_of: datetime | None = None,
    role: str = "",
    no_way: Mapping[ActivityKind, str] | None = None,
) -> Reachability:
    """Return how a contact can be reached.

    `touches` are theirs and those of others at their company; `zone` is the contact's IANA time
    zone, empty where it isn't known (then there are no best times); `consents` what they said about
    being contacted; `holidays` why a day is off where they are; `no_way` channels that can't be
    used, with why (*no telephone number is known*). `as_of` is when the touches were read.
    """
    chances = Chances(contact_id, touches, habits, role=role)
    channels = tuple(_channels(chances, consents, no_way or {}))
    allowed = [each.channel for each in channels if each.allowed]
    place = ZoneInfo(zone) if zone else None
    best = (
        best_times(chances, allowed, zone=place, quiet_hours=quiet_hours, day_off=holidays, now=now)
        if place is not None
        else ()
    )
    return Reachability(
        contact_id=contact_id,
        as_of=as_of or now,
        time_zone=zone,
        channels=channels,
        slots={each: _slots(chances, each) for each in allowed} if place is not None else {},
        best=best,
        card=card_of(chances.own),
        notes=tuple(_notes(chances, habits, channels, place, holidays, now)),
    )


def refusals(consents: Sequence[ConsentEntry]) -> dict[ActivityKind, str]:
    """Return on which channels somebody doesn't want to be contacted, in words."""
    ordered = latest_first(consents)
    objection = objection_in_force(ordered)
    if objection is not None:
        said = f"asked on {objection.said_at:%Y-%m-%d} never to be contacted"
        return dict.fromkeys(CHANNELS, said)
    standing = consents_in_force(ordered)
    return {
        channel: f"opted out of {MANY[channel]}"
        for channel in CHANNELS
        if standing.get(channel) is Consent.WITHDRAWN
    }


def _channels(
    chances: Chances, consents: Sequence[ConsentEntry], no_way: Mapping[ActivityKind, str]
) -> Iterator[ChannelReach]:
    refused = {**no_way, **refusals(consents)}
    for channel in CHANNELS:
        own = [touch for touch in chances.own if touch.channel is channel]
        yield ChannelReach(
            channel=channel,
            answer=chances.of_channel(channel),
            median_minutes=median_minutes(own),
            last_answer=last_answer(own),
            allowed=channel not in refused,
            why_not=refused.get(channel, ""),
        )


def _slots(chances: Chances, channel: ActivityKind) -> tuple[Slot, ...]:
    """Return the week on a channel, from Monday 00:00; empty where nothing is known."""
    slots = [
        Slot(weekday=number // HOURS, hour=number % HOURS, answer=chances.at(channel, number))
        for number in range(DAYS * HOURS)
    ]
    return () if slots[0].answer.known_from is KnownFrom.NOTHING else tuple(slots)


def _notes(
    chances: Chances,
    habits: ReachHabits,
    channels: Sequence[ChannelReach],
    place: ZoneInfo | None,
    holidays: DayOff,
    now: datetime,
) -> Iterator[str]:
    if not chances.own:
        yield f"{NO_EVIDENCE}: we never reached out to them{_average(channels)}"
    if habits.leaves_out_silence(ActivityKind.CALL):
        yield "this team records hardly any call that nobody took: the chance of one isn't known"
    if place is None:
        yield "their time zone isn't known: say it, and best times follow"
        return
    for day in range(DAYS_AHEAD):
        local = now.astimezone(place).date() + timedelta(days=day)
        reason = holidays(local)
        if reason and reason not in _DAY_NAMES:
            yield f"{local:%A} {local.day} {local:%B} is a holiday where they are: {reason}"


def _average(channels: Sequence[ChannelReach]) -> str:
    """Return what the team's average says of the channel that people answer most."""
    answers: dict[ActivityKind, ChanceOfAnswer] = {
        each.channel: each.answer for each in channels if each.answer.team_chance is not None
    }
    if not answers:
        return ""
    best = max(answers, key=lambda channel: answers[channel].team_chance or 0.0)
    return f"; of this team's {MANY[best]} {answers[best].team_chance:.0%} are answered in 24 hours"


_DAY_NAMES: Final = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)
