"""The promise in force: what share of genuine enquiries may end in a slow lane, if any may.

It rests on the latest enquiries known to be genuine: won, marked *genuine*, or released from
quarantine. Each is judged as it was when it arrived, and by a scorecard that it didn't teach.
"""

from datetime import datetime
from functools import lru_cache

from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.qualify.promise import make_promise
from wellspent.records.route import Promise, RoutingRules
from wellspent.store.connect import Store
from wellspent.store.statements import genuine_scores_kept_at, load_genuine_scores


def promise_in_force(store: Store, rules: RoutingRules | None = None) -> Promise:
    """Return the promise that was last reckoned, for the share of these rules (or those in use)."""
    share = (rules or rules_in_force(store)).slow_lane_share
    return _promise(store, genuine_scores_kept_at(store), share)


# Thousands of numbers: read and sorted once, not for each enquiry.
@lru_cache(maxsize=16)
def _promise(store: Store, kept_at: datetime | None, share: float) -> Promise:
    known = load_genuine_scores(store) if kept_at is not None else None
    return make_promise(known.scores if known else (), share)
