"""Decide on enquiries, one or many at once: route, price, who has it, and by when.

What a person decided stays: a rule run later brings evidence and prices up to date, and leaves the
route and its due time to them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

import numpy as np

from wellspent.qualify.assign import owner_of
from wellspent.qualify.choose_route import reason_of
from wellspent.qualify.route_prices import KIND_CODES, ROUTES, Judged, Priced, price
from wellspent.qualify.service_levels import (
    clock_starts,
    due_times,
    is_hand_raise,
    service_level,
)
from wellspent.records.authenticity import Authenticity
from wellspent.records.lead import Lead
from wellspent.records.route import Promise, Route, RoutedLead, RoutingRules

BY_RULE = "rule"
MOST_REASONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """An enquiry with all that its route depends on.

    `before` is what was decided the last time, if it was; `since` is from when its service level
    runs, where that isn't the arrival.
    """

    lead: Lead
    authenticity: Authenticity
    fit: float | None
    account_owner: str = ""
    before: RoutedLead | None = None
    since: datetime | None = None


class Loads(Mapping[str, int]):
    """Open enquiries by rep: counted when first asked for, and on as more are given out."""

    def __init__(self, count: Callable[[], Mapping[str, int]]) -> None:
        self._count = count
        self._given: dict[str, int] = {}

    @cached_property
    def _before(self) -> Mapping[str, int]:
        return self._count()

    def give(self, rep: str) -> None:
        """Count one more for a rep."""
        self._given[rep] = self._given.get(rep, 0) + 1

    def __getitem__(self, rep: str) -> int:
        return self._before.get(rep, 0) + self._given.get(rep, 0)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._before, **self._given})

    def __len__(self) -> int:
        return len({**self._before, **self._given})


def judged_of(authenticities: Sequence[Authenticity], fits: Iterable[float | None]) -> Judged:
    """Return what prices depend on as arrays; a fit of None is unknown."""
    return Judged(
        np.array([one.probability for one in authenticities], dtype=np.float64),
        np.array([np.nan if fit is None else fit for fit in fits], dtype=np.float64),
        np.array([KIND_CODES[one.kind] for one in authenticities], dtype=np.intp),
        np.array([one.kind_certainty for one in authenticities], dtype=np.float64),
    )


def decide(
    enquiries: Sequence[ToDecide],
    rules: RoutingRules,
    promise: Promise,
    loads: Loads,
    *,
    now: datetime,
) -> list[RoutedLead]:
    """Return what is decided about each, in their order; `loads` is counted on."""
    if not enquiries:
        return []
    judged = judged_of([one.authenticity for one in enquiries], (one.fit for one in enquiries))
    priced = price(judged, rules, promise)
    routed = [_decided(one, priced, row, rules, promise, now) for row, one in enumerate(enquiries)]
    due = _due(enquiries, routed, rules, now)
    return [
        _assigned(one, decided, rules, loads, due_at)
        for one, decided, due_at in zip(enquiries, routed, due, strict=True)
    ]


def evidence_of(authenticity: Authenticity) -> tuple[str, ...]:
    """Return what speaks most for or against, in the sentences of the signals."""
    said = (reading.evidence for reading in authenticity.readings if reading.value)
    return tuple(sentence for sentence in said if sentence)[:MOST_REASONS]


def _decided(
    one: ToDecide,
    priced: Priced,
    row: int,
    rules: RoutingRules,
    promise: Promise,
    now: datetime,
) -> RoutedLead:
    judged, place = one.authenticity, int(priced.chosen[row])
    routed = RoutedLead(
        lead_id=one.lead.id,
        authenticity=judged.probability,
        authenticity_low=judged.low,
        authenticity_high=judged.high,
        kind=judged.kind,
        reasons=evidence_of(judged),
        route=ROUTES[place],
        reason=reason_of(priced, row, judged.kind, rules.costs.currency, promise),
        decided_at=now,
        price=float(priced.cost[row, place]),
        next_price=float(priced.cost[row, int(priced.second[row])]),
        currency=rules.costs.currency,
    )
    return routed if one.before is None else _with_what_stays(routed, one.before, priced, row)


def _with_what_stays(
    routed: RoutedLead, before: RoutedLead, priced: Priced, row: int
) -> RoutedLead:
    kept = replace(routed, acted_at=before.acted_at, released_at=before.released_at)
    if before.decided_by == BY_RULE:
        # A route that stays keeps the moment since when it is so.
        same = before.route is routed.route
        return replace(kept, decided_at=before.decided_at) if same else kept
    theirs, cheapest = ROUTES.index(before.route), int(priced.chosen[row])
    other = int(priced.second[row]) if theirs == cheapest else cheapest
    return replace(
        kept,
        route=before.route,
        reason=before.reason,
        decided_by=before.decided_by,
        decided_at=before.decided_at,
        price=float(priced.cost[row, theirs]),
        next_price=float(priced.cost[row, other]),
        due_at=before.due_at,
    )


def _due(
    enquiries: Sequence[ToDecide],
    routed: Sequence[RoutedLead],
    rules: RoutingRules,
    now: datetime,
) -> Iterator[datetime | None]:
    levels = {
        (route, hand_raise): service_level(route, hand_raise, rules.service_levels)
        for route in Route
        for hand_raise in (True, False)
    }
    found = [
        levels[decided.route, is_hand_raise(one.lead, decided.kind, rules)]
        for one, decided in zip(enquiries, routed, strict=True)
    ]
    starts = [
        int(clock_starts(one.since or one.lead.arrived_at, now).timestamp()) for one in enquiries
    ]
    minutes = np.array([0.0 if level is None else level.minutes for level in found])
    due = due_times(np.array(starts, dtype=np.int64), minutes, rules).tolist()
    for level, moment in zip(found, due, strict=True):
        yield None if level is None else datetime.fromtimestamp(moment, UTC)


def _assigned(
    one: ToDecide,
    routed: RoutedLead,
    rules: RoutingRules,
    loads: Loads,
    due_at: datetime | None,
) -> RoutedLead:
    had_by = one.before.owner if one.before else ""
    owner, reason = owner_of(
        one.lead, one.account_owner, rules, loads, route=routed.route, had_by=had_by
    )
    if owner and owner != (had_by or one.lead.owner):
        loads.give(owner)
    same = one.before is not None and owner == had_by != ""
    kept = one.before.owner_reason if same and one.before is not None else reason
    by_rule = routed.decided_by == BY_RULE
    return replace(
        routed, owner=owner, owner_reason=kept, due_at=due_at if by_rule else routed.due_at
    )
