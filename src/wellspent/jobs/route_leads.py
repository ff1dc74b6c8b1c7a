"""Route leads: judge and route all open enquiries, as after learning, an import, or new costs."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from time import monotonic

from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.qualify_enquiry import has_profile, to_decide
from wellspent.jobs.qualify_leads import qualify_touched_leads
from wellspent.jobs.reckon_promise import reckon_promise
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.qualify.decide import Loads, decide
from wellspent.records.imports import Progress
from wellspent.records.lead import LeadOutcome
from wellspent.store.connect import Store
from wellspent.store.leads import count_leads
from wellspent.store.leads_to_route import (
    LeadToRoute,
    loads_of_reps,
    stream_open_leads,
    stream_touched_leads,
)
from wellspent.store.routed_leads import save_routed_leads
from wellspent.store.statements import load_genuine_scores


def route_leads(
    store: Store, *, now: datetime, on_progress: Callable[[Progress], None] | None = None
) -> int:
    """Judge and route every open lead; return how many have a route now.

    Fits that are stale are reckoned first, and so is what the promise rests on. What a person
    decided stays, also if they decide while this runs. Done twice, it changes nothing.
    """
    qualify_touched_leads(store, now=now)
    reckon_promise(store, now=now)
    rows = count_leads(store, LeadOutcome.OPEN)
    started, done, saved = monotonic(), 0, 0
    for portion, routed in _routed(store, stream_open_leads(store), now):
        saved += routed
        done += portion
        if on_progress is not None:
            on_progress(_progress(done, max(rows, done), started))
    return saved


def route_touched_leads(store: Store, *, now: datetime) -> int:
    """Route open leads that have no route yet, or were scored at `now` or later; return how many.

    So give it the `now` of the scoring before it. The promise stays as it was last reckoned.
    """
    if load_genuine_scores(store) is None:
        reckon_promise(store, now=now)
    portions = _routed(store, stream_touched_leads(store, since=now), now)
    return sum(routed for _, routed in portions)


def _routed(
    store: Store, portions: Iterable[list[LeadToRoute]], now: datetime
) -> Iterator[tuple[int, int]]:
    """Judge, route and keep leads portion by portion; give how many there were, and were kept."""
    rules, in_use = rules_in_force(store), authenticity_in_use(store)
    promise, known = promise_in_force(store, rules), has_profile(store)
    loads = Loads(lambda: loads_of_reps(store))
    for portion in portions:
        fits = [one.fit if known else None for one in portion]
        wanted = to_decide(store, portion, in_use, fits=fits)
        before = {one.lead.id: one.before for one in wanted if one.before is not None}
        routed = decide(wanted, rules, promise, loads, now=now)
        yield len(portion), save_routed_leads(store, routed, unless_changed=before)


def _progress(done: int, rows: int, started: float) -> Progress:
    rate = done / max(monotonic() - started, 1e-9)
    return Progress(
        rows=done, rows_per_second=rate, share=done / rows, seconds_left=(rows - done) / rate
    )
