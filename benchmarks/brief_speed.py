"""A brief for somebody who just rang, in a store of 1 million activities: how long does it take?

    uv run python benchmarks/brief_speed.py                # SQLite, 1,000,000 activities
    uv run python benchmarks/brief_speed.py --postgresql   # a real server, started here
    uv run python benchmarks/brief_speed.py --activities 100000

Builds the store of `account_history.py` and writes the briefs of contacts drawn by their
activities, so that busy ones come often: each asked for by id, and some by telephone number and
by name, as somebody who just rang would be. Follows every citation of a part of them. What is
learned of the team's own history (roles, habits) is learned once, before: its time stands apart.
Writes `benchmarks/results/brief_speed.md`.
"""

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from account_history import build
from machine import describe_machine
from review_store import NOW, made_activity, opened

from wellspent.brief.support import unsupported
from wellspent.errors import WellspentError
from wellspent.jobs.brief import brief_for
from wellspent.jobs.brief_citations import field_reader
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.records import count_all

RESULTS = Path(__file__).parent / "results" / "brief_speed.md"
WANTED_MS = 300.0
CHECKED = 60


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Milliseconds of briefs, seconds of the first one, sentences followed and not borne."""

    database: str
    activities: int
    briefs: np.ndarray
    first: float
    lines: np.ndarray
    followed: int
    wrong: int


def measure(store: Store, activities: int, count: int) -> Timing:
    """Time briefs of contacts drawn by their activities; follow the citations of some."""
    accounts = max(activities * 6 // 10 // 50, 10)
    rng = random.Random(11)
    asked = [f"C{made_activity(rng, accounts).contact_key}" for _ in range(count)]
    first = timed(store, asked[0])[0]
    read = field_reader(store, now=NOW)
    times, lines, followed, wrong = [], [], 0, 0
    for place, who in enumerate(asked):
        seconds, brief = timed(store, who)
        times.append(seconds * 1000)
        lines.append(sum(len(section.lines) for section in brief.sections))
        if place < CHECKED:
            followed += lines[-1] + len(brief.first)
            wrong += len(unsupported(brief, read))
    return Timing(
        database="PostgreSQL" if store.engine.dialect.name == "postgresql" else "SQLite",
        activities=activities,
        briefs=np.array(times),
        first=first,
        lines=np.array(lines),
        followed=followed,
        wrong=wrong,
    )


def timed(store: Store, who: str):
    """Return the seconds that a brief takes, and the brief."""
    started = time.perf_counter()
    try:
        brief = brief_for(store, who, now=NOW)
    except WellspentError as error:
        raise SystemExit(f"{who}: {error}") from error
    return time.perf_counter() - started, brief


HEAD = """\
# A brief for somebody who just rang

`uv run python benchmarks/brief_speed.py` and `… --postgresql`

{machine}. Milliseconds to write one brief from the store, openings reviewed; people drawn by their
activities. *First* is the first brief of all, in seconds: what is learned of the team's history
(buying roles, habits) is learned then, and kept. *Sentences* is how many were followed to their
records, and how many those don't bear.

Wanted: under {wanted:.0f} ms at 1 million activities; every sentence borne by its records.

| store | activities | briefs | lines, median | p50 | p90 | p99 | first s | sentences | not borne |
|---|---|---|---|---|---|---|---|---|---|
"""


def line_of(timing: Timing) -> str:
    """Return a line of the table of results."""
    figures = [f"{np.percentile(timing.briefs, share):.0f}" for share in (50, 90, 99)]
    return (
        f"| {timing.database} | {timing.activities:,} | {len(timing.briefs):,} | "
        f"{np.median(timing.lines):.0f} | {' | '.join(figures)} | {timing.first:.1f} | "
        f"{timing.followed:,} | {timing.wrong} |"
    )


def write_results(timing: Timing) -> None:
    """Put this database's line in place of its last one."""
    before = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    kept = [line for line in before
            if line.startswith(("| SQLite", "| PostgreSQL"))
            and not line.startswith(f"| {timing.database} | {timing.activities:,} ")]  # fmt: skip
    head = HEAD.format(machine=describe_machine(), wanted=WANTED_MS)
    lines = sorted([*kept, line_of(timing)], reverse=True)
    RESULTS.write_text(head + "\n".join(lines) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


def main() -> None:
    """Build, measure, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--activities", type=int, default=1_000_000)
    options.add_argument("--briefs", type=int, default=300)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--keep", type=Path, help="SQLite file to use, made if it isn't there")
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    with opened(postgresql=given.postgresql, keep=given.keep) as store:
        started = time.perf_counter()
        if not count_all(store)[RecordKind.ACTIVITY]:
            build(store, given.activities)
        print(f"built in {time.perf_counter() - started:.0f} s")
        timing = measure(store, given.activities, given.briefs)
        print(line_of(timing))
        if not given.print_only:
            write_results(timing)


if __name__ == "__main__":
    main()
