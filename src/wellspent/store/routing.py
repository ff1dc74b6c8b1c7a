"""Routing: the team's rules and the authenticity scorecard in use, kept as their TOML text.

Every version is kept; the newest is in use.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.kept_text import KeptText, list_texts, newest_text, save_text
from wellspent.store.routing_tables import authenticity_scorecards, routing_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScorecard:
    """An authenticity scorecard as text (TOML), with its version and when it was learned."""

    version: int
    text: str
    learned_at: datetime


def save_rules(
    store: Store, text: str, *, now: datetime, by: str = "", based_on: int | None = None
) -> int:
    """Keep routing rules as the newest and return their version; Conflict as in `save_text`."""
    return save_text(store, routing_rules, text, now=now, by=by, based_on=based_on)


def load_rules(store: Store) -> KeptText | None:
    """Return the routing rules in use; None while the team has saved none."""
    return newest_text(store, routing_rules)


def list_rules(store: Store, *, limit: int = 50) -> list[KeptText]:
    """Return the routing rules that were ever saved, the newest first."""
    return list_texts(store, routing_rules, limit=limit)


def save_authenticity_scorecard(store: Store, text: str, *, now: datetime) -> int:
    """Keep an authenticity scorecard as the newest and return its version."""
    statement = (
        insert(authenticity_scorecards)
        .values(learned_at=now, body=storable_text(text))
        .returning(authenticity_scorecards.c.version)
    )
    with store.writing() as connection:
        return connection.execute(statement).scalar_one()


def load_authenticity_scorecard(store: Store) -> KeptScorecard | None:
    """Return the authenticity scorecard in use; None while none was learned or saved."""
    table = authenticity_scorecards
    query = select(table).order_by(table.c.version.desc()).limit(1)
    with store.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    return KeptScorecard(version=row.version, text=row.body, learned_at=row.learned_at)
