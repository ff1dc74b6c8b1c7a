"""Reachability: how well answers are foretold, and how much sooner they come.

    python -m benchmarks.reach_quality              # prints the report as Markdown

Nobody publishes which of a sales team's messages were answered, hour by hour, so **the teams are
simulated**. The planted habits are of another form than what is fitted: everybody has a favourite
channel and a window of two to four hours, drawn at random, in which they answer; outside of it
rarely. Each person's last touches are foretold from their first 3, 10, 30 or 100, and measured by
log loss (less is better; *planted* is what the simulation itself knows). Results:
`results/reach_quality.md`.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import mean, stdev
from zoneinfo import ZoneInfo

from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.clean.quiet_hours import HOUSE
from wellspent.reach.best_times import best_times, working_hours
from wellspent.reach.chances import Chances
from wellspent.reach.habits import ReachHabits, slot_of
from wellspent.reach.learn_reach import learn_reach
from wellspent.reach.reachable import weekend
from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import Touch

EMAIL, CALL, SMS = ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.SMS
CHANNELS = (EMAIL, CALL, SMS)
USED = (0.6, 0.3, 0.1)
"""How often the team uses each channel."""

PEOPLE = 150
COMPANIES = 50
AMOUNTS = (3, 10, 30, 100)
AHEAD = 12
TEAMS = 5
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London")
NOW = datetime(2026, 11, 2, 6, tzinfo=UTC)
MOST_TRIES = 30
PATIENT = timedelta(hours=24)


@dataclass
class Person:
    """Somebody with planted habits."""

    contact_id: str
    account_id: str
    zone: ZoneInfo
    willing: float
    favourite: ActivityKind
    begins: int
    ends: int
    alike: bool = False

    def chance(self, channel: ActivityKind, local: datetime) -> float:
        """Return the planted chance of an answer within 24 hours."""
        log_odds = self.willing
        if not self.alike:
            log_odds += 1.0 if channel is self.favourite else -0.5
            log_odds += 1.2 if self.begins <= local.hour < self.ends else -0.6
        log_odds += {EMAIL: 0.0, CALL: -0.4, SMS: 0.5}[channel]
        log_odds -= 0.5 if local.weekday() == 4 and local.hour >= 14 else 0.0
        return 1 / (1 + math.exp(-log_odds))


def team_of(draw: random.Random, *, alike: bool = False) -> list[Person]:
    """Return a team's contacts; `alike`: nobody differs from anybody."""
    company = [draw.gauss(0, 0.4) for _ in range(COMPANIES)]
    people: list[Person] = []
    for number in range(PEOPLE):
        begins = draw.choice((7, 8, 8, 9, 11, 13, 15, 16))
        people.append(
            Person(
                contact_id=f"C{number}",
                account_id=f"A{number % COMPANIES}",
                zone=ZoneInfo(draw.choice(ZONES)),
                willing=-1.2 + (0 if alike else company[number % COMPANIES] + draw.gauss(0, 0.7)),
                favourite=draw.choices(CHANNELS, (0.4, 0.2, 0.4))[0],
                begins=begins,
                ends=begins + draw.randint(2, 4),
                alike=alike,
            )
        )
    return people


def touch_of(person: Person, number: int, draw: random.Random) -> Touch:
    """Return a touch at a time at which reps work, and whether it was answered."""
    day = NOW - timedelta(days=draw.randint(2, 360))
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    hour, minute = draw.randint(8, 18), draw.randint(0, 59)
    local = day.astimezone(person.zone).replace(hour=hour, minute=minute)
    channel = draw.choices(CHANNELS, USED)[0]
    answered = draw.random() < person.chance(channel, local)
    return made(person, number, channel, local, answered)


def made(
    person: Person, number: int, channel: ActivityKind, local: datetime, answered: bool
) -> Touch:
    """Return a touch."""
    return Touch(
        contact_id=person.contact_id,
        account_id=person.account_id,
        channel=channel,
        sent_at=local,
        activity_id=f"V{number}",
        zone_known=True,
        answered_at=local + timedelta(minutes=20) if answered else None,
        answered_on=channel if answered else None,
        answer_id=f"V{number}a" if answered else "",
    )


def loss_of(chance: float, answered: bool) -> float:
    """Return the log loss of a chance."""
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return -math.log(kept if answered else 1 - kept)


Foretell = Callable[[Touch], float]


def counts_by(past: Sequence[Touch], key: Callable[[Touch], object], rate: float) -> Foretell:
    """Return averages by a key, each begun with two touches of the team's average."""
    sent: defaultdict[object, int] = defaultdict(int)
    answered: defaultdict[object, int] = defaultdict(int)
    for touch in past:
        sent[key(touch)] += 1
        answered[key(touch)] += touch.is_answered
    return lambda touch: (answered[key(touch)] + 2 * rate) / (sent[key(touch)] + 2)


def ours(past: Sequence[Touch], habits: ReachHabits) -> Foretell:
    """Return what Wellspent says."""
    by_account: defaultdict[str, list[Touch]] = defaultdict(list)
    for touch in past:
        by_account[touch.account_id].append(touch)
    of_people: dict[str, Chances] = {}

    def foretell(touch: Touch) -> float:
        who = touch.contact_id
        if who not in of_people:
            of_people[who] = Chances(who, by_account[touch.account_id], habits)
        return of_people[who].at(touch.channel, slot_of(touch.sent_at)).chance

    return foretell


