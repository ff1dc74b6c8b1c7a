"""How long does a mailbox take to become conversations with a ledger, and how much memory?

    uv run python benchmarks/listen_import.py [--mails 100000] [--url sqlite:///PATH]

The mails are generated with a fixed seed, and say nothing of anybody: threads of one to nine mails
between eight reps and the contacts of 2,000 companies, with quoted history, signatures and a few
automatic replies, written into one mbox file. What is measured is the whole way, as
`wellspent listen FILE --store` takes it: the file is read, threads are put together, people linked
to contacts, every thread is heard, and activities, findings and the ledger's lines are written.
Then the same file is taken in once more, which must change nothing.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from machine import describe_machine
from sqlalchemy import func, select

from wellspent.jobs.take_in_files import SaidOfSource, take_in_files
from wellspent.records.contact import Contact
from wellspent.records.imports import ImportState, Progress
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import Keep
from wellspent.store import imports
from wellspent.store.connect import Store, open_store
from wellspent.store.listen_tables import heard_things, ledger_entries

RESULTS = Path(__file__).parent / "results" / "listen_import.md"
BEGAN = datetime(2025, 1, 6, 8, tzinfo=UTC)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
COMPANIES = 2000
PEOPLE = 3
OUR_DOMAIN = "our-team.example"
REPS = ("Wilma Sample", "Paolo Esempio", "Ingrid Exempel", "Jan Voorbeeld", "Eva Primer",
        "Max Muster", "Ana Prueba", "Tim Testcase")  # fmt: skip

PLACES = ("hall", "line", "room", "smoker", "cold store", "ramp", "tunnel", "cellar")
OURS = (
    "You asked how others keep the floor dry at the change of shifts.",
    "Three plants of your size changed the order: squeegee first, then the scrubber.",
    "They wrote down what it costs them, and what they would do differently.",
    "The machine takes 38 litres an hour and fits through a door of 80 cm.",
    "I will send you both measurement sheets by Friday.",
    "Would Tuesday at ten suit you, or should I write it down instead?",
    "The data sheet is attached, page two has the numbers that you asked for.",
    "If the stripe stays after you turned the blade, tell me and I come by.",
)
THEIRS = (
    "Thank you, that was really helpful.",
    "I never knew that the boards could stay in place.",
    "What does the side brush cost?",
    "How long does the foam have to stay on?",
    "We are still waiting for the drawing that you promised.",
    "Honestly, the price is too high for us this year.",
    "Please stop sending me this, it is a waste of my time.",
    "Our managing director signs anything above five thousand.",
    "Let's meet next week, I will bring the shift leads.",
    "The late shift starts at two, so the floor has to be dry by then.",
    "We clean the smokers on Mondays and the cutting room every night.",
    "I have passed it on to my colleague in maintenance.",
)


def main() -> None:
    """Measure, show, and keep the result."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--mails", type=int, default=100_000)
    reading.add_argument("--url", default="")
    reading.add_argument("--keep", default="")
    told = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="wellspent-bench-") as folder:
        file = Path(folder) / "made.mbox"
        write_mailbox(file, told.mails)
        store = open_store(told.url or f"sqlite:///{folder}/store.db")
        keep_contacts(store)
        lines = [*measured(store, file, "first time"), *measured(store, file, "once more")]
        lines += counted(store)
        store.close()
    text = shown(told.mails, lines)
    print(text)
    if told.keep:
        RESULTS.write_text(text, encoding="utf-8")


def write_mailbox(path: Path, mails: int) -> None:
    """Write so many generated mails into an mbox file."""
    draw = random.Random(11)
    with path.open("wb") as file:
        for number, message in enumerate(made_mails(draw)):
            if number >= mails:
                return
            file.write(b"From made@example.com Mon Jan  6 08:00:00 2025\n")
            file.write(message.replace("\nFrom ", "\n>From ").encode() + b"\n")


def made_mails(draw: random.Random) -> Iterator[str]:
    """Give the mails of one thread after another."""
    thread = 0
    while True:
        thread += 1
        began = BEGAN + timedelta(minutes=draw.randrange(0, 900_000))
        rep, company = draw.choice(REPS), draw.randrange(COMPANIES)
        people = [(rep, f"{rep.split()[0].lower()}@{OUR_DOMAIN}"), made_person(company, draw)]
        yield from made_thread(thread, began, people, draw)


def made_person(company: int, draw: random.Random) -> tuple[str, str]:
    """Return somebody of a company; one in fifty is no contact of ours."""
    person = draw.randrange(PEOPLE) if draw.random() > 0.02 else PEOPLE + draw.randrange(9)
    return f"Person {person} Company {company}", f"person{person}@company-{company}.example"


