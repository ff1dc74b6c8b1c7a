"""Reach at 1 million activities: how long do answers take, and learning, which none waits for?

    uv run python benchmarks/reach_speed.py                # SQLite, 1,000,000 activities
    uv run python benchmarks/reach_speed.py --postgresql   # a real server, started here
    uv run python benchmarks/reach_speed.py --activities 100000

Builds the store of `account_history.py`, gives its contacts various titles, and lets 4,000 won
deals and 100 corrections come: the news. Asks the first time ever, when nothing was learned;
learns; lets more news come and asks again, first and then many times over. Writes
`benchmarks/results/reach_speed.md`.
"""

import argparse
import itertools
import random
import resource
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from account_history import build, go_on_counting
from machine import describe_machine
from review_store import NOW, insert, made_activity, opened
from sqlalchemy import update

from wellspent.jobs.brief import brief_for
from wellspent.jobs.correct_role import correct_role
from wellspent.jobs.find_decision_makers import find_decision_makers
from wellspent.jobs.hour_rates import reckon_hour_rates
from wellspent.jobs.next_hour import next_hour
from wellspent.jobs.powers_in_use import power_table, reckon_powers_anew
from wellspent.jobs.reach_habits import learn_reach_habits
from wellspent.jobs.reachability import reachability_of
from wellspent.jobs.role_weights_in_use import learn_role_weights, weights_in_use
from wellspent.jobs.time_spent import time_spent
from wellspent.records.buying_role import BuyingRole
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.source import RecordKind
from wellspent.records.time_spent import TimeCut
from wellspent.store.connect import Store
from wellspent.store.records import count_all
from wellspent.store.tables import contacts

RESULTS = Path(__file__).parent / "results" / "reach_speed.md"
TITLES = (
    "Plant Manager", "CFO", "Head of Procurement", "Operator", "Managing Director",
    "Hygiene Manager", "Assistant to the CEO", "Werkleiter", "Directeur technique",
    "Jefe de compras",
)  # fmt: skip
WON = 4_000
CORRECTED = 100
_deals = itertools.count()

Asked = tuple[str, str, float, int]
"""What was done, when it was, its seconds, and the most megabytes that the process held so far."""


def give_titles(store: Store) -> None:
    """Let every tenth contact have the same title."""
    with store.writing() as connection:
        for place, title in enumerate(TITLES):
            some = contacts.c.number % len(TITLES) == place
            connection.execute(update(contacts).where(some).values(title=title))


def let_news_come(store: Store, accounts: int, *, won: int, corrected: int) -> None:
    """Let deals be won that name a contact, and people say what somebody's role is."""
    rng = random.Random(won)
    drawn = [made_activity(rng, accounts) for _ in range(won + corrected)]
    go_on_counting(store)
    held = count_all(store)[RecordKind.DEAL]
    insert_deals(store, held, [_won(one, rng) for one in drawn[:won]])
    for one in drawn[won:]:
        role = rng.choice((BuyingRole.DECISION_MAKER, BuyingRole.NO_POWER))
        correct_role(store, f"C{one.contact_key}", role, by="mia", reason="told us", now=NOW)


def _won(drawn: Any, rng: random.Random) -> Deal:
    return Deal(
        name="Otter", external_id=f"W{next(_deals)}", account_key=drawn.account_key,
        contact_key=drawn.contact_key, outcome=DealOutcome.WON,
        closed_at=NOW - timedelta(days=rng.randrange(1, 700)),
    )  # fmt: skip


def insert_deals(store: Store, held: int, deals: list[Deal]) -> None:
    """Insert deals behind those that are held."""
    insert(store, iter(deals), first=held + 1)
    go_on_counting(store)


