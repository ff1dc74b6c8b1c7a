"""How long do programs and people wait? One lead through the API, and pages at a million leads.

    uv run python benchmarks/speed_api.py [--leads 1000000]

Builds a store of generated leads (their outcomes follow industry and plan), learns a profile from
the first 20,000, gives every open lead its fit, then starts `wellspent serve` as a process of its
own and asks it over the loopback, one request after the other, as a program and as a browser would
(pages are timed to the last byte of their HTML). Writes `benchmarks/results/speed_api.md`.
"""

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import numpy as np
from leads_list import BATCH_ROWS, made_leads
from machine import describe_machine

from wellspent.jobs.learn_profile import learn_profile
from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.route_leads import route_leads
from wellspent.records.imports import ImportState
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind
from wellspent.store import imports
from wellspent.store.connect import Store, open_store
from wellspent.store.maintenance import refresh_statistics

RESULTS = Path(__file__).parent / "results" / "speed_api.md"
LEARNED_FROM = 20_000
WARM_UP = 20
BUYS = {"Food": 0.6, "Steel": 0.4, "Software": 0.1}


@dataclass(frozen=True)
class Timed:
    """What was asked, how often, and how long it took in milliseconds."""

    what: str
    runs: int
    p50: float
    p99: float


def leads_that_tell(number: int) -> Iterator[Lead]:
    """Give generated leads whose outcome follows industry and plan."""
    chance = random.Random(11)
    for lead in made_leads(number):
        if lead.outcome is LeadOutcome.OPEN:
            yield lead
            continue
        share = BUYS.get(lead.industry, 0.25) + (0.15 if lead.attributes["plan"] == "gold" else 0)
        won = chance.random() < share
        yield replace(lead, outcome=LeadOutcome.WON if won else LeadOutcome.LOST)


def store_leads(store: Store, leads: Iterator[Lead], most: int, name: str) -> None:
    """Import so many of the leads."""
    mapping = Mapping(name, RecordKind.LEAD, (ColumnMapping("outcome", field="outcome"),))
    running = imports.begin_import(store, file=name, table="", fingerprint=name, mapping=mapping)
    stored = 0
    while stored < most:
        size = min(BATCH_ROWS, most - stored)
        rows = [(stored + row + 2, lead) for row, lead in zip(range(size), leads, strict=False)]
        stored += len(rows)
        imports.store_batch(store, running, imports.Batch(rows, (), len(rows), stored))
        if len(rows) < size:
            break
    imports.end_import(store, running, ImportState.DONE)


def build(store: Store, number: int) -> list[str]:
    """Fill the store, learn, qualify; return what was measured on the way."""
    now = datetime.now(UTC)
    leads = leads_that_tell(number)
    store_leads(store, leads, min(LEARNED_FROM, number), "first")
    started = time.perf_counter()
    profile = learn_profile(store, now=now)
    learned_s = time.perf_counter() - started
    store_leads(store, leads, number - LEARNED_FROM, "rest")
    refresh_statistics(store)
    started = time.perf_counter()
    qualified = qualify_leads(store, now=now)
    seconds = time.perf_counter() - started
    route_leads(store, now=now)
    return [
        f"Learning from {min(LEARNED_FROM, number):,} leads with validation and rescoring: "
        f"{learned_s:.0f} s (verdict: {profile.honesty.verdict}).",
        f"Giving {qualified:,} open leads among {number:,} their fit and reasons, stored: "
        f"{seconds:.0f} s.",
    ]


