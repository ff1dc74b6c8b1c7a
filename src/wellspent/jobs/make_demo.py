"""Make the demo: the sample company's files through the real import, learned from and qualified."""

import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from wellspent.jobs.company_file import save_company_text
from wellspent.jobs.import_file import propose, run
from wellspent.jobs.learn_profile import learn_profile
from wellspent.jobs.next_step_taken import next_step_taken
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.routing_rules import save_routing_rules
from wellspent.jobs.sample_conversations import take_in_sample
from wellspent.qualify.costs import parse_rules
from wellspent.records.imports import ImportRun, ImportState
from wellspent.records.profile import LearnedProfile
from wellspent.records.route import SLOW_LANES
from wellspent.records.routed_queue import RoutedQuery
from wellspent.sample.conversations import SOURCE
from wellspent.sample.drafts import sample_company
from wellspent.sample.export_files import FILE_NAMES, SampleFile, write_export_files
from wellspent.sample.rules import RULES_FILE, sample_rules
from wellspent.store.company import load_company
from wellspent.store.connect import Store
from wellspent.store.imports import list_imports
from wellspent.store.routed_leads import LARGEST_PAGE, list_routed
from wellspent.store.routing import load_rules
from wellspent.store.statements import mark_sample

OWN_IMPORTS = (*FILE_NAMES, SOURCE)
WAITING_FOR_AT_MOST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo put into the store: the imports, and what was learned from them."""

    imports: tuple[ImportRun, ...]
    learned: LearnedProfile


def make_demo(store: Store, *, now: datetime) -> Demo:
    """Fill a store with the sample company, learn from it, qualify and route its open enquiries.

    The store is marked as holding sample data before the first record is in it. Done twice with
    the same `now`, it changes nothing the second time. Takes some seconds.
    """
    mark_sample(store)
    with tempfile.TemporaryDirectory(prefix="wellspent-sample-") as folder:
        files = write_export_files(Path(folder), now=now)
        imports = tuple(_import(store, file) for file in files)
    learned = learn_profile(store, now=now)
    _keep_rules(store, now)
    _keep_company(store, now)
    take_in_sample(store, now=now)
    route_leads(store, now=now)
    _tick_off_older_ones(store, now)
    return Demo(imports=imports, learned=learned)


def imports_of_others(store: Store) -> list[ImportRun]:
    """Return the imports in a demo's store that no demo made, the oldest first.

    A demo fills a new store, so its own imports are the first ones, in the order of its files and
    then of its conversations. Imports that were undone hold nothing and aren't told of.
    """
    oldest_first = reversed(list_imports(store, limit=None))
    return [
        run
        for place, run in enumerate(oldest_first)
        if run.file not in OWN_IMPORTS[place : place + 1] and run.state is not ImportState.UNDONE
    ]


def _keep_rules(store: Store, now: datetime) -> None:
    """Give the sample company rules of its own, unless somebody has saved some there."""
    if load_rules(store) is None:
        save_routing_rules(store, parse_rules(sample_rules(), where=RULES_FILE), now=now)


def _keep_company(store: Store, now: datetime) -> None:
    """Say what is true of the sample company, unless somebody has said something there."""
    if load_company(store) is None:
        save_company_text(store, sample_company(), based_on=None, now=now)


def _tick_off_older_ones(store: Store, now: datetime) -> None:
    """Let the sample's reps have seen to what came more than a few days ago, each in time.

    What lies in a slow lane waits: somebody visits the demo to look at it.
    """
    waiting = list_routed(store, RoutedQuery(limit=LARGEST_PAGE)).rows
    for row in waiting:
        arrived, due = row.lead.arrived_at, row.routed.due_at
        if arrived is None or due is None or row.routed.route in SLOW_LANES:
            continue
        if arrived < now - WAITING_FOR_AT_MOST and due <= now:
            next_step_taken(store, row.lead.id, now=due)


def _import(store: Store, file: SampleFile) -> ImportRun:
    (mapping,) = propose(store, file.path, record_kind=file.kind)
    return run(store, file.path, mapping)
