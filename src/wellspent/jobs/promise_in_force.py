"""The promise in force: what share of genuine enquiries may end in a slow lane, if any may.

It rests on the latest enquiries known to be genuine: won, marked *genuine*, or released from
quarantine. Each is judged as it was when it arrived, and by a scorecard that it didn't teach.
"""

from functools import lru_cache

from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.qualify.promise import make_promise
from wellspent.records.route import GenuineScores, Promise, RoutingRules
from wellspent.store.connect import Store
from wellspent.store.statements import load_genuine_scores


def promise_in_force(store: Store, rules: RoutingRules | None = None) -> Promise:
    """Return the promise that was last reckoned, for the share of these rules (or those in use)."""
    share = (rules or rules_in_force(store)).slow_lane_share
    return _promise(load_genuine_scores(store), share)


@lru_cache(maxsize=8)
def _promise(known: GenuineScores | None, share: float) -> Promise:
    return make_promise(known.scores if known else (), share)
