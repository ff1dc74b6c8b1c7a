"""Statements: what the team says itself, such as the declared profile and the value weights."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select

from wellspent.records.declared import DeclaredProfile, ValueWeights
from wellspent.records.points_edit import PointsEdit
from wellspent.records.route import GenuineScores
from wellspent.store.as_json import from_json, to_json
from wellspent.store.connect import Store
from wellspent.store.tables import overrules, statements
from wellspent.store.upsert import upsert

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class _PointsEdits:
    edits: tuple[PointsEdit, ...]


DECLARED_PROFILE = "declared profile"
VALUE_WEIGHTS = "value weights"
POINTS_EDITS = "points edits"
GENUINE_SCORES = "genuine scores"
SAMPLE = "sample"


def load_declared_profile(store: Store) -> DeclaredProfile | None:
    """Return the declared profile, if the team has declared one."""
    return _load(store, DECLARED_PROFILE, DeclaredProfile)


def save_declared_profile(store: Store, declared: DeclaredProfile) -> None:
    """Keep a declared profile in place of the one before."""
    _save(store, DECLARED_PROFILE, to_json(declared))


def load_value_weights(store: Store) -> ValueWeights | None:
    """Return the team's value weights, if it has set any."""
    return _load(store, VALUE_WEIGHTS, ValueWeights)


def save_value_weights(store: Store, weights: ValueWeights) -> None:
    """Keep value weights in place of those before."""
    _save(store, VALUE_WEIGHTS, to_json(weights))


def load_points_edits(store: Store) -> tuple[PointsEdit, ...]:
    """Return the points that people set by hand, in the order in which they set them."""
    edits = _load(store, POINTS_EDITS, _PointsEdits)
    return () if edits is None else edits.edits


def save_points_edits(store: Store, edits: tuple[PointsEdit, ...]) -> None:
    """Keep points that people set by hand in place of those before."""
    _save(store, POINTS_EDITS, to_json(_PointsEdits(edits)))


def load_genuine_scores(store: Store) -> GenuineScores | None:
    """Return what the promise rests on, as it was last reckoned."""
    return _load(store, GENUINE_SCORES, GenuineScores)


def genuine_scores_kept_at(store: Store) -> datetime | None:
    """Return when they were kept: what was read then is still right while this is the same."""
    with store.reading() as connection:
        query = select(statements.c.said_at).where(statements.c.name == GENUINE_SCORES)
        return connection.execute(query).scalar()


def save_genuine_scores(store: Store, scores: GenuineScores) -> None:
    """Keep what the promise rests on, in place of what was."""
    _save(store, GENUINE_SCORES, to_json(scores))


def mark_sample(store: Store) -> None:
    """Mark that this store holds made-up sample data."""
    _save(store, SAMPLE, "true")


def is_sample(store: Store) -> bool:
    """Return whether this store holds made-up sample data."""
    return _text(store, SAMPLE) == "true"


def save_overrule(store: Store, column: str, *, keep: bool) -> None:
    """Keep what a person said of a column: used (`keep`) or set aside, whatever we find."""
    row = {"column": column, "keep": keep, "said_at": datetime.now(UTC)}
    with store.writing() as connection:
        connection.execute(upsert(connection, overrules, ["column"], ["keep", "said_at"]), row)


def forget_overrule(store: Store, column: str) -> None:
    """Forget what was said about a column."""
    with store.writing() as connection:
        connection.execute(overrules.delete().where(overrules.c.column == column))


def load_overrules(store: Store) -> dict[str, bool]:
    """Return what was said about columns: True to be used, False to be set aside."""
    query = select(overrules.c.column, overrules.c.keep).order_by(overrules.c.column)
    with store.reading() as connection:
        return dict(connection.execute(query).all())


def _load(store: Store, name: str, what: type[Thing]) -> Thing | None:
    body = _text(store, name)
    return None if body is None else from_json(what, body)


def _text(store: Store, name: str) -> str | None:
    with store.reading() as connection:
        query = select(statements.c.body).where(statements.c.name == name)
        return connection.execute(query).scalar()


def _save(store: Store, name: str, body: str) -> None:
    row = {"name": name, "body": body, "said_at": datetime.now(UTC)}
    with store.writing() as connection:
        connection.execute(upsert(connection, statements, ["name"], ["body", "said_at"]), row)
