"""Reach habits: learned of the team's own touches, kept, and learned anew as the data grows.

They are at most a day old, and no import was undone since they were learned. While fewer than one
activity in twenty is new they may stand; how many they don't know yet is told with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from wellspent.errors import InputError
from wellspent.jobs.roles_in_bulk import power_table
from wellspent.reach.habits import ReachHabits, habits_from_json, habits_to_json
from wellspent.reach.learn_reach import learn_reach
from wellspent.reach.touches import touches_in_order
from wellspent.records.buying_role import BuyingRole
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.learned_things import (
    LearnedThing,
    activities_mark,
    keep_learned,
    learned_thing,
)
from wellspent.store.touches import contact_zones, touch_rows

NAME: Final = "reach habits"
STANDS: Final = timedelta(days=1)
LOOKS_BACK: Final = timedelta(days=2 * 365)
"""Older touches aren't learned from: people, and their habits, change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitsInUse:
    """The habits in use; `unseen` is how many activities have come since they were learned."""

    habits: ReachHabits
    unseen: int = 0


def reach_habits(store: Store, now: datetime) -> HabitsInUse:
    """Return the habits in use, learned first where none are kept or those have gone stale."""
    mark = activities_mark(store)
    kept = learned_thing(store, NAME)
    if kept is not None and abs(now - kept.learned_at) < STANDS:
        unseen = mark.unseen_since(kept.fingerprint)
        if unseen is not None:
            try:
                return HabitsInUse(habits=_habits(kept.body), unseen=unseen)
            except InputError:
                pass  # Kept by another version; what it was learned from is still there.
    return HabitsInUse(habits=learn_reach_habits(store, now=now))


def learn_reach_habits(store: Store, *, now: datetime) -> ReachHabits:
    """Learn the habits of all touches of the last two years, and keep them."""
    mark = activities_mark(store)
    zones, _ = contact_zones(store)
    rows = touch_rows(store, since=now - LOOKS_BACK, until=now)
    roles = dict(_roles(store, now))
    habits = learn_reach(touches_in_order(rows, zones=zones, now=now, roles=roles), now=now)
    keep_learned(
        store,
        LearnedThing(
            name=NAME,
            fingerprint=mark.text,
            body=habits_to_json(habits),
            cases=habits.touches,
            learned_at=now,
        ),
    )
    return habits


def _roles(store: Store, now: datetime) -> Iterator[tuple[str, str]]:
    """Give the buying roles of the contacts of whom one is known."""
    table = power_table(store, now)
    for number, role in zip(
        table["contact_id"].to_pylist(), table["role"].to_pylist(), strict=True
    ):
        if role != BuyingRole.UNKNOWN.value:
            yield record_id(RecordKind.CONTACT, number), role


@lru_cache(maxsize=4)
def _habits(text: str) -> ReachHabits:
    return habits_from_json(text)