def made_thread(
    thread: int, began: datetime, people: list[tuple[str, str]], draw: random.Random
) -> Iterator[str]:
    """Give the mails of a thread, each with what it answers quoted below."""
    before, at, quoted = "", began, ""
    for place in range(min(draw.randint(1, 9), draw.randint(1, 9) + 2)):
        writer = place % 2
        drawn = draw.sample(THEIRS if writer else OURS, draw.randint(1, 4))
        text = " ".join(varied(sentence, draw) for sentence in drawn)
        automatic = writer and draw.random() < 0.03
        own = f"<{thread}.{place}@made.example>"
        heads = [
            f"From: {people[writer][0]} <{people[writer][1]}>",
            f"To: {people[1 - writer][0]} <{people[1 - writer][1]}>",
            f"Subject: {'Re: ' if place else ''}Floors of hall {thread}",
            f"Date: {format_datetime(at)}",
            f"Message-ID: {own}",
            "MIME-Version: 1.0",
            'Content-Type: text/plain; charset="utf-8"',
        ]
        if before:
            heads.append(f"In-Reply-To: {before}")
        if automatic:
            heads.append("Auto-Submitted: auto-replied")
            text = "I am out of the office until Monday."
        signature = f"-- \n{people[writer][0]}\nHall {thread % 90}, Example Street"
        yield "\n".join([*heads, "", text, "", signature, quoted, ""])
        head = f"\nOn {at:%a, %d %b %Y at %H:%M}, {people[writer][0]} wrote:\n"
        quoted = head + "".join(f"> {line}\n" for line in text.splitlines())
        before, at = own, at + timedelta(hours=draw.uniform(0.3, 60))


def varied(sentence: str, draw: random.Random) -> str:
    """Return a sentence with something of its own: no two mails say quite the same."""
    place = f"{draw.choice(PLACES)} {draw.randrange(1000)}"
    return f"In {place} it is like this. {sentence}" if draw.random() < 0.5 else (
        f"{sentence[:-1]} in {place}{sentence[-1]}"
    )  # fmt: skip


def keep_contacts(store: Store) -> None:
    """Put the companies' people into the store, as an import would."""
    mapping = Mapping("made", RecordKind.CONTACT, ())
    running = imports.begin_import(
        store, file="made.csv", table="", fingerprint="made", mapping=mapping
    )
    people = [
        Contact(
            name=f"Person {person} Company {company}",
            email=f"person{person}@company-{company}.example",
        )
        for company in range(COMPANIES)
        for person in range(PEOPLE)
    ]
    rows = list(enumerate(people, start=2))
    imports.store_batch(store, running, imports.Batch(rows, (), len(rows), len(rows)))
    imports.end_import(store, running, ImportState.DONE)


def measured(store: Store, file: Path, what: str) -> list[tuple[str, str]]:
    """Take the file in and return what it took."""
    memory: list[float] = []
    began = time.monotonic()

    def note(progress: Progress) -> None:
        if progress.rows % 2500 < 250:
            memory.append(resident_megabytes())

    done = take_in_files(
        store,
        [file],
        source="made mailbox",
        said=SaidOfSource(keep=Keep.ALL, our_domains=(OUR_DOMAIN,)),
        now=NOW,
        on_progress=note,
    ).taken_in
    seconds = time.monotonic() - began
    third = max(len(memory) // 3, 1)
    return [
        (f"{what}: conversations new / unchanged", f"{done.created:,} / {done.unchanged:,}"),
        (f"{what}: activities, lines of the ledger",
         f"{done.activities:,}, {done.debits + done.credits:,}"),
        (f"{what}: time", f"{seconds:,.1f} s"),
        (f"{what}: memory in the first third, the last third, at most",
         f"{max(memory[:third], default=0):,.0f} / {max(memory[-third:], default=0):,.0f} / "
         f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"),
    ]  # fmt: skip


def resident_megabytes() -> float:
    """Return how much memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def counted(store: Store) -> list[tuple[str, str]]:
    """Return how much was heard."""
    things = heard_things.c
    query = select(things.what, func.count()).group_by(things.what).order_by(things.what)
    with store.reading() as connection:
        kinds = ", ".join(f"{what} {count:,}" for what, count in connection.execute(query))
        lines = connection.execute(select(func.count()).select_from(ledger_entries)).scalar_one()
    return [("heard", kinds), ("lines of the ledger in the store", f"{lines:,}")]


def shown(mails: int, lines: list[tuple[str, str]]) -> str:
    """Return the result as a page."""
    rows = "\n".join(f"| {name} | {value} |" for name, value in lines)
    return f"""# Taking a mailbox in

{describe_machine()}. {mails:,} generated mails in one mbox file (`benchmarks/listen_import.py`),
one process, 6,000 contacts in the store. Wanted: 100,000 mails imported, linked and heard in under
ten minutes on two cores with flat memory.

| what | measured |
|---|---|
{rows}
"""


if __name__ == "__main__":
    main()
