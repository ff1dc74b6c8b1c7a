"""Best times: when to try next, within a week, on which channel; never in the past or at night."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from wellspent.clean.quiet_hours import QuietHours
from wellspent.reach.chances import Chances
from wellspent.reach.habits import slot_of
from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import BestTime, ChanceOfAnswer, KnownFrom

DAYS_AHEAD: Final = 7
HOUR: Final = timedelta(hours=1)
A_DAY_LATER: Final = 0.9
"""What a chance is worth a day later: a somewhat better hour isn't waited for all week."""

AS_GOOD: Final = 0.95
"""Hours with a chance of so much of the best one's belong to the same moment."""

MOST: Final = 5
MOST_OF_A_CHANNEL: Final = 2
LONGEST_HOURS: Final = 3
MANY: Final = {
    ActivityKind.EMAIL: "mails",
    ActivityKind.CALL: "calls",
    ActivityKind.SMS: "texts",
    ActivityKind.SOCIAL_MESSAGE: "social messages",
}

DayOff = Callable[[date], str]
"""Gives why people don't work on a day where the contact is; empty if they do."""


@dataclass(frozen=True, slots=True)
class _Hour:
    start: datetime
    answer: ChanceOfAnswer
    worth: float
    """The chance, less for the days until then."""


def best_times(
    chances: Chances,
    channels: Sequence[ActivityKind],
    *,
    zone: ZoneInfo,
    quiet_hours: QuietHours,
    day_off: DayOff,
    now: datetime,
) -> tuple[BestTime, ...]:
    """Return the best moments of the next seven days, the best first; sooner is better.

    Only on `channels`, which must be allowed ones; none on which nothing is known. Each begins
    after `now`, outside the quiet hours and on no day off where the contact is.
    """
    free = list(working_hours(zone, quiet_hours, day_off, now))
    found: list[tuple[_Hour, BestTime]] = []
    for channel in channels:
        hours = [_hour(start, chances.at(channel, slot_of(start)), now) for start in free]
        if hours and hours[0].answer.known_from is not KnownFrom.NOTHING:
            found += _best_of(channel, hours)
    found.sort(key=lambda each: (-each[0].worth, each[0].start))
    return tuple(best for _, best in found[:MOST])


def working_hours(
    zone: ZoneInfo, quiet_hours: QuietHours, day_off: DayOff, now: datetime
) -> Iterator[datetime]:
    """Give the beginnings of the hours ahead in which one may reach out, in the contact's zone."""
    local = now.astimezone(zone)
    first = local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    off: dict[date, bool] = {}
    for step in range(1, DAYS_AHEAD * 24 + 1):
        start = (first + step * HOUR).astimezone(zone)
        last = (first + (step + 1) * HOUR - timedelta(minutes=1)).astimezone(zone)
        if start < now or quiet_hours.is_quiet(start) or quiet_hours.is_quiet(last):
            continue
        if start.date() not in off:
            off[start.date()] = bool(day_off(start.date()))
        if not off[start.date()]:
            yield start


def _hour(start: datetime, answer: ChanceOfAnswer, now: datetime) -> _Hour:
    days = (start.timestamp() - now.timestamp()) / 86_400
    return _Hour(start, answer, answer.chance * A_DAY_LATER**days)


def _best_of(channel: ActivityKind, hours: Sequence[_Hour]) -> Iterator[tuple[_Hour, BestTime]]:
    """Give the best moments on a channel, on different days."""
    days: set[date] = set()
    for _ in range(MOST_OF_A_CHANNEL):
        left = [hour for hour in hours if hour.start.date() not in days]
        if not left:
            return
        at = max(range(len(left)), key=lambda place: (left[place].worth, -place))
        days.add(left[at].start.date())
        yield left[at], _window(channel, left[at : at + LONGEST_HOURS])


def _window(channel: ActivityKind, hours: Sequence[_Hour]) -> BestTime:
    """Return the hours from the first on that follow each other and are about as good."""
    first = hours[0]
    end = first.start.astimezone(UTC) + HOUR
    for hour in hours[1:]:
        follows = hour.start.astimezone(UTC) == end
        if not follows or hour.answer.chance < AS_GOOD * first.answer.chance:
            break
        end += HOUR
    local_end = end.astimezone(first.start.tzinfo)
    return BestTime(
        channel=channel,
        start=first.start,
        end=local_end,
        answer=first.answer,
        why=_why(channel, first, local_end),
    )


def _why(channel: ActivityKind, hour: _Hour, end: datetime) -> str:
    answer = hour.answer
    when = f"{hour.start:%A} {hour.start:%H:%M} to {end:%H:%M}"
    chance = f"{answer.chance:.0%} ({answer.low:.0%} to {answer.high:.0%})"
    own = f"; answered {answer.answered} of {answer.sent} at that hour" if answer.sent else ""
    return f"{MANY[channel]} on {when}: chance of an answer {chance}, from {answer.known_from}{own}"
