"""All that is known around one account, in a store of 1 million activities: how long does it take?

    uv run python benchmarks/account_history.py                # SQLite, 1,000,000 activities
    uv run python benchmarks/account_history.py --postgresql   # a real server, started here
    uv run python benchmarks/account_history.py --activities 100000

Builds the store of `review_store.py`, with a tenth as many conversations as activities (threads of
four mails and calls, heard once and written many times over, with their ledger), then reads the
histories of accounts drawn by their activities, so that busy ones come often. Reads the same
store's activities as touches, and where minutes went as a table. Writes
`benchmarks/results/account_history.md`.
"""

import argparse
import random
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import ibis
import numpy as np
from machine import describe_machine
from review_store import NOW, made_activity, made_contact, opened
from review_store import build as build_records
from sqlalchemy import func, select

from wellspent.listen.ear import prepare_ear
from wellspent.listen.entries import ledger_lines
from wellspent.listen.hear import hear
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, LinkedBy, Presence, Side, Speaker, Turn
from wellspent.records.heard import Heard
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import Keep
from wellspent.report.engine import on_postgresql
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.conversation_rows import how_much, turn_keys
from wellspent.store.conversations import HeardConversation, write_conversations
from wellspent.store.ledger_table import ledger_on_postgresql
from wellspent.store.maintenance import refresh_statistics
from wellspent.store.records import count_all
from wellspent.store.tables import RECORD_TABLES
from wellspent.store.time_table import COLUMNS, time_arrow, time_sql
from wellspent.store.touches import touch_rows

RESULTS = Path(__file__).parent / "results" / "account_history.md"
WANTED_MS = 60.0
AT_ONCE = 500
MAILS = (
    "You asked how others dry their floors before the late shift. I put three measurements below.",
    "I never knew that. Our CFO signs off anything above ten thousand. What would it cost?",
    "Two machines come to 37,800 EUR. I will send you the draft of the contract by Friday.",
    "That was a good use of my time. Could you also show it to our managing director?",
)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Milliseconds of histories, and what one holds; seconds of reading all of the store."""

    database: str
    activities: int
    histories: np.ndarray
    held: np.ndarray
    touches: float
    minutes_table: float


def build(store: Store, activities: int) -> None:
    """Fill the store: of the activities two fifths are the mails of conversations."""
    plain = activities * 6 // 10
    build_records(store, plain)
    go_on_counting(store)
    accounts = max(plain // 50, 10)
    rng = random.Random(5)
    numbers = range(activities // 10)
    for start in range(0, len(numbers), AT_ONCE):
        items = [made_talk(rng, number, accounts) for number in numbers[start : start + AT_ONCE]]
        with store.writing() as connection:
            write_conversations(connection, items, import_number=None, now=NOW)
    refresh_statistics(store)


def go_on_counting(store: Store) -> None:
    """Let PostgreSQL count on behind the numbers that the records were given."""
    if store.on_sqlite:
        return
    with store.writing() as connection:
        for table in RECORD_TABLES.values():
            last = select(func.max(table.c.number)).scalar_subquery()
            sequence = f"{table.name}_number_seq"
            connection.execute(select(func.setval(sequence, func.coalesce(last, 1))))


def made_talk(rng: random.Random, number: int, accounts: int) -> HeardConversation:
    """Return a thread of four mails with somebody drawn as the activities are."""
    drawn = made_activity(rng, accounts)
    contact = made_contact(int(drawn.contact_key) - 1, accounts)
    began = NOW - timedelta(minutes=rng.randrange(1_000_000))
    theirs = Speaker(
        name=contact.name, email=contact.email, side=Side.CUSTOMER, presence=Presence.CAME,
        contact_id=f"C{drawn.contact_key}", linked_by=LinkedBy.ADDRESS,
    )  # fmt: skip
    heard = HEARD
    talk = replace(
        heard.conversation,
        speakers=(replace(heard.conversation.speakers[0], rep=drawn.rep, name=drawn.rep), theirs),
        external_id=f"<{number}-0@example.com>",
        account_id=f"A{drawn.account_key}",
        started_at=began,
        turns=tuple(
            replace(
                turn,
                at=began + timedelta(hours=3 * place),
                external_id=f"<{number}-{place}@example.com>",
            )
            for place, turn in enumerate(heard.conversation.turns)
        ),
    )
    heard = replace(heard, conversation=talk)
    keys = tuple(turn_keys(talk))
    return HeardConversation(
        heard=heard,
        keys=keys,
        said=tuple(how_much(turn.text) for turn in talk.turns),
        lines=ledger_lines(heard, keys, now=NOW),
        keep=Keep.ALL,
        taken_from="benchmark",
    )


def _heard() -> Heard:
    """Hear the thread once; each conversation is it, with other people and times."""
    ours = Speaker(name="Rep", email="rep@otter.example", side=Side.OURS, rep="Rep")
    theirs = Speaker(name="Ada", email="ada@company.example", side=Side.CUSTOMER)
    turns = tuple(
        Turn(speaker=place % 2, text=text, to=(1 - place % 2,), at=NOW + timedelta(hours=place))
        for place, text in enumerate(MAILS)
    )
    talk = Conversation(
        kind=ActivityKind.EMAIL, speakers=(ours, theirs), turns=turns, title="Floors",
        started_at=NOW, language="en", source="mail",
    )  # fmt: skip
    return hear(talk, ear=prepare_ear(), now=NOW)


HEARD = _heard()


def measure(store: Store, activities: int, count: int) -> Timing:
    """Time histories of accounts, the touches and the table of minutes."""
    accounts = max(activities * 6 // 10 // 50, 10)
    rng = random.Random(3)
    wanted = [f"A{made_activity(rng, accounts).account_key}" for _ in range(count + 50)]
    timed: list[float] = []
    held: list[tuple[int, int]] = []
    for account in wanted:
        started = time.perf_counter()
        found = account_history(store, account_id=account, now=NOW)
        timed.append(1000 * (time.perf_counter() - started))
        held.append((len(found.activities), len(found.conversations)))
    started = time.perf_counter()
    rows = sum(1 for _ in touch_rows(store))
    touches = time.perf_counter() - started
    started = time.perf_counter()
    lines = minutes_rows(store)
    table = time.perf_counter() - started
    print(f"{rows:,} touch rows in {touches:.1f} s; {lines:,} rows of minutes in {table:.1f} s")
    return Timing(
        database="SQLite" if store.on_sqlite else "PostgreSQL",
        activities=count_all(store)[RecordKind.ACTIVITY],
        histories=np.array(timed[50:]),
        held=np.array(held[50:]),
        touches=touches,
        minutes_table=table,
    )


def minutes_rows(store: Store) -> int:
    """Read where minutes went, whole, and return how many rows there are."""
    if store.on_sqlite:
        return time_arrow(store).num_rows
    with ledger_on_postgresql(store) as connection:
        tables = on_postgresql(connection, {"time": (time_sql(), ibis.schema(COLUMNS))})
        return tables.answer(tables.by_name["time"].count().as_table()).to_pylist()[0].popitem()[1]


HEAD = """\
# All that is known around an account

