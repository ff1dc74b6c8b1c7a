"""Learn the profile from the store: what the best have in common, and points for every lead.

What people said stays in force: declared profile, weights of value, overruled columns, and points
set by hand.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.scorecard_in_use import newest_profile
from wellspent.profile import learned
from wellspent.profile.account_columns import account_cases
from wellspent.profile.differences import differences_note, find_differences
from wellspent.profile.edits import with_edits
from wellspent.profile.value import components_missing, customer_values, value_notes
from wellspent.records.cases import Cases
from wellspent.records.customer import Customer
from wellspent.records.declared import DeclaredProfile, ValueWeights
from wellspent.records.honesty import SetAside, SetAsideReason
from wellspent.records.imports import Progress
from wellspent.records.profile import LearnedProfile
from wellspent.store.as_json import to_json
from wellspent.store.cases import fetch_cases
from wellspent.store.connect import Store
from wellspent.store.customers import fetch_customers, fetch_lost_accounts
from wellspent.store.profiles import list_profiles, replace_profile, save_profile
from wellspent.store.statements import (
    load_declared_profile,
    load_overrules,
    load_points_edits,
    load_value_weights,
)

LEFT_OUT = "Your team left it out."
LEARN_AGAIN = (
    "What your team declared or said of columns has changed since this was learned: learn again to "
    "put it in force."
)


def learn_profile(
    store: Store, *, now: datetime, on_progress: Callable[[Progress], None] | None = None
) -> LearnedProfile:
    """Learn from all closed leads and deals, keep a new version; rescore and route open leads.

    When nothing has changed since the version in use, that one stays. `on_progress` reports the
    rescoring.
    """
    profile = keep_profile(store, _learn(store, now))
    qualify_leads(store, now=now, on_progress=on_progress)
    route_leads(store, now=now)
    return profile


def current_profile(store: Store) -> LearnedProfile | None:
    """Return the profile that was learned last; None when nothing was learned yet.

    A note says so when the team has said something since that only learning again puts in force.
    """
    profile = newest_profile(store)
    if profile is None or profile.said == said_by_team(store):
        return profile
    return replace(profile, notes=(*profile.notes, LEARN_AGAIN))


def said_by_team(store: Store) -> str:
    """Return what identifies the declared profile and the word on columns, as they stand now."""
    declared = to_json(load_declared_profile(store) or DeclaredProfile())
    overrules = json.dumps(load_overrules(store), sort_keys=True)
    return hashlib.sha256(f"{declared}\n{overrules}".encode()).hexdigest()[:16]


def keep_profile(store: Store, profile: LearnedProfile) -> LearnedProfile:
    """Keep a profile as the newest version and return it, unless it says what is in use already."""
    in_use = newest_profile(store)
    if in_use is not None and _says(in_use) == _says(profile):
        return in_use
    kept = list_profiles(store)
    numbered = _numbered(profile, kept[0].version + 1 if kept else 1)
    version = save_profile(store, numbered)
    if version != numbered.scorecard.version:
        numbered = _numbered(profile, version)
        replace_profile(store, version, numbered)
    return numbered


def _says(profile: LearnedProfile) -> str:
    """Return all that a profile says, whenever it was learned."""
    never = datetime.min.replace(tzinfo=UTC)
    scorecard = replace(profile.scorecard, version=0, created_at=never)
    return to_json(replace(profile, scorecard=scorecard, learned_at=never))


def _numbered(profile: LearnedProfile, version: int) -> LearnedProfile:
    return replace(profile, scorecard=replace(profile.scorecard, version=version))


def _learn(store: Store, now: datetime) -> LearnedProfile:
    said = said_by_team(store)
    overrules = load_overrules(store)
    left_out = [column for column, keep in overrules.items() if not keep]
    cases, requested = _without(fetch_cases(store), left_out)
    profile = learned.learn_profile(
        cases,
        declared=load_declared_profile(store),
        keep=[column for column, keep in overrules.items() if keep],
        now=now,
    )
    scorecard, edit_notes = with_edits(profile.scorecard, load_points_edits(store))
    honesty = replace(profile.honesty, set_aside=(*profile.honesty.set_aside, *requested))
    notes = (*profile.notes, *edit_notes)
    profile = replace(profile, scorecard=scorecard, honesty=honesty, notes=notes, said=said)
    return with_customers(store, profile, now)


def _without(cases: Cases, names: Sequence[str]) -> tuple[Cases, list[SetAside]]:
    left_out = {column.name for column in cases.columns if {column.name, column.label} & set(names)}
    kept = tuple(column for column in cases.columns if column.name not in left_out)
    return replace(cases, columns=kept), [
        SetAside(column=name, reason=SetAsideReason.REQUESTED, evidence=LEFT_OUT)
        for name in sorted(left_out)
    ]


def with_customers(store: Store, profile: LearnedProfile, now: datetime) -> LearnedProfile:
    """Return the profile with the customers' value and what the best have in common, as of now."""
    customers = list(fetch_customers(store))
    values = customer_values(customers, load_value_weights(store) or ValueWeights(), now=now)
    best = {value.account_id for value in values if value.best}
    compared, is_best = _compared(customers, {value.account_id for value in values}, best)
    lost = account_cases(list(fetch_lost_accounts(store)))
    notes = (*value_notes(customers), differences_note(compared, is_best))
    return replace(
        profile,
        customers=values,
        differences=find_differences(compared, is_best, lost if lost.rows else None),
        value_components_missing=components_missing(values),
        notes=tuple(dict.fromkeys(note for note in (*profile.notes, *notes) if note)),
    )


def _compared(
    customers: Sequence[Customer], known: set[str], best: set[str]
) -> tuple[Cases, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return the customers whose value is known side by side, and which of them are the best."""
    accounts = [each.account for each in customers if each.account.id in known]
    return account_cases(accounts), np.array([one.id in best for one in accounts], dtype=np.bool_)
