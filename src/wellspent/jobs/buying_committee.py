"""Buying committee: an account's people as a map, who is missing, and the shortest way in."""

from datetime import datetime

from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.reach.committee import committee
from wellspent.reach.role_weights import RoleWeights
from wellspent.reach.seen import Seen
from wellspent.reach.signs_of import signs_of
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import Committee
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store


def buying_committee(store: Store, account_id: str, *, now: datetime) -> Committee:
    """Return the buying committee of an account; NotFound when there is no such account."""
    history = account_history(store, account_id=account_id, now=now)
    return committee_of_history(history, learned=role_weights_in_use(store, now=now), now=now)


def committee_of_history(
    history: AccountHistory, *, learned: RoleWeights, now: datetime
) -> Committee:
    """Return the buying committee of a history that was read already."""
    seen = Seen(history)
    signs = signs_of(history, seen)
    roles = roles_of_history(history, learned=learned, now=now, signs=signs)
    return committee(history, roles, now=now, seen=seen, signs=signs)
