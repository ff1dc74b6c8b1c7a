"""Past enquiries as rules would price them: judged as they were when they arrived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wellspent.jobs.qualify_enquiry import has_profile
from wellspent.jobs.scorecard_in_use import points_in_use
from wellspent.qualify.decide import judged_of
from wellspent.qualify.fit import fits_of
from wellspent.qualify.route_prices import KINDS, ROUTES, Judged, price
from wellspent.records.authenticity import Authenticity
from wellspent.records.route import SLOW_LANES, Promise, Route, RoutingRules
from wellspent.records.source import RecordKind
from wellspent.store.cases import fetch_lead_cases
from wellspent.store.connect import Store
from wellspent.store.ids import number_of

AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Replayed:
    """The routes that rules choose for past enquiries, with minutes and cost of each."""

    routes: tuple[Route, ...]
    minutes: np.ndarray
    cost: np.ndarray

    def in_slow_lane(self) -> np.ndarray:
        """Return which of them end in a slow lane."""
        return np.array([route in SLOW_LANES for route in self.routes], dtype=np.bool_)


def judge_past(
    store: Store, lead_ids: Sequence[str], authenticities: Sequence[Authenticity]
) -> Judged:
    """Return past leads as arrays: authenticity as given, fit by the scorecard in use."""
    fits = fits_by_lead(store, lead_ids)
    return judged_of(authenticities, [fits.get(lead) for lead in lead_ids])


def fits_by_lead(store: Store, lead_ids: Sequence[str]) -> Mapping[str, float]:
    """Return the fit of each lead, open or closed; empty where nothing was learned or declared."""
    if not has_profile(store):
        return {}
    table = points_in_use(store)
    found: dict[str, float] = {}
    for first in range(0, len(lead_ids), AT_ONCE):
        numbers = [number_of(RecordKind.LEAD, lead) for lead in lead_ids[first : first + AT_ONCE]]
        cases = fetch_lead_cases(store, numbers)
        fits = fits_of(table.scorecard, cases, table=table)
        found |= zip(cases.keys, fits.probability.tolist(), strict=True)
    return found


def replay(judged: Judged, rules: RoutingRules, promise: Promise) -> Replayed:
    """Return what rules do with past enquiries."""
    priced = price(judged, rules, promise)
    rows = np.arange(len(priced.chosen))
    minutes = _minutes(rules)[judged.kind, priced.chosen]
    return Replayed(
        tuple(ROUTES[place] for place in priced.chosen), minutes, priced.cost[rows, priced.chosen]
    )


def _minutes(rules: RoutingRules) -> np.ndarray:
    costs = rules.costs
    return np.array(
        [
            [
                costs.kinds[kind].minutes.get(route, costs.minutes[route])
                if kind in costs.kinds
                else costs.minutes[route]
                for route in ROUTES
            ]
            for kind in KINDS
        ]
    )