@contextmanager
def serving(url: str) -> Iterator[tuple[str, int]]:
    """Run the real server as a process of its own."""
    command = [str(Path(sys.executable).parent / "wellspent"), "serve", "--port", "0"]
    settings = {**os.environ, "WELLSPENT_STORE_URL": url, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            found = re.search(r"http://([^:/]+):(\d+)", said)
            assert found, f"the server said {said!r}"
            wait_until_up(found[1], int(found[2]))
            yield found[1], int(found[2])
        finally:
            server.terminate()


def wait_until_up(host: str, port: int) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            ask(http.client.HTTPConnection(host, port, timeout=5), "GET", "/api/v1/queue?limit=1")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not come up in 20 seconds")


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: object = None
) -> bytes:
    """Ask once and return the whole answer; anything but success is an error."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status >= 400:
        raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
    return content


def timed(what: str, runs: int, once: Callable[[int], object]) -> Timed:
    """Ask `runs` times after warming up."""
    for run in range(WARM_UP):
        once(-1 - run)
    times = []
    for run in range(runs):
        started = time.perf_counter()
        once(run)
        times.append((time.perf_counter() - started) * 1000)
    p50, p99 = np.percentile(times, [50, 99])
    print(f"{what}: {p50:.1f} ms, p99 {p99:.1f} ms", flush=True)
    return Timed(what, runs, float(p50), float(p99))


def measure(host: str, port: int, runs: int) -> list[Timed]:
    """Ask for all that a program and a person would."""
    connection = http.client.HTTPConnection(host, port, timeout=60)
    numbers, chance = count(), random.Random(3)

    def new_lead(_run: int) -> object:
        number = next(numbers)
        lead = {
            "name": "Ada Example", "email": f"ada@new{number}.example", "industry": "Food",
            "company": f"New Company {number}", "employees": 120, "source": "web",
            "attributes": {"plan": "gold"},
        }  # fmt: skip
        return ask(connection, "POST", "/api/v1/leads", lead)

    def some_lead() -> str:
        return f"L{chance.randrange(1, LEARNED_FROM)}"

    def page(path: str) -> Callable[[int], object]:
        return lambda _run: ask(connection, "GET", path)

    def explained(_run: int) -> object:
        return ask(connection, "GET", f"/api/v1/leads/{some_lead()}/explanation")

    def searched(_run: int) -> object:
        return ask(connection, "GET", f"/leads?search=company%20{chance.randrange(1000)}")

    def one_lead(_run: int) -> object:
        return ask(connection, "GET", f"/leads/{some_lead()}")

    return [
        timed("API: store a lead (POST, answered after the commit)", runs, new_lead),
        timed("API: explain a lead", runs, explained),
        timed("API: today's queue, 50 leads", runs, page("/api/v1/queue?limit=50")),
        timed("page: Today, the route to begin with", runs, page("/")),
        timed("page: Today, all routes", runs, page("/?route=all")),
        timed("page: Quarantine", runs, page("/quarantine")),
        timed("page: Leads, best fit first", runs, page("/leads")),
        timed("page: Leads, newest first", runs, page("/leads?sort=arrived")),
        timed("page: Leads, one industry", runs, page("/leads?industry=Food")),
        timed("page: Leads, search for a company", runs, searched),
        timed("page: one lead", runs, one_lead),
        timed("page: Profile", runs, page("/profile")),
    ]


def main() -> None:
    """Build, serve, ask, and write what came out."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--leads", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=200)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/leads.db"
        store = open_store(url)
        notes = build(store, asked.leads)
        store.close()
        with serving(url) as (host, port):
            answers = measure(host, port, asked.runs)
    lines = [
        "# Speed of API and pages\n",
        f"`uv run python benchmarks/speed_api.py --leads {asked.leads} --runs {asked.runs}`\n",
        f"SQLite store with {asked.leads:,} leads, one server process, one client; "
        f"{describe_machine()}.\n",
        "| asked | times | p50 (ms) | p99 (ms) |",
        "|---|---|---|---|",
        *(f"| {one.what} | {one.runs} | {one.p50:.1f} | {one.p99:.1f} |" for one in answers),
        "",
        *(f"- {note}" for note in notes),
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n")
    print(RESULTS.read_text())


if __name__ == "__main__":
    main()
