"""Routing rules: read them, see what others would have done last quarter, and save them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from wellspent.errors import InputError
from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.enquiries import enquiries_of
from wellspent.jobs.past_enquiries import Replayed, judge_past, replay
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.qualify.authenticity import authenticity_of
from wellspent.qualify.costs import check_rules, rules_text
from wellspent.records.authenticity import Authenticity, MarkKind
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.route import Promise, Route, RoutingRules
from wellspent.records.route_report import MovedLead, RoutedUnder, RulesReplay
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import count_arrived, leads_that_arrived, won_by_deal
from wellspent.store.marks import latest_marks
from wellspent.store.routing import save_rules

MOST_REPLAYED = 20_000
MOST_EXAMPLES = 20
AT_ONCE = 5000


def routing_rules(store: Store) -> RoutingRules:
    """Return the rules in force: those saved last, else the ones that come with the program."""
    return rules_in_force(store)


def save_routing_rules(
    store: Store,
    rules: RoutingRules,
    *,
    now: datetime,
    by: str = "",
    based_on: int | None = None,
) -> int:
    """Keep rules as the ones in force; return their version. InputError when they make no sense.

    Conflict when they are `based_on` another version than the newest.
    Enquiries keep their routes until they are routed again (`route_leads`).
    """
    return save_rules(store, rules_text(check_rules(rules)), now=now, by=by, based_on=based_on)


def what_would_have_happened(
    store: Store, rules: RoutingRules, *, since: datetime, until: datetime
) -> RulesReplay:
    """Replay the enquiries that arrived from `since` to before `until` under other rules.

    InputError when the rules make no sense, or the time has no zone or is empty.
    """
    check_rules(rules)
    if since.tzinfo is None or until.tzinfo is None or since >= until:
        raise InputError(
            "that is no time from which enquiries can be replayed",
            where="since, until",
            next_step="Give two moments with their zone, the earlier one first.",
        )
    leads = leads_that_arrived(store, since=since, until=until, most=MOST_REPLAYED)
    judged = judge_past(store, [lead.id for lead in leads], _judge(store, leads))
    genuine = _known_genuine(store, leads)
    in_force = rules_in_force(store)
    now_promise, then_promise = promise_in_force(store), promise_in_force(store, rules)
    before = replay(judged, in_force, now_promise)
    after = replay(judged, rules, then_promise)
    moved = [
        MovedLead(lead_id=lead.id, company=lead.company or lead.name, before=one, after=other)
        for lead, one, other in zip(leads, before.routes, after.routes, strict=True)
        if one is not other
    ]
    return RulesReplay(
        since=since,
        until=until,
        arrived=count_arrived(store, since=since, until=until),
        looked_at=len(leads),
        genuine=int(genuine.sum()),
        before=_under(before, in_force, now_promise, genuine),
        after=_under(after, rules, then_promise, genuine),
        moved=len(moved),
        examples=tuple(moved[:MOST_EXAMPLES]),
    )


def _judge(store: Store, leads: Sequence[Lead]) -> list[Authenticity]:
    table = authenticity_in_use(store).table
    judged: list[Authenticity] = []
    for first in range(0, len(leads), AT_ONCE):
        portion = enquiries_of(store, leads[first : first + AT_ONCE], at_arrival=True)
        judged += [authenticity_of(table.scorecard, one, table=table) for one in portion]
    return judged


def _known_genuine(store: Store, leads: Sequence[Lead]) -> np.ndarray:
    marks, by_deal = latest_marks(store), won_by_deal(store)
    return np.array(
        [
            marks[lead.id].mark is MarkKind.GENUINE
            if lead.id in marks
            else lead.outcome is LeadOutcome.WON or lead.id in by_deal
            for lead in leads
        ],
        dtype=np.bool_,
    )


def _under(
    replayed: Replayed, rules: RoutingRules, promise: Promise, genuine: np.ndarray
) -> RoutedUnder:
    counts = Counter(replayed.routes)
    return RoutedUnder(
        counts={route: counts[route] for route in Route},
        minutes=float(replayed.minutes.sum()),
        cost=float(replayed.cost.sum()),
        currency=rules.costs.currency,
        genuine_in_slow_lane=int((replayed.in_slow_lane() & genuine).sum()),
        promise=promise,
    )
