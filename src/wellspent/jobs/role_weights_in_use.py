"""The weights of roles in use: the stated ones, moved by corrections and by who signed past deals.

They are kept with the fingerprint of what they were learned from. Nobody waits for learning: after
a correction or a won deal the kept ones stay in use, and say so, until they are learned anew
(`learn_for_reach`). Only in a small store, where it takes no noticeable time, that is at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby, islice
from typing import Final

from wellspent.errors import NotFound
from wellspent.jobs.company_in_use import company_in_use
from wellspent.reach.learn_weights import Corrected, Signed, learn_weights
from wellspent.reach.role_weights import RoleWeights, stated_weights
from wellspent.reach.teaching import (
    corrected_case,
    corrected_title,
    signed_case,
    title_outcomes,
)
from wellspent.reach.titles.title_points import TitleOutcome, learn_title_points
from wellspent.reach.weights_json import weights_as_json, weights_from_json
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import DealPerson, RoleCorrection
from wellspent.records.source import RecordKind
from wellspent.store.account_history import account_history
from wellspent.store.bulk_roles import titled_among
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.learned_things import (
    LearnedThing,
    activities_mark,
    keep_learned,
    learned_thing,
)
from wellspent.store.role_corrections import standing_role_corrections
from wellspent.store.role_teaching import NOTHING, role_teaching_mark
from wellspent.store.signers import signers

NAME: Final = "role weights"

MOST_CORRECTED: Final = 100
MOST_DEALS: Final = 40
"""So many histories are read to learn from, the latest; titles are learned from all deals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsInUse:
    """The weights in use, when they were learned (None: they are the stated ones), and under which
    mark. `has_news` says that corrections or won deals came which they don't know yet.
    """

    weights: RoleWeights
    learned_at: datetime | None = None
    mark: str = NOTHING
    has_news: bool = False

    @property
    def note(self) -> str:
        """Return in words what they don't know yet, empty where they know all."""
        if not self.has_news:
            return ""
        if self.learned_at is None:
            return (
                "buying roles go by the weights that come with Wellspent: what corrections and "
                "won deals teach hasn't been learned yet"
            )
        return (
            f"what buying roles are judged by was learned on {self.learned_at:%Y-%m-%d %H:%M} UTC; "
            "corrections or won deals have come since"
        )


def role_weights_in_use(store: Store, *, now: datetime) -> RoleWeights:
    """Return the weights that roles are judged by now, as they were learned last."""
    return weights_in_use(store, now=now).weights


def weights_in_use(store: Store, *, now: datetime) -> WeightsInUse:
    """Return the weights in use, with whether there is news; a small store's are learned at once.

    A correction itself outranks all weights from the moment on in which it is given. The areas that
    what we sell is for are those of the company's facts.
    """
    found, company = _learned(store, now), company_in_use(store)
    if company is None or not company.sold_to:
        return found
    return replace(found, weights=replace(found.weights, sold_to=company.sold_to))


def _learned(store: Store, now: datetime) -> WeightsInUse:
    mark = role_teaching_mark(store)
    if mark == NOTHING:
        return WeightsInUse(weights=stated_weights())
    kept = learned_thing(store, NAME)
    if kept is not None and kept.fingerprint == mark:
        return _in_use(kept)
    if activities_mark(store).is_small:
        return learn_role_weights(store, now=now)
    if kept is None:
        return WeightsInUse(weights=stated_weights(), has_news=True)
    return replace(_in_use(kept), has_news=True)


def learn_role_weights(store: Store, *, now: datetime) -> WeightsInUse:
    """Learn the weights of all corrections and of the latest won deals, and keep them."""
    mark = role_teaching_mark(store)
    learned = _learn(store, now)
    thing = LearnedThing(
        name=NAME,
        fingerprint=mark,
        body=weights_as_json(learned),
        cases=learned.cases,
        learned_at=now,
    )
    keep_learned(store, thing)
    return _in_use(thing)


def _in_use(kept: LearnedThing) -> WeightsInUse:
    return WeightsInUse(weights=_read(kept.body), learned_at=kept.learned_at, mark=kept.fingerprint)


@lru_cache(maxsize=4)
def _read(body: str) -> RoleWeights:
    return weights_from_json(body, stated_weights())


def _learn(store: Store, now: datetime) -> RoleWeights:
    people, said = signers(store), standing_role_corrections(store)
    outcomes = [*title_outcomes(people), *_corrected_titles(store, said, people)]
    stated = replace(stated_weights(), titles=learn_title_points(outcomes))
    latest = sorted(said.values(), key=lambda one: one.at, reverse=True)[:MOST_CORRECTED]
    corrected = list(_corrected(store, latest, stated, now))
    return learn_weights(stated, corrected, list(_signed(store, people, stated, now)))


def _corrected_titles(
    store: Store, said: Mapping[str, RoleCorrection], people: Iterable[DealPerson]
) -> Iterator[TitleOutcome]:
    """Yield what corrections tell of titles, of contacts of whom no past deal tells."""
    roles = {contact_id: one.role for contact_id, one in said.items()}
    for one in people:
        roles.pop(one.contact_id, None)
    numbers = [number_of(RecordKind.CONTACT, contact_id) for contact_id in roles]
    for one in titled_among(store, numbers):
        if one.title.strip():
            role = roles[record_id(RecordKind.CONTACT, one.number)]
            yield corrected_title(one.title, one.employees, role)


def _corrected(
    store: Store, corrections: Iterable[RoleCorrection], weights: RoleWeights, now: datetime
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