def measure(store: Store, activities: int, count: int) -> Iterator[Asked]:
    """Ask, learn, let news come, and ask again."""
    accounts = max(activities * 6 // 10 // 50, 10)
    rng = random.Random(11)
    asked = [f"C{made_activity(rng, accounts).contact_key}" for _ in range(count)]
    let_news_come(store, accounts, won=WON, corrected=CORRECTED)

    answers = answers_for(store, asked[0])
    yield from timed("before anything was learned", answers)
    yield from timed("learning", learnings(store))
    yield from timed("all learned", answers)
    let_news_come(store, accounts, won=10, corrected=2)
    assert weights_in_use(store, now=NOW).has_news
    yield from timed("after news", answers)
    many: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("a brief", lambda who: brief_for(store, who, now=NOW)),
        ("reachability of a contact", lambda who: reachability_of(store, who, now=NOW)),
    )
    for name, ask in many:
        seconds = [seconds_of(ask, who) for who in asked]
        for share in (50, 95, 99):
            figure = float(np.percentile(seconds, share))
            yield f"{name}, percentile {share} of {count}", "after news", figure, held_mb()


def answers_for(store: Store, who: str) -> dict[str, Callable[[], object]]:
    """Return the answers that somebody waits for."""
    return {
        "the brief of a contact": lambda: brief_for(store, who, now=NOW),
        "reachability of a contact": lambda: reachability_of(store, who, now=NOW),
        "the next hour": lambda: next_hour(store, now=NOW),
        "who can say yes, anywhere": lambda: find_decision_makers(store, now=NOW),
        "all powers (`power_table`)": lambda: power_table(store, NOW),
        "where a quarter's minutes went": lambda: time_spent(
            store, cut=TimeCut.ROLE, since=NOW - timedelta(days=91), now=NOW
        ),
        "where all minutes went": lambda: time_spent(store, cut=TimeCut.ROLE, now=NOW),
    }


def learnings(store: Store) -> dict[str, Callable[[], object]]:
    """Return what is learned beside the answers, in its order."""
    return {
        "weights of roles": lambda: learn_role_weights(store, now=NOW),
        "all powers": lambda: reckon_powers_anew(store, now=NOW),
        "habits": lambda: learn_reach_habits(store, now=NOW),
        "hour rates": lambda: reckon_hour_rates(store, now=NOW),
    }


def timed(when: str, asked: dict[str, Callable[[], object]]) -> Iterator[Asked]:
    """Yield how long each takes."""
    for name, ask in asked.items():
        started = time.perf_counter()
        ask()
        yield name, when, time.perf_counter() - started, held_mb()


def seconds_of(ask: Callable[[str], object], who: str) -> float:
    """Return how long an answer about somebody takes."""
    started = time.perf_counter()
    ask(who)
    return time.perf_counter() - started


def held_mb() -> int:
    """Return the most megabytes that this process held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


HEAD = """\
# Reach at 1 million activities

`uv run python benchmarks/reach_speed.py` and `… --postgresql`

{machine}. Answers go by what was learned last; learning is done
beside them (by the server, at an import's end, by `wellspent learn`), and waited for by nobody.
News are won deals and corrections. MB is the most that the process held up to then. Wanted: a brief
within 5 seconds for somebody who just rang, whatever came; about 0.3 s else.

| store | activities | what | when | seconds | MB |
|---|---|---|---|---|---|
"""


def write_results(database: str, activities: int, found: list[Asked]) -> None:
    """Put this database's lines in place of its last ones."""
    before = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    own = f"| {database} | {activities:,} |"
    kept = [
        line
        for line in before
        if line.startswith(("| SQLite", "| PostgreSQL")) and not line.startswith(own)
    ]
    lines = [f"{own} {what} | {when} | {took:.2f} | {held} |" for what, when, took, held in found]
    head = HEAD.format(machine=describe_machine())
    RESULTS.write_text(head + "\n".join([*kept, *lines]) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


def main() -> None:
    """Build, measure, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--activities", type=int, default=1_000_000)
    options.add_argument("--asked", type=int, default=60)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--keep", type=Path, help="SQLite file to use, made if it isn't there")
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    with opened(postgresql=given.postgresql, keep=given.keep) as store:
        if not count_all(store)[RecordKind.ACTIVITY]:
            build(store, given.activities)
        give_titles(store)
        found: list[Asked] = []
        for one in measure(store, given.activities, given.asked):
            print(f"{one[0]}, {one[1]}: {one[2]:.2f} s, {one[3]} MB", flush=True)
            found.append(one)
    if not given.print_only:
        write_results("PostgreSQL" if given.postgresql else "SQLite", given.activities, found)


if __name__ == "__main__":
    main()
