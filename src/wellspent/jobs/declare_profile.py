"""Declare and correct the profile: statements, weights, columns.

Each is kept apart from what is learned, so that it survives learning again. Weights are in
force at once; the declared profile and a word on a column change what is learned, and the profile
says so until it has been learned again.
"""

import hashlib
from dataclasses import fields
from datetime import UTC, datetime
from math import isfinite
from threading import Lock

import numpy as np

from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.learn_profile import keep_profile, learn_profile, with_customers
from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.scorecard_in_use import newest_profile
from wellspent.profile.personal import personal_evidence
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column
from wellspent.records.declared import DeclaredProfile, Statement, ValueWeights
from wellspent.records.verdict import Verdict
from wellspent.store.connect import Store
from wellspent.store.statements import (
    forget_overrule,
    load_declared_profile,
    load_overrules,
    load_value_weights,
    save_declared_profile,
    save_overrule,
    save_value_weights,
)

MOST_STATEMENTS = 200

_ONE_SAYING_AT_A_TIME = Lock()

Said = DeclaredProfile | ValueWeights
"""What the team says as a whole, and whoever says it anew must have seen."""


def mark_of(said: Said) -> str:
    """Return a short text that differs when what was said differs: what a form shows, say."""
    return hashlib.blake2b(repr(said).encode(), digest_size=12).hexdigest()


def declared_profile(store: Store) -> DeclaredProfile:
    """Return what the team declared; an empty profile if it declared nothing."""
    return load_declared_profile(store) or DeclaredProfile()


def declare_profile(
    store: Store,
    declared: DeclaredProfile,
    *,
    seen: str | None = None,
    now: datetime | None = None,
) -> None:
    """Keep what the team says its best customers look like: the prior of what is learned.

    `seen` is the `mark_of` what the person looked at: Conflict when something else was declared
    since. Raises `InputError` for statements that make no sense or are about a person.
    """
    _check_declared(declared)
    with _ONE_SAYING_AT_A_TIME:
        _refuse_if_changed(declared_profile(store), declared, seen)
        save_declared_profile(store, declared)
    _put_in_force(store, now)


def value_weights(store: Store) -> ValueWeights:
    """Return the team's weights of what makes a customer valuable; the usual ones if unset."""
    return load_value_weights(store) or ValueWeights()


def set_value_weights(
    store: Store,
    weights: ValueWeights,
    *,
    seen: str | None = None,
    now: datetime | None = None,
) -> None:
    """Keep the team's weights. Raises `InputError` for weights below zero or all zero.

    `seen` is the `mark_of` what the person looked at: Conflict when others were set since.
    """
    _check_weights(weights)
    with _ONE_SAYING_AT_A_TIME:
        _refuse_if_changed(value_weights(store), weights, seen)
        save_value_weights(store, weights)
    profile = newest_profile(store)
    if profile is not None:
        keep_profile(store, with_customers(store, profile, now or datetime.now(UTC)))


def overrule_column(store: Store, column: str, *, keep: bool, now: datetime | None = None) -> None:
    """Keep a person's word on a column: to be used (`keep`), or to be left out.

    Raises `InputError` for a column about a person: those are never scored.
    """
    if not column.strip():
        raise InputError("No column was named.", next_step="Name a column of the profile.")
    if keep:
        _refuse_personal(column, ())
    save_overrule(store, column, keep=keep)
    _put_in_force(store, now)


def forget_word_on_column(store: Store, column: str, *, now: datetime | None = None) -> None:
    """Take back what was said of a column: what its values tell decides again.

    NotFound when nothing was said of it.
    """
    if column not in load_overrules(store):
        raise NotFound(
            f"Nothing was said of a column {column[:80]!r}.",
            next_step="The profile lists what was said.",
        )
    forget_overrule(store, column)
    _put_in_force(store, now)


def words_on_columns(store: Store) -> dict[str, bool]:
    """Return what people said of columns: True to be used, False to be left out."""
    return load_overrules(store)


