"""Speed of review beside four other linters of prose, over the same 5,000 mails in one run.

    python -m benchmarks.review_speed --peers FOLDER   # a folder with the peers, see below
    python -m benchmarks.review_speed                  # ourselves alone

The mails are the first 5,000 of the Enron subset in the folder named by `WELLSPENT_DATA`, ham and
spam, one file each. Every tool is run as its own command over the folder, with all its rules and
JSON to nowhere: once over one file (which is mostly starting up) and over all, in turns, and the
median taken. *A message* is the difference, divided by the messages. Ours runs all text rules,
those that are off by default too, without a store. The tools do different work: write-good,
textlint's rule of that name and proselint look for phrases, harper checks grammar; none knows
records.

The peers' folder is made by

    npm install write-good textlint textlint-rule-write-good
    uv venv env && uv pip install --python env/bin/python proselint harper-py
"""

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.review.engine import prepare, review
from wellspent.review.registry import own_rules

DATA: Final = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
ENRON: Final = "mail/enron_subset/spam_ham_dataset.csv"
MESSAGES: Final = 5000
NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HARPER: Final = """
import pathlib, sys
from harper import Linter
linter = Linter()
for name in sys.argv[1:]:
    path = pathlib.Path(name)
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        linter.lint(file.read_text("utf-8"))
"""


def texts() -> list[str]:
    """Return the texts of the first 5,000 mails."""
    csv.field_size_limit(10_000_000)
    with (DATA / ENRON).open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)][:MESSAGES]


def commands(peers: Path | None) -> dict[str, list[str]]:
    """Return each tool's command; the folder or the file comes after it."""
    found = {
        "wellspent review": [
            str(Path(sys.executable).parent / "wellspent"),
            "review", "--no-store", "--hints", "--exit-zero", "--format", "json",
        ]
    }  # fmt: skip
    if peers is not None:
        tools = peers.resolve() / "node_modules" / ".bin"
        python = peers.resolve() / "env" / "bin"
        found |= {
            "write-good": [str(tools / "write-good")],
            "proselint": [str(python / "proselint"), "check", "-o", "json"],
            "textlint (write-good)": [
                str(tools / "textlint"),
                "--rule",
                "write-good",
                "-f",
                "json",
            ],
            "harper": [str(python / "python"), "-c", HARPER],
        }
    return found


def seconds(command: Sequence[str], target: Path) -> float:
    """Return how long a command takes over a file or folder."""
    files = [str(target)]
    if target.is_dir() and command[0].endswith("write-good"):
        files = [str(file) for file in sorted(target.iterdir())]  # it takes no folders
    begin = time.perf_counter()
    done = subprocess.run(
        [*command, *files], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    spent = time.perf_counter() - begin
    if done.returncode not in (0, 1) and not command[0].endswith("write-good"):
        sys.exit(f"{command[0]} failed: {done.stderr.decode()[-500:]}")
    return spent


def in_process(mails: Sequence[str]) -> tuple[float, list[float]]:
    """Return messages a second within one process, and the seconds of each message."""
    ruleset = prepare(own_rules())
    drafts = [
        Draft(
            id=str(number),
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
            subject=text.partition("\n")[0].removeprefix("Subject:"),
            body=text.partition("\n")[2],
        )
        for number, text in enumerate(mails)
    ]
    took: list[float] = []
    for draft in drafts:
        begin = time.perf_counter()
        review(draft, ruleset, now=NOW)
        took.append(time.perf_counter() - begin)
    return len(took) / sum(took), took


def main() -> None:
    """Run, and print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    if not (DATA / ENRON).exists():
        print("skipped: get the Enron spam and ham subset, see WELLSPENT_DATA")
        return
    mails = texts()
    words = sum(len(text.split()) for text in mails)
    print(f"{len(mails):,} mails, {words / len(mails):.0f} words each. {describe_machine()}.\n")
    rate, took = in_process(mails)
    ordered = sorted(took)
    print(
        f"Within one process, one core: {rate:,.0f} messages a second; median "
        f"{1e3 * ordered[len(ordered) // 2]:.2f} ms, 99 % within "
        f"{1e3 * ordered[int(len(ordered) * 0.99)]:.2f} ms.\n"
    )
    print(whole_processes(commands(wanted.peers), mails, wanted.rounds))


def whole_processes(tools: Mapping[str, Sequence[str]], mails: Sequence[str], rounds: int) -> str:
    """Return the table of whole processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "all"
        folder.mkdir()
        for number, text in enumerate(mails):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        single = folder / "00000.txt"
        one = {tool: list[float]() for tool in tools}
        every = {tool: list[float]() for tool in tools}
        for _ in range(rounds):
            for tool, command in tools.items():
                one[tool].append(seconds(command, single))
                every[tool].append(seconds(command, folder))
    ours = statistics.median(every["wellspent review"])
    rows: list[tuple[str, ...]] = []
    for tool in tools:
        start, whole = statistics.median(one[tool]), statistics.median(every[tool])
        each = (whole - start) / (len(mails) - 1)
        rows.append(
            (
                tool,
                f"{start:.2f} s",
                f"{whole:.1f} s",
                f"{1e3 * each:.2f} ms",
                f"{whole / ours:.2f}",
            )
        )
    head = ("tool", "one file", f"{len(mails):,} files", "a message", "times our time, all files")
    return table(head, rows)


if __name__ == "__main__":
    main()
