"""The weights of roles in use: the stated ones, moved by corrections and by who signed past deals.

They are kept with the fingerprint of what they were learned from, and learned anew when it is
another: after a correction or a won deal. So they are never stale, and seldom waited for.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby, islice
from typing import Final

from wellspent.errors import NotFound
from wellspent.reach.learn_weights import Corrected, Signed, learn_weights
from wellspent.reach.role_weights import RoleWeights, stated_weights
from wellspent.reach.teaching import corrected_case, signed_case, title_outcomes
from wellspent.reach.titles.title_points import learn_title_points
from wellspent.reach.weights_json import weights_as_json, weights_from_json
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import DealPerson, RoleCorrection
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.learned_things import LearnedThing, keep_learned, learned_thing
from wellspent.store.role_corrections import standing_role_corrections
from wellspent.store.role_teaching import NOTHING, role_teaching_mark
from wellspent.store.signers import signers

NAME: Final = "role weights"

MOST_CORRECTED: Final = 100
MOST_DEALS: Final = 40
"""So many histories are read to learn from, the latest; titles are learned from all deals."""


def role_weights_in_use(store: Store, *, now: datetime) -> RoleWeights:
    """Return the weights that roles are judged by now; learns them when there is news to learn."""
    mark = role_teaching_mark(store)
    if mark == NOTHING:
        return stated_weights()
    kept = learned_thing(store, NAME)
    if kept is not None and kept.fingerprint == mark:
        return _read(kept.body)
    learned = _learn(store, now)
    body = weights_as_json(learned)
    thing = LearnedThing(
        name=NAME, fingerprint=mark, body=body, cases=learned.cases, learned_at=now
    )
    keep_learned(store, thing)
    return _read(body)


@lru_cache(maxsize=4)
def _read(body: str) -> RoleWeights:
    return weights_from_json(body, stated_weights())


def _learn(store: Store, now: datetime) -> RoleWeights:
    people = signers(store)
    stated = replace(stated_weights(), titles=learn_title_points(title_outcomes(people)))
    corrections = sorted(
        standing_role_corrections(store).values(), key=lambda one: one.at, reverse=True
    )
    corrected = list(_corrected(store, corrections[:MOST_CORRECTED], stated, now))
    return learn_weights(stated, corrected, list(_signed(store, people, stated, now)))


def _corrected(
    store: Store, corrections: list[RoleCorrection], weights: RoleWeights, now: datetime
) -> Iterator[Corrected]:
    for one in corrections:
        history = _history(store, now, contact_id=one.contact_id)
        case = corrected_case(history, one, weights) if history else None
        if case is not None:
            yield case


def _signed(
    store: Store, people: list[DealPerson], weights: RoleWeights, now: datetime
) -> Iterator[Signed]:
    deals = [list(of_deal) for _, of_deal in groupby(people, key=lambda one: one.deal_id)]
    telling = (deal for deal in deals if len(deal) > 1)
    for deal in islice(telling, MOST_DEALS):
        history = _history(store, now, account_id=deal[0].account_id)
        case = signed_case(history, deal, weights) if history else None
        if case is not None:
            yield case


def _history(
    store: Store, now: datetime, *, account_id: str = "", contact_id: str = ""
) -> AccountHistory | None:
    try:
        return account_history(store, account_id=account_id, contact_id=contact_id, now=now)
    except NotFound:  # it went between the two questions
        return None
