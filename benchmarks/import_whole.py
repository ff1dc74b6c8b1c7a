"""A whole import into the store: preview and run, with linking, search, indexes and undo images.

    python benchmarks/import_whole.py                          # 250,000 and 1,000,000 leads
    python benchmarks/import_whole.py --rows 5000000           # one size

Makes the lead file of `import_speed.py` in a temporary folder, and imports it with
`jobs.import_file`, as the wizard and the CLI do, into a new SQLite store. Each size runs in a
process of its own, so that peak memory is that size's. Prints a table; the results are kept in
`benchmarks/results/import_whole.md`.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from import_speed import write_file
from machine import describe_machine

from wellspent.jobs import import_file
from wellspent.store.connect import open_store

SIZES = (250_000, 1_000_000)


def import_whole(path: Path, url: str) -> dict[str, float]:
    """Preview and import a file; return seconds, processor seconds, counts and peak memory."""
    store = open_store(url)
    mapping = import_file.propose(store, path)[0]
    began = time.perf_counter()
    import_file.preview(store, path, mapping)
    preview_seconds = time.perf_counter() - began
    began, worked = time.perf_counter(), time.process_time()
    done = import_file.run(store, path, mapping)
    seconds, busy = time.perf_counter() - began, time.process_time() - worked
    store.close()
    return {
        "preview": preview_seconds,
        "seconds": seconds,
        "busy": busy,
        "created": done.created,
        "refused": done.refused,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def report(rows: int) -> None:
    """Make a file of so many rows, import it in a process of its own, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path, store = Path(folder, "leads.csv"), Path(folder, "store.db")
        write_file(path, rows)
        command = [sys.executable, __file__, "--file", str(path), "--store", f"sqlite:///{store}"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        sizes = [one.stat().st_size / 1e6 for one in (path, store)]
    assert found["created"] + found["refused"] == rows, "lost rows"
    print(
        f"| {rows:,} | {sizes[0]:,.0f} MB | {sizes[1]:,.0f} MB | {found['preview']:.1f} |"
        f" {found['seconds']:.0f} | {found['busy']:.0f} | {rows / found['seconds']:,.0f} |"
        f" {found['peak_mb']:.0f} | {found['refused']:,.0f} |",
        flush=True,
    )


def main() -> None:
    """Import each size and print a row for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, action="append")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--store")
    given = parser.parse_args()
    if given.file:
        print(json.dumps(import_whole(given.file, given.store)))
        return
    print(f"{describe_machine()}, load {os.getloadavg()[0]:.1f} before\n")
    print("| rows | file | store | preview s | run s | CPU s | rows/s | peak MB | refused |")
    print("|---|---|---|---|---|---|---|---|---|")
    for rows in given.rows or SIZES:
        report(rows)


if __name__ == "__main__":
    main()