NAMES = (
    "hour-of-day average",
    "per-person counts",
    "hour and channel average",
    "per-person and channel counts",
    "Wellspent",
    "planted",
)


def losses(amount: int, seed: int, *, alike: bool = False) -> dict[str, float]:
    """Return the log loss of each way to foretell, for one team."""
    draw = random.Random(seed)
    people = team_of(draw, alike=alike)
    of_id = {each.contact_id: each for each in people}
    past = [touch_of(each, n, draw) for each in people for n in range(amount)]
    ahead = [touch_of(each, n, draw) for each in people for n in range(AHEAD)]
    rate = mean(touch.is_answered for touch in past)
    habits = learn_reach(past, now=NOW)
    ways: list[Foretell] = [
        counts_by(past, lambda each: each.sent_at.hour, rate),
        counts_by(past, lambda each: each.contact_id, rate),
        counts_by(past, lambda each: (each.sent_at.hour, each.channel), rate),
        counts_by(past, lambda each: (each.contact_id, each.channel), rate),
        ours(past, habits),
        lambda each: of_id[each.contact_id].chance(each.channel, each.sent_at),
    ]
    return {
        name: mean(loss_of(way(each), each.is_answered) for each in ahead)
        for name, way in zip(NAMES, ways, strict=True)
    }


def tries_until_answer(amount: int, seed: int, way: str) -> list[float]:
    """Return for each person the days until an answer, trying once a working day."""
    draw = random.Random(seed)
    people = team_of(draw)
    past = [touch_of(each, n, draw) for each in people for n in range(amount)]
    habits = learn_reach(past, now=NOW)
    rate = mean(each.is_answered for each in past)
    by_hour = counts_by(past, lambda each: (each.sent_at.hour, each.channel), rate)
    waited: list[float] = []
    for person in people[::2]:
        own = [each for each in past if each.account_id == person.account_id]
        waited.append(_days(person, own, habits, by_hour, way, draw))
    return waited


def _days(
    person: Person,
    own: list[Touch],
    habits: ReachHabits,
    by_hour: Foretell,
    way: str,
    draw: random.Random,
) -> float:
    now = NOW
    for number in range(MOST_TRIES):
        channel, start = _moment(person, own, habits, by_hour, way, now, draw)
        answered = draw.random() < person.chance(channel, start)
        if answered:
            return (start - NOW).total_seconds() / 86_400
        own = [*own, made(person, 10_000 + number, channel, start, answered)]
        now = start + PATIENT
    return (now - NOW).total_seconds() / 86_400


def _moment(
    person: Person,
    own: list[Touch],
    habits: ReachHabits,
    by_hour: Foretell,
    way: str,
    now: datetime,
    draw: random.Random,
) -> tuple[ActivityKind, datetime]:
    free = list(working_hours(person.zone, HOUSE, weekend, now))
    if way == "as the team is used to":
        return draw.choices(CHANNELS, USED)[0], draw.choice(free[:11])
    if way == "the team's best hour and channel":
        options = [(channel, start) for start in free[:11] for channel in CHANNELS]
        return max(options, key=lambda one: by_hour(made(person, 0, *one, answered=False)))
    found = best_times(
        Chances(person.contact_id, own, habits),
        CHANNELS,
        zone=person.zone,
        quiet_hours=HOUSE,
        day_off=weekend,
        now=now,
    )
    return found[0].channel, found[0].start


WAYS = ("as the team is used to", "the team's best hour and channel", "Wellspent's best times")


def main() -> None:
    print(f"# Reachability\n\nMeasured on {describe_machine()}. Simulated teams, see the module.\n")
    print(
        f"Log loss of {AHEAD} later touches of each of {PEOPLE} people at {COMPANIES} companies,"
        f" mean of {TEAMS} teams. *Gain* is over the better of the first two, with its standard"
        " error; the two after them are stronger peers than were asked for.\n"
    )
    print_losses(alike=False)
    print(
        "\nThe same where people have no habits of their own, so that the team's hours and channels"
        " are all there is to learn: what is lost to looking for habits that aren't there.\n"
    )
    print_losses(alike=True)
    print(
        "\nDays until the first answer, trying once a working day and learning from each silence"
        f" ({MOST_TRIES} tries at most; {PEOPLE // 2} people of each of 2 teams).\n"
    )
    print_days()


def print_losses(*, alike: bool) -> None:
    rows: list[list[object]] = []
    for amount in AMOUNTS:
        found = [losses(amount, seed, alike=alike) for seed in range(TEAMS)]
        gains = [min(one[name] for name in NAMES[:2]) - one["Wellspent"] for one in found]
        means = [f"{mean(one[name] for one in found):.4f}" for name in NAMES]
        error = stdev(gains) / math.sqrt(TEAMS)
        rows.append([amount, *means, f"{mean(gains):+.4f} ± {error:.4f}"])
    print(table(["touches a person", *NAMES, "gain"], rows))


def print_days() -> None:
    rows: list[list[object]] = []
    for amount in AMOUNTS[:3]:
        cells: list[object] = [amount]
        for way in WAYS:
            days = [one for seed in (11, 12) for one in tries_until_answer(amount, seed, way)]
            cells.append(f"{mean(days):.1f}")
        rows.append(cells)
    print(table(["touches a person before", *WAYS], rows))


if __name__ == "__main__":
    main()