`uv run python benchmarks/account_history.py` and `… --postgresql`

{machine}. Milliseconds to read one account's history: people, the latest 200 activities, the latest
60 conversations with their turns and what was heard, deals, enquiries, the ledger's lines, what we
owe, consents, roles and meetings ahead. *Records* are the activities and conversations of one
history: the median, and the most. *Touches* is reading all activities that reach out, contact by
contact; *minutes* the table of where minutes went (PostgreSQL: counted in place), of all time.

Wanted: about {wanted:.0f} ms at 1 million activities.

| store | activities | histories | records | p50 | p90 | p99 | touches s | minutes s |
|---|---|---|---|---|---|---|---|---|
"""


def line_of(timing: Timing) -> str:
    """Return a line of the table of results."""
    middle, most = np.median(timing.held, axis=0), timing.held.max(axis=0)
    held = f"{middle[0]:.0f} and {middle[1]:.0f}, at most {most[0]} and {most[1]}"
    figures = [f"{np.percentile(timing.histories, share):.1f}" for share in (50, 90, 99)]
    return (
        f"| {timing.database} | {timing.activities:,} | {len(timing.histories):,} | {held} | "
        f"{' | '.join(figures)} | {timing.touches:.1f} | {timing.minutes_table:.1f} |"
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
    options.add_argument("--histories", type=int, default=500)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--keep", type=Path, help="SQLite file to use, made if it isn't there")
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    with opened(postgresql=given.postgresql, keep=given.keep) as store:
        started = time.perf_counter()
        if not count_all(store)[RecordKind.ACTIVITY]:
            build(store, given.activities)
        print(f"built in {time.perf_counter() - started:.0f} s")
        timing = measure(store, given.activities, given.histories)
        print(line_of(timing))
        if not given.print_only:
            write_results(timing)


if __name__ == "__main__":
    main()
