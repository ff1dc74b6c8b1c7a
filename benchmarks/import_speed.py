"""Import speed: rows a second of reading and cleaning, against pandas `read_csv` alone.

    python benchmarks/import_speed.py                     # a quarter, half and 1 million rows
    python benchmarks/import_speed.py --rows 5000000 --only-whole     # is memory flat?

Generates a lead file of 15 columns (names, e-mails, dates, picklists, numbers; some cells missing
or malformed) in a temporary folder, and measures each step in a process of its own, so that peak
memory is that step's. Nothing is read from outside. Results: `benchmarks/results/import_speed.md`.
"""

import argparse
import csv
import json
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellspent.clean.columns import columns_from_batches
from wellspent.clean.propose import propose_mapping
from wellspent.clean.rows import clean_batch
from wellspent.collect.open_file import read_batches

HEADER = (
    "Lead ID", "First Name", "Last Name", "Email", "Phone", "Company", "Job Title", "Country",
    "Industry", "Number of Employees", "Lead Source", "Created Date", "Status", "Budget",
    "Asked for a Demo",
)  # fmt: skip
FIRST = ("Ada", "Björn", "Chloé", "Emil", "Fatma", "Goran", "Hana", "Ivo", "Jana", "Kofi", "Lena")
LAST = ("Almeida", "Brandt", "Costa", "Dvořák", "Eriksen", "Fontaine", "Haddad", "Ito", "Jansen")
SUFFIXES = ["GmbH", "Ltd", "Inc.", "S.A.", "BV", "AB", "LLC"]
TITLES = ("Buyer", "Plant Manager", "CFO", "Head of Production", "Student", "", "Owner")
COUNTRIES = ("Germany", "DE", "France", "United States", "USA", "España", "Poland", "-", "Japan")
INDUSTRIES = ("Food", "Beverage", "Chemicals", "Automotive", "Select", "Education", "Pharma")
SIZES = ("12", "1,250", "51-200", "340", "2000", "", "8", "75", "n/a")
SOURCES = ("Web", "Trade show", "Referral", "Google", "google", "White paper", "Cold call")
STATUSES = ("Open - Not Contacted", "Working - Contacted", "Closed - Converted",
            "Closed - Not Converted", "Closed - Not Converted")  # fmt: skip
LARGEST_IN_MEMORY = 1_000_000
"""Rows up to which columns are typed: those are held in memory as a whole, for learning."""

START = datetime(2021, 1, 1, tzinfo=UTC)


def rows(count: int) -> Iterator[list[str]]:
    draw = random.Random(20261122)
    for number in range(count):
        first, last = draw.choice(FIRST), draw.choice(LAST)
        firm = f"{draw.choice(LAST)} {draw.randrange(40_000)}"
        when = START + timedelta(seconds=number * 20 + draw.randrange(20))
        yield [
            f"00Q{number:09d}",
            first,
            last,
            address(f"{first}.{last}{draw.randrange(1_000_000)}@{firm}.example")
            if draw.random() > 0.002
            else "not given",
            f"+49 30 {draw.randrange(1_000_000, 9_999_999)}" if draw.random() > 0.3 else "",
            f"{firm} {draw.choice(SUFFIXES)}",
            draw.choice(TITLES),
            draw.choice(COUNTRIES),
            draw.choice(INDUSTRIES),
            draw.choice(SIZES),
            draw.choice(SOURCES),
            when.strftime("%Y-%m-%d %H:%M:%S"),
            draw.choice(STATUSES),
            f"${draw.randrange(1, 900) * 100:,}" if draw.random() > 0.4 else "",
            draw.choice(("Yes", "No", "")),
        ]


def address(text: str) -> str:
    """Write an address as people do, without accents."""
    apart = unicodedata.normalize("NFKD", text.lower().replace(" ", ""))
    return apart.encode("ascii", "ignore").decode()


def write_file(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def step_pandas(path: Path) -> dict[str, int]:
    import pandas as pd

    return {"rows": len(pd.read_csv(path))}


def step_read(path: Path) -> dict[str, int]:
    return {"rows": sum(len(batch.rows) for batch in read_batches(path))}


def step_clean(path: Path) -> dict[str, int]:
    records = refused = notes = 0
    mapping = None
    for batch in read_batches(path):
        if mapping is None:
            mapping = propose_mapping(batch.file, batch.header, batch.rows)
        done = clean_batch(batch, mapping)
        records += len(done.records)
        refused += len(done.refused)
        notes += len(done.notes)
    return {"rows": records + refused, "refused": refused, "notes": notes}


def step_columns(path: Path) -> dict[str, int]:
    columns = columns_from_batches(read_batches(path))
    return {"rows": len(columns[0].values), "columns": len(columns)}


STEPS: dict[str, Callable[[Path], dict[str, int]]] = {
    "pandas read_csv": step_pandas,
    "read": step_read,
    "read and clean into leads": step_clean,
    "read and type columns": step_columns,
}


def run_step(name: str, path: Path) -> None:
    """Run one step in this process and print what it took, for the parent to read."""
    if name == "pandas read_csv":
        import pandas  # noqa: F401 (importing it is not what is measured)
    started = time.process_time()
    found = STEPS[name](path)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, **found}))


def measure(name: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", name, "--file", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only-whole", action="store_true", help="not a quarter and half first")
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.step:
        run_step(given.step, given.file)
        return
    counts = [given.rows // 4, given.rows // 2, given.rows][2 if given.only_whole else 0 :]
    print(f"{platform.python_implementation()} {platform.python_version()}, one process a step\n")
    print("| rows | file | step | CPU s | rows/CPU s | times pandas | peak MB | refused |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            path = Path(folder, f"leads-{count}.csv")
            write_file(path, count)
            report(path, count)
            path.unlink()


def report(path: Path, count: int) -> None:
    size = path.stat().st_size / 1e6
    pandas_seconds = 0.0
    for name in STEPS:
        if name == "read and type columns" and count > LARGEST_IN_MEMORY:
            continue
        found = measure(name, path)
        assert found["rows"] == count, f"{name} lost rows"
        pandas_seconds = pandas_seconds or found["seconds"]
        print(
            f"| {count:,} | {size:,.0f} MB | {name} | {found['seconds']:.1f} |"
            f" {count / found['seconds']:,.0f} | {found['seconds'] / pandas_seconds:.1f} |"
            f" {found['peak_mb']:.0f} | {found.get('refused', '')} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
