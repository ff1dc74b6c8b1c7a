"""How long does routing take: for one enquiry, and for all open ones in bulk?

    uv run python benchmarks/speed_routing.py [--rows 100000] [--priced 1000000]

A SQLite store of open enquiries, made as in `speed_authenticity.py`, so that nearly every name and
message is a new one, and of 300 won ones on which the promise rests. One enquiry:
`qualify_enquiry`, store and all, beside what of it isn't the store's (judging, pricing, deciding).
In bulk: `route_leads`, and how its time divides among its parts. Pricing alone is timed on a
million rows, which needs no store. Times are of the processor, so that a busy machine doesn't
count; where the clock is meant, it says so.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np
from leads_list import build
from machine import describe_machine
from speed_authenticity import SENTENCES, make, read_sentences

from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.enquiries import enquiries_of
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.jobs.qualify_leads import qualify_touched_leads
from wellspent.jobs.reckon_promise import reckon_promise
from wellspent.jobs.route_leads import route_leads
from wellspent.qualify.authenticity import authenticity_of
from wellspent.qualify.costs import default_rules
from wellspent.qualify.decide import Loads, ToDecide, decide
from wellspent.qualify.promise import make_promise
from wellspent.qualify.route_prices import KINDS, Judged, price
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.store.connect import Store, open_store
from wellspent.store.leads_to_route import stream_open_leads
from wellspent.store.routed_leads import save_routed_leads

RESULTS = Path(__file__).parent / "results" / "speed_routing.md"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WON = 300
ONE_BY_ONE = 300
Result = TypeVar("Result")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--priced", type=int, default=1_000_000)
    given = arguments.parse_args()
    if not SENTENCES.is_dir():
        print(f"Skipped: {SENTENCES} is absent (the public Parakweet intent sentences).")
        return
    lines = [
        "# How long routing takes",
        "",
        f"Measured by `benchmarks/speed_routing.py --rows {given.rows} --priced {given.priced}` on "
        f"{describe_machine()}.",
        "",
        "| what | wanted | measured |",
        "|---|---|---|",
        f"| pricing {given.priced:,} enquiries | | {priced_in_bulk(given.priced):.2f} s |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/store.db")
        build(store, given.rows + WON, made_leads(given.rows))
        qualify_touched_leads(store, now=NOW)
        reckon_promise(store, now=NOW)
        lines += one_by_one(store)
        lines += in_bulk(store, given.rows)
        store.close()
    RESULTS.write_text("\n".join(lines) + "\n" + NOTE, encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


NOTE = """
One process; most of the time is reading the signals off the words, which `speed_authenticity.py`
measures alone and with two processes. A million open enquiries are not routed within a minute on
such a machine: the last line says how long they take at this rate.
"""


def made_leads(rows: int) -> Iterator[Lead]:
    """Give won enquiries and open ones, the latest last."""
    made = make(rows + WON, read_sentences(), 3)
    for number, enquiry in enumerate(made):
        arrived = NOW - timedelta(minutes=rows + WON - number)
        outcome = LeadOutcome.WON if number < WON else LeadOutcome.OPEN
        yield replace(
            enquiry.lead, external_id=f"made-{number}", arrived_at=arrived, outcome=outcome
        )


def priced_in_bulk(rows: int) -> float:
    """Return the seconds that pricing takes, with the choice among what is allowed."""
    chance = np.random.default_rng(1)
    judged = Judged(
        chance.beta(5, 1, rows),
        chance.beta(1, 9, rows),
        chance.integers(0, len(KINDS), rows),
        chance.uniform(0, 1, rows),
    )
    promise = make_promise(chance.beta(5, 1, 1000), 0.01)
    seconds, _ = timed(lambda: price(judged, default_rules(), promise))
    return seconds


def one_by_one(store: Store) -> list[str]:
    """Time `qualify_enquiry` one at a time, and its share that isn't the store's."""
    portion = next(iter(stream_open_leads(store)))[:ONE_BY_ONE]
    whole = [
        1000 * timed(lambda lead=one.lead.id: qualify_enquiry(store, lead, now=NOW))[0]
        for one in portion
    ]
    table, rules = authenticity_in_use(store).table, default_rules()
    promise = promise_in_force(store)
    enquiries = enquiries_of(store, [one.lead for one in portion])

    def judge_and_decide(enquiry: Enquiry) -> None:
        judged = authenticity_of(table.scorecard, enquiry, table=table)
        wanted = ToDecide(lead=enquiry.lead, authenticity=judged, fit=0.1)
        decide([wanted], rules, promise, Loads(dict), now=NOW)

    bare = [1000 * timed(lambda one=one: judge_and_decide(one))[0] for one in enquiries]
    return [
        f"| one enquiry, without the store: median | under 5 ms | {np.median(bare):.2f} ms |",
        f"| the same: 99 of 100 are quicker than | | {np.quantile(bare, 0.99):.2f} ms |",
        f"| one enquiry, store and all: median | | {np.median(whole):.1f} ms |",
        f"| the same: 99 of 100 are quicker than | | {np.quantile(whole, 0.99):.1f} ms |",
    ]


def in_bulk(store: Store, rows: int) -> list[str]:
    """Time `route_leads` as a whole, and its parts on some portions."""
    begun = time.perf_counter()
    seconds, routed = timed(lambda: route_leads(store, now=NOW))
    clock = time.perf_counter() - begun
    assert routed == rows, routed
    spent = dict.fromkeys(("reading leads", "history", "judging", "deciding", "saving"), 0.0)
    table, promise, count = authenticity_in_use(store).table, promise_in_force(store), 0
    portions = stream_open_leads(store)
    while True:
        took, portion = timed(lambda: next(portions, None))
        if portion is None or count >= 20_000:
            break
        spent["reading leads"] += took
        leads = [one.lead for one in portion]
        took, enquiries = timed(lambda leads=leads: enquiries_of(store, leads))
        spent["history"] += took
        took, judged = timed(
            lambda enquiries=enquiries: [
                authenticity_of(table.scorecard, one, table=table) for one in enquiries
            ]
        )
        spent["judging"] += took
        wanted = [
            ToDecide(lead=one.lead, authenticity=each, fit=one.fit, account_owner=one.account_owner)
            for one, each in zip(portion, judged, strict=True)
        ]
        took, decided = timed(
            lambda wanted=wanted: decide(wanted, default_rules(), promise, Loads(dict), now=NOW)
        )
        spent["deciding"] += took
        took, _ = timed(lambda decided=decided: save_routed_leads(store, decided))
        spent["saving"] += took
        count += len(portion)
    parts = ", ".join(f"{name} {1e6 * took / count:.0f}" for name, took in spent.items())
    return [
        f"| routing all {rows:,} open enquiries | | {seconds:.0f} s ({clock:.0f} s on the clock) |",
        f"| of which, microseconds an enquiry | | {parts} |",
        f"| a million at this rate | under 60 s | {seconds / rows * 1e6:.0f} s |",
    ]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds of processor that it takes, and what it returns."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


if __name__ == "__main__":
    main()
