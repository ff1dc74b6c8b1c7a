"""What each route would cost, for one enquiry or a million at once.

    cost of a route = minutes / 60 * rep_hour
                    + stake * (1 - chance_kept * (1 - put_off))
    stake           = chance it is a customer-to-be * fit * customer_worth

The first line is our own time, spent whoever wrote. The second is what we lose when it was a
customer: the share that the route puts off for good, and the part of the chance that goes with a
slower answer. The stake is what an enquiry is worth before anybody has answered it. `fit` is the
chance that a genuine enquiry becomes a customer. Minutes, shares put off and chances kept are those
of the enquiry's kind where the table has any of its own.

The chance that it is a customer-to-be is its authenticity; for what seems to be from a bot or a
spammer, no more than that certainty leaves. The promise looks at authenticity alone.

A route is allowed by these rules, in this order:

- *call now*, *light touch*: always.
- *give*, *ask*, *quarantine*: not for who asks for support; a person answers them.
- *ask*: only when authenticity is in doubt, below `ask_below`.
- *quarantine*: only when the evidence says, surely enough, that a bot or a spammer wrote it.
- *ask*, *quarantine*: only when the promise holds, and only below its threshold.
- *person decides*: exactly when a slow lane would have cost least and the promise doesn't hold.

The cheapest allowed one is chosen; of equal ones the quickest for the person who wrote.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import SLOW_LANES, CostTable, Promise, Route, RoutingRules

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Flags = NDArray[np.bool_]

ROUTES = tuple(Route)
KINDS = tuple(EnquiryKind)
KIND_CODES = {kind: code for code, kind in enumerate(KINDS)}
NOBODYS = (EnquiryKind.BOT, EnquiryKind.SPAM)
"""Kinds behind which there is no person whom we could turn away."""

FOR_SUPPORT = (Route.CALL_NOW, Route.LIGHT_TOUCH)

_SLOW = np.array([route in SLOW_LANES for route in ROUTES])
_ASK = ROUTES.index(Route.ASK)
_QUARANTINE = ROUTES.index(Route.QUARANTINE)
_PERSON = ROUTES.index(Route.PERSON_DECIDES)
_NOT_FOR_SUPPORT = np.array([route not in FOR_SUPPORT for route in ROUTES])
_SUPPORT = KIND_CODES[EnquiryKind.SUPPORT]
_NOBODYS = np.array([kind in NOBODYS for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Judged:
    """What prices depend on, one row an enquiry.

    `authenticity` and `fit` are probabilities, `kind` places in `KINDS`, `certainty` how sure that
    kind is. A fit of NaN is unknown: the rules say what is taken for it.
    """

    authenticity: Floats
    fit: Floats
    kind: Codes
    certainty: Floats


@dataclass(frozen=True, slots=True)
class Priced:
    """The cost of each route (columns as `ROUTES`), which are allowed, and the chosen one.

    `blocked` is where only the missing promise stood against a slow lane. `second` is the best
    allowed alternative.
    """

    cost: Floats
    stake: Floats
    allowed: Flags
    chosen: Codes
    second: Codes
    blocked: Flags


@dataclass(frozen=True, slots=True)
class CostArrays:
    """Money for our time, and the share of the stake lost: `KINDS` down, `ROUTES` across."""

    time: Floats
    lost: Floats


def cost_arrays(costs: CostTable) -> CostArrays:
    """Return the cost table with what is different for some kinds filled in."""
    minutes, put_off, kept = (
        _filled(costs, name) for name in ("minutes", "put_off", "chance_kept")
    )
    return CostArrays(minutes / 60.0 * costs.rep_hour, 1.0 - kept * (1.0 - put_off))


def price(judged: Judged, rules: RoutingRules, promise: Promise) -> Priced:
    """Return what each route costs for each enquiry, and which one is chosen."""
    table = cost_arrays(rules.costs)
    fit = np.where(np.isnan(judged.fit), rules.chance_without_profile, judged.fit)
    stake = chance_genuine(judged) * fit * rules.costs.customer_worth
    cost = table.time[judged.kind] + stake[:, np.newaxis] * table.lost[judged.kind]
    fitting = fitting_routes(judged, rules)
    below = judged.authenticity < promise.threshold if promise.holds else np.zeros(len(cost), bool)
    allowed = fitting & (~_SLOW | below[:, np.newaxis])
    rows = np.arange(len(cost))
    # Unknown history blocks a slow lane; a threshold only sends the enquiry to a quicker one.
    blocked = _SLOW[_cheapest(cost, fitting)] & (not promise.holds)
    allowed[rows[blocked], _PERSON] = True
    chosen = np.where(blocked, _PERSON, _cheapest(cost, allowed))
    others = allowed.copy()
    others[rows, chosen] = False
    return Priced(cost, stake, allowed, chosen, _cheapest(cost, others), blocked)


def chance_genuine(judged: Judged) -> Floats:
    """Return how likely each is a customer-to-be: authenticity, or what a nobody's kind leaves."""
    left = np.where(_NOBODYS[judged.kind], 1.0 - judged.certainty, 1.0)
    return np.minimum(judged.authenticity, left)


def fitting_routes(judged: Judged, rules: RoutingRules) -> Flags:
    """Return which routes fit what was written, before any promise is looked at."""
    fitting = np.ones((len(judged.kind), len(ROUTES)), dtype=np.bool_)
    fitting[:, _PERSON] = False
    strong = _NOBODYS[judged.kind] & (judged.certainty >= rules.quarantine_certainty)
    fitting[:, _QUARANTINE] = strong
    fitting[:, _ASK] = judged.authenticity < rules.ask_below
    fitting[np.ix_(judged.kind == _SUPPORT, _NOT_FOR_SUPPORT)] = False
    return fitting


def _cheapest(cost: Floats, allowed: Flags) -> Codes:
    return np.argmin(np.where(allowed, cost, np.inf), axis=1)


def _filled(costs: CostTable, name: str) -> Floats:
    usual = getattr(costs, name)
    different = {kind: getattr(one, name) for kind, one in costs.kinds.items()}
    return np.array(
        [
            [different.get(kind, usual).get(route, usual[route]) for route in ROUTES]
            for kind in KINDS
        ]
    )
