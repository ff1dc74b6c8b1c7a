"""Reach habits: learned of the team's own touches, kept, and learned anew as the data grows.

They are due to be learned anew after a day, when an import was undone, and when more than one
activity in twenty is new. Nobody waits for that (`learn_for_reach` does it): until then the kept
ones stay in use, and say how old they are. Only a small store's are learned at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from wellspent.errors import InputError
from wellspent.jobs.powers_in_use import power_table
from wellspent.reach.habits import ReachHabits, habits_from_json, habits_to_json
from wellspent.reach.learn_reach import learn_reach
from wellspent.reach.touches import touches_in_order
from wellspent.records.buying_role import BuyingRole
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.learned_things import (
    ActivitiesMark,
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
    """The habits in use; `unseen` is how many activities have come since they were learned.

    `is_due` says that they should be learned anew: they are a day old, or too much is new. With
    `never` nothing was learned yet and they know of nobody.
    """

    habits: ReachHabits
    unseen: int = 0
    is_due: bool = False
    never: bool = False

    @property
    def note(self) -> str:
        """Return in words how old they are where that matters, else nothing."""
        if self.never:
            return "the team's habits haven't been learned yet: only what this person did counts"
        if not self.unseen and not self.is_due:
            return ""
        learned = f"the team's habits are as of {self.habits.learned_at:%Y-%m-%d %H:%M} UTC"
        if not self.unseen:
            return learned
        came = "1 activity has" if self.unseen == 1 else f"{self.unseen} activities have"
        return f"{learned}; {came} come since"


def reach_habits(store: Store, now: datetime) -> HabitsInUse:
    """Return the habits in use; a small store's are learned first where they have gone stale."""
    mark = activities_mark(store)
    in_use = _kept(store, mark, now)
    if mark.is_small and (in_use is None or in_use.is_due):
        return HabitsInUse(habits=learn_reach_habits(store, now=now))
    return in_use or HabitsInUse(habits=learn_reach((), now=now), is_due=True, never=True)


def _kept(store: Store, mark: ActivitiesMark, now: datetime) -> HabitsInUse | None:
    kept = learned_thing(store, NAME)
    if kept is None:
        return None
    try:
        habits = _habits(kept.body)
    except InputError:  # Kept by another version; what it was learned from is still there.
        return None
    unseen = mark.unseen_since(kept.fingerprint)
    if unseen is None:
        return HabitsInUse(habits=habits, unseen=mark.came_since(kept.fingerprint), is_due=True)
    return HabitsInUse(habits=habits, unseen=unseen, is_due=abs(now - kept.learned_at) >= STANDS)


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
