"""How long does judging authenticity take: for one enquiry, and for a million in bulk?

    uv run python benchmarks/speed_authenticity.py [--rows 1000000]

Enquiries are put together by chance from a fixed seed: names, companies and addresses out of
syllables (so that caches of distinct values don't help much), valid and invalid phone numbers, and
messages of three sentences out of the public mail sentences in `mail/parakweet`, so that nearly
every message is a new one. One enquiry: `authenticity_of` with everything that a page shows, timed
one by one. In bulk: `authenticity_columns`, with one process and with two; making the enquiries
isn't timed.
"""

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from machine import describe_machine

from wellspent.qualify.authenticity import AuthenticityTable, authenticity_of, prior_scorecard
from wellspent.qualify.authenticity_columns import authenticity_columns
from wellspent.records.enquiry import Enquiry, History
from wellspent.records.lead import Lead

RESULTS = Path(__file__).parent / "results" / "speed_authenticity.md"
DATA = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
SENTENCES = DATA / "mail" / "parakweet"
SYLLABLES = (
    "ba be bi bo da de di do ka ke ko la le li ma me mi mo na ne no ra re ri sa se ta te to va"
)
FREE = ("gmail.com", "yahoo.com", "gmx.de", "orange.fr", "outlook.com", "mailinator.com")
COUNTRIES = ("Germany", "France", "Spain", "United States", "India", "Brazil", "Poland", "")
ONE_BY_ONE = 3_000


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=1_000_000)
    rows = arguments.parse_args().rows
    if not SENTENCES.is_dir():
        print(f"Skipped: {SENTENCES} is absent (the public Parakweet intent sentences).")
        return
    sentences = read_sentences()
    scorecard = prior_scorecard()
    table = AuthenticityTable(scorecard)
    milliseconds = np.array([one_by_one(table, one) for one in make(ONE_BY_ONE, sentences, 1)])
    lines = [
        "# How long judging authenticity takes",
        "",
        f"Measured by `benchmarks/speed_authenticity.py --rows {rows}` on {describe_machine()}.",
        "",
        "| what | wanted | measured |",
        "|---|---|---|",
        f"| one enquiry, with evidence: median | under 5 ms | {np.median(milliseconds):.2f} ms |",
        f"| the same: 99 of 100 are quicker than | | {np.quantile(milliseconds, 0.99):.2f} ms |",
    ]
    enquiries = list(make(rows, sentences, 2))
    for processes in (1, 2):
        seconds, busy = in_bulk(scorecard, enquiries, processes)
        wanted = "under 60 s a million" if processes == 2 else ""
        lines.append(
            f"| {rows:,} in bulk, processes: {processes} | {wanted} | {seconds:.0f} s "
            f"({busy:.0f} s of processor) |"
        )
        print(lines[-1], flush=True)
    RESULTS.write_text("\n".join(lines) + "\n" + NOTE, encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


NOTE = """
Nearly every name, company, address, phone number and message of these is a new one. Files in which
they repeat are quicker.
"""


def one_by_one(table: AuthenticityTable, enquiry: Enquiry) -> float:
    """Return the milliseconds that one enquiry takes."""
    begun = time.perf_counter()
    authenticity_of(table.scorecard, enquiry, table=table)
    return 1000.0 * (time.perf_counter() - begun)


def in_bulk(scorecard, enquiries: list[Enquiry], processes: int) -> tuple[float, float]:
    """Return the seconds on the clock and of processor that all enquiries take."""
    begun, before = time.perf_counter(), os.times()
    found = authenticity_columns(scorecard, enquiries, count=len(enquiries), processes=processes)
    seconds, after = time.perf_counter() - begun, os.times()
    assert len(found) == len(enquiries)
    return seconds, sum(after[:4]) - sum(before[:4])


def read_sentences() -> list[str]:
    """Return the sentences of the public set, without their labels."""
    lines = (
        line.split("\t")[-1].strip()
        for path in sorted(SENTENCES.glob("*.txt"))
        if path.name != "SOURCE.txt"
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    )
    return [line for line in lines if len(line) > 20]


def make(rows: int, sentences: list[str], seed: int) -> Iterator[Enquiry]:
    """Give enquiries put together by chance."""
    chance = Random(seed)
    syllables = SYLLABLES.split()

    def word(length: int) -> str:
        return "".join(chance.choices(syllables, k=length))

    for _ in range(rows):
        first, last, firm = word(2), word(3), word(4)
        host = chance.choice(FREE) if chance.random() < 0.4 else f"{firm}.com"
        lead = Lead(
            name=f"{first} {last}".title(),
            email=f"{first}.{last}@{host}",
            company=f"{firm.title()} GmbH",
            country=chance.choice(COUNTRIES),
            phone=f"+49 30 {chance.randrange(10**7):07d}" if chance.random() < 0.5 else "",
            message=" ".join(chance.choices(sentences, k=3)),
        )
        yield Enquiry(lead=lead, fill_seconds=chance.uniform(1, 300), history=History())


if __name__ == "__main__":
    main()
