"""Learned things: what was learned of a team's own data, kept with the mark of that data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from wellspent.records.imports import ImportState
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.reaching_tables import learned_things
from wellspent.store.tables import activities, imports
from wellspent.store.upsert import upsert

SHARE_UNSEEN: Final = 0.05

SMALL: Final = 5_000
"""Of so few activities it takes no noticeable time to learn: an answer may wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedThing:
    """Something learned: its name, the text that holds it, from how many cases and which data."""

    name: str
    fingerprint: str
    body: str
    cases: int
    learned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitiesMark:
    """Tells at a glance whether activities have come or gone: the newest one's number, and how
    many imports there were and were undone.
    """

    newest: int
    imports: int
    undone: int

    @property
    def is_small(self) -> bool:
        """Return whether there are so few activities that learning takes no noticeable time."""
        return self.newest <= SMALL

    @property
    def text(self) -> str:
        """Return the mark as text."""
        return f"{self.newest}|{self.imports}|{self.undone}"

    def came_since(self, text: str) -> int:
        """Return how many activities have come since an earlier mark, however many; 0 if fewer."""
        first = text.split("|")[0]
        return max(0, self.newest - int(first)) if first.isdecimal() else 0

    def unseen_since(self, text: str) -> int | None:
        """Return how many activities have come since an earlier mark, given as text.

        None where more has changed than may pass: an import was undone, or more than one
        activity in twenty is new.
        """
        try:
            newest, imported, undone = map(int, text.split("|"))
        except ValueError:
            return None
        came = self.newest - newest
        if came < 0 or self.undone != undone or self.imports < imported:
            return None
        return came if came <= SHARE_UNSEEN * self.newest else None


def learned_thing(store: Store, name: str) -> LearnedThing | None:
    """Return what is kept under a name; None while nothing was learned."""
    query = select(learned_things).where(learned_things.c.name == name)
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else LearnedThing(**row)


def keep_learned(store: Store, thing: LearnedThing) -> None:
    """Keep what was learned in the place of what was kept under the name before."""
    row = {
        "name": thing.name,
        "fingerprint": thing.fingerprint,
        "body": storable_text(thing.body),
        "cases": thing.cases,
        "learned_at": thing.learned_at,
    }
    columns = ["fingerprint", "body", "cases", "learned_at"]
    with store.writing() as connection:
        connection.execute(upsert(connection, learned_things, ["name"], columns), row)


def activities_mark(store: Store) -> ActivitiesMark:
    """Return the mark of the activities as they are now; by index, at any number of them."""
    undone = imports.c.state == ImportState.UNDONE.value
    with store.reading() as connection:
        newest = connection.execute(select(func.max(activities.c.number))).scalar()
        counted = connection.execute(
            select(func.count(), func.count().filter(undone)).select_from(imports)
        ).one()
    return ActivitiesMark(newest=newest or 0, imports=counted[0], undone=counted[1])
