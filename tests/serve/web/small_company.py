"""A small made-up company: enough closed enquiries to learn from, a few open, one leak column."""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from wellspent.jobs import import_file
from wellspent.jobs.learn_profile import learn_profile
from wellspent.records.source import RecordKind
from wellspent.serve.http import create_app
from wellspent.settings import Settings
from wellspent.wiring import Wellspent, wire

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CLOSED, OPEN = 300, 6
HEADER = (
    "Enquiry no", "Company", "Contact name", "E-mail", "Industry", "Employees", "Country",
    "Source", "Status", "Created", "Closed", "Sales note",
)  # fmt: skip
INDUSTRIES = {"Food": 1.2, "Retail": -0.3, "Schools": -1.5}
SOURCES = {"Referral": 1.0, "Web form": 0.0, "List": -0.8}
HOSTILE = "<script>alert('x')</script> & \"Co\""


def write_enquiries(path: Path, *, closed: int = CLOSED, still_open: int = OPEN) -> Path:
    """Write an export with a fixed seed; the first open enquiry's company has a hostile name."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(closed + still_open):
            writer.writerow(_row(number, number >= closed, closed, chance))
    return path


def _row(number: int, is_open: bool, closed: int, chance: random.Random) -> list[str]:
    industry, source = chance.choice(list(INDUSTRIES)), chance.choice(list(SOURCES))
    employees = chance.choice([12, 45, 130, 260, 900])
    score = INDUSTRIES[industry] + SOURCES[source] + (0.8 if 100 < employees < 500 else -0.4) - 0.6
    won = chance.random() < 1 / (1 + 2.718**-score)
    days = (closed - number) if not is_open else 0
    arrived = NOW - timedelta(days=days, hours=3 + number % 7)
    company = HOSTILE if number == closed else f"Made-up Works {number}"
    status = "Open" if is_open else "Won" if won else "Lost"
    note = "" if is_open else "contract signed" if won else "no budget"
    ended = "" if is_open else f"{arrived + timedelta(days=9):%Y-%m-%d}"
    return [
        f"E-{number}", company, f"Person {number}", f"person{number}@works{number}.example",
        industry, str(employees), chance.choice(["Germany", "France"]), source, status,
        f"{arrived:%Y-%m-%d %H:%M}", ended, note,
    ]  # fmt: skip


RULES = """\
hints = true
[severities]
MAN002 = "warning"
TRU005 = "error"
TRU011 = "error"
"""


def wired(folder: Path) -> Wellspent:
    """Join the parts over a store in this folder.

    All rules are on, with weights of their own: which are hints changes with what is measured.
    """
    rules = folder / "review.toml"
    rules.write_text(RULES, encoding="utf-8")
    return wire(Settings(data_folder=str(folder), review_config=str(rules)))


def fill(wellspent: Wellspent, path: Path) -> None:
    """Import the enquiries and learn from them."""
    (mapping,) = import_file.propose(wellspent.store, path, record_kind=RecordKind.LEAD)
    import_file.run(wellspent.store, path, mapping)
    learn_profile(wellspent.store, now=NOW)


def client_of(wellspent: Wellspent) -> TestClient:
    """Return a client that asks for pages as a browser does."""
    return TestClient(
        create_app(wellspent),
        base_url="http://localhost",
        headers={"accept": "text/html", "sec-fetch-site": "same-origin"},
    )