def _put_in_force(store: Store, now: datetime | None) -> None:
    """Rescore, or learn again where there is too little to take long, by what was said."""
    profile, moment = newest_profile(store), now or datetime.now(UTC)
    if profile is None:
        qualify_leads(store, now=moment)
    elif profile.honesty.verdict is Verdict.RULES_ONLY:
        learn_profile(store, now=moment)


def _refuse_if_changed(in_force: Said, wanted: Said, seen: str | None) -> None:
    """Raise Conflict when somebody else said something else since a person looked."""
    if seen is None or seen == mark_of(in_force) or in_force == wanted:
        return
    now = ", ".join(
        f"{one.name.replace('_', ' ')} {_shortly(getattr(in_force, one.name))}"
        for one in fields(in_force)
        if getattr(in_force, one.name) != getattr(wanted, one.name)
    )
    raise Conflict(
        f"Somebody else changed this meanwhile. Other than yours, it says now: {now}.",
        next_step="What you typed is still here. Put their change into it, and save again.",
    )


def _shortly(value: float | tuple[Statement, ...]) -> str:
    if isinstance(value, tuple):
        return "about " + (" and ".join(one.attribute for one in value) or "nothing")
    return f"{value:g}"


def _check_declared(declared: DeclaredProfile) -> None:
    if not 0.0 < declared.base_rate < 1.0:
        raise InputError(
            f"A share of {declared.base_rate} of enquiries makes no sense.",
            where="base_rate",
            next_step="Give a share between 0 and 1, such as 0.1 for 1 in 10.",
        )
    if not (isfinite(declared.counts_as_cases) and declared.counts_as_cases > 0):
        raise InputError(
            "The declared profile has to count as some cases.",
            where="counts_as_cases",
            next_step="Give a number above 0, such as 20.",
        )
    if len(declared.statements) > MOST_STATEMENTS:
        raise InputError(
            f"More than {MOST_STATEMENTS} statements.", next_step="Keep the main ones."
        )
    for statement in declared.statements:
        _check_statement(statement)


def _check_statement(statement: Statement) -> None:
    where = f"the statement about {statement.attribute!r}"
    if not statement.attribute.strip():
        raise InputError("A statement names no attribute.", next_step="Name one: industry, say.")
    edges = [edge for edge in (statement.low, statement.high) if edge is not None]
    if bool(statement.values) == bool(edges):
        raise InputError(
            "A statement needs either values or a range.",
            where=where,
            next_step="Give values, or from and to; not both.",
        )
    if not all(isfinite(edge) for edge in edges) or (len(edges) == 2 and edges[0] >= edges[1]):
        raise InputError(
            "The range is empty.", where=where, next_step="Let it begin below where it ends."
        )
    _refuse_personal(statement.attribute, statement.values)


def _refuse_personal(name: str, values: tuple[str, ...]) -> None:
    codes = np.arange(len(values), dtype=np.int32)
    evidence = personal_evidence(Column(name, AttributeKind.CATEGORY, codes, values, name))
    if evidence:
        raise InputError(
            f"{name!r} is about a person, and enquiries are never scored by that. {evidence}",
            next_step="Say something about the business instead.",
        )


def _check_weights(weights: ValueWeights) -> None:
    given = {one.name: getattr(weights, one.name) for one in fields(weights)}
    share = given.pop("best_share")
    wrong = [name for name, weight in given.items() if not (isfinite(weight) and weight >= 0)]
    if wrong:
        raise InputError(
            f"Weights can't be below zero: {', '.join(wrong)}.", next_step="Give 0 or more."
        )
    if not any(given.values()):
        raise InputError("All weights are zero.", next_step="Let at least one thing count.")
    if not 0.0 < share < 1.0:
        raise InputError(
            f"A share of {share} can't be the best.",
            where="best_share",
            next_step="Give a share between 0 and 1, such as 0.25 for the top quarter.",
        )
